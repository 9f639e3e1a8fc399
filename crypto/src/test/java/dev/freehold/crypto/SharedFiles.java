package dev.freehold.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the published test vectors that no package has. */
final class SharedFiles {

  private SharedFiles() {}

  /** The files with this ending in a folder beside the project; none where it is absent. */
  static List<Path> present(String folder, String ending) throws IOException {
    Path beside = Path.of(System.getProperty("freehold.shared", "absent")).resolve(folder);
    if (!Files.isDirectory(beside)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(beside)) {
      return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    }
  }
}
