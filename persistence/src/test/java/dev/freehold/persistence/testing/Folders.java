package dev.freehold.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for what tests write. */
public final class Folders {

  /** A file system in memory, on Linux. A flush costs nothing there. */
  private static final Path MEMORY = Path.of("/dev/shm");

  /** Containers often have 64 MiB; then the disk is used. */
  private static final long LEAST_FREE_BYTES = 4L << 30;

  private Folders() {}

  /** Makes a folder of this name and a number, in memory where there is room. */
  public static Path quick(String name) throws IOException {
    return hasRoom() ? Files.createTempDirectory(MEMORY, name) : Files.createTempDirectory(name);
  }

  /**
   * The same, deleted at the latest when this process ends: for what a test makes with its fields,
   * because JUnit makes an instance of a test that it skips, too, and never ends it.
   */
  public static Path quickUntilExit(String name) throws IOException {
    Path folder = quick(name);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> deleteRest(folder)));
    return folder;
  }

  private static void deleteRest(Path folder) {
    try {
      if (Files.exists(folder)) {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasRoom() throws IOException {
    return Files.isWritable(MEMORY)
        && Files.getFileStore(MEMORY).getUsableSpace() >= LEAST_FREE_BYTES;
  }

  /** The files below a folder that a program works in: what vanishes meanwhile is left out. */
  public static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return unlessGone(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : unlessGone(failure);
          }
        });
    return files;
  }

  private static FileVisitResult unlessGone(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  /** Deletes a folder and what is in it. */
  public static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
