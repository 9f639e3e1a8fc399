package dev.freehold.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The project's own files, as they lie in the working tree. */
final class SourceTree {

  /** The root of the checkout, which the build hands in. */
  static final Path ROOT = Path.of(System.getProperty("freehold.root")).toAbsolutePath();

  private static final List<String> TEXT_ENDINGS =
      List.of(
          ".java",
          ".md",
          ".xml",
          ".sql",
          ".yaml",
          ".yml",
          ".sh",
          ".properties",
          ".json",
          ".py",
          ".ps1",
          ".js",
          ".txt",
          ".conf");

  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "data", "node_modules", ".cifuzz-corpus");

  private SourceTree() {}

  /** Every Java file of every module. */
  static List<Path> javaFiles() {
    return files(file -> file.toString().endsWith(".java"));
  }

  /** Every text file that is ours and could hold what must not be committed, scripts too. */
  static List<Path> textFiles() {
    return files(
        file -> TEXT_ENDINGS.stream().anyMatch(file.toString()::endsWith) || isScript(file));
  }

  /** Scripts have no ending; neither have inputs for fuzzing, which are not text. */
  private static boolean isScript(Path file) {
    return !file.getFileName().toString().contains(".") && !file.toString().contains("/src/");
  }

  /** What a compiler has made, outside the folders that are for it. */
  static List<Path> compiledFiles() {
    return files(file -> file.toString().endsWith(".class") || file.toString().endsWith(".jar"));
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

  private static List<Path> files(Predicate<Path> wanted) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isSource(ROOT.relativize(file)))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path relative) {
    for (Path part : relative) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
