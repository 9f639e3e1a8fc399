package dev.freehold.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as they lie in the working tree. */
final class SourceTree {

  /** The root of the checkout, which the build hands in. */
  static final Path ROOT = Path.of(System.getProperty("freehold.root")).toAbsolutePath();

  private SourceTree() {}

  /** Every Java file of every module. */
  static List<Path> javaFiles() {
    return files(".java");
  }

  /** Every text file that is ours and could hold what must not be committed. */
  static List<Path> textFiles() {
    return files(".java", ".md", ".xml", ".sql", ".yaml", ".yml", ".sh", ".properties", ".json");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path as the reports name it. */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  private static List<Path> files(String... endings) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isSource(ROOT.relativize(file)))
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("target") || name.equals(".git") || name.equals("data")) {
        return false;
      }
    }
    return true;
  }
}
