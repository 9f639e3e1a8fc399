package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the published test vectors; tests that need them are skipped where they are absent. */
final class SharedFiles {

  private SharedFiles() {}

  static Path folder(String name) {
    Path folder = Path.of(System.getProperty("freehold.shared", "../shared")).resolve(name);
    assumeTrue(Files.isDirectory(folder), () -> "needs the folder " + folder);
    return folder;
  }

  static List<Path> filesEndingWith(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder(folder))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
