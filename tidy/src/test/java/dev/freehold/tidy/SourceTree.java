package dev.freehold.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

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

  /** What was read, which several rules look through: some 20 MB. */
  private static final Map<Path, String> READ = new ConcurrentHashMap<>();

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
    return READ.computeIfAbsent(
        file,
        one -> {
          try {
            return Files.readString(one);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The path as the reports name it. */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  private static List<Path> files(Predicate<Path> wanted) {
    return Found.FILES.stream().filter(wanted).toList();
  }

  /** Every file outside the folders that are not ours, looked for once. */
  private static final class Found {
    static final List<Path> FILES = find();

    private static List<Path> find() {
      List<Path> files = new ArrayList<>();
      try {
        Files.walkFileTree(
            ROOT,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                boolean isOurs = folder.equals(ROOT) || !NOT_OURS.contains(lastName(folder));
                return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                if (Files.isRegularFile(file) && !NOT_OURS.contains(lastName(file))) {
                  files.add(file);
                }
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return files.stream().sorted().toList();
    }

    private static String lastName(Path path) {
      return path.getFileName().toString();
    }
  }
}
