package dev.freehold.server.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * Where the SQLite driver unpacks its native library: in the data folder, which belongs to the
 * server, and not in a folder that everyone may write to. A killed process leaves its copy behind;
 * the next start deletes it, so that copies do not pile up.
 */
public final class NativeFiles {

  private static final String SQLITE_FOLDER = "org.sqlite.tmpdir";
  private static final boolean IS_GIVEN = System.getProperty(SQLITE_FOLDER) != null;

  private NativeFiles() {}

  /** Empties {@code folder}, and has libraries unpacked into it unless a JVM option says where. */
  public static void unpackInto(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (Stream<Path> leftovers = Files.list(folder)) {
        for (Path file : (Iterable<Path>) leftovers::iterator) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException unusable) {
      throw DataFolder.unusable(folder, unusable);
    }
    if (!IS_GIVEN) {
      System.setProperty(SQLITE_FOLDER, folder.toString());
    }
  }
}
