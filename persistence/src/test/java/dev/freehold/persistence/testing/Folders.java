package dev.freehold.persistence.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static boolean hasRoom() throws IOException {
    return Files.isWritable(MEMORY)
        && Files.getFileStore(MEMORY).getUsableSpace() >= LEAST_FREE_BYTES;
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
