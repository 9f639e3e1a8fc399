package dev.freehold.persistence.testing;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SQLite files whose migrations have run once in this JVM, kept in memory to be copied. */
final class MigratedFiles {

  private static final Map<List<MigrationSet>, byte[]> FILES = new ConcurrentHashMap<>();

  private MigratedFiles() {}

  /** Writes a file that is as if these migrations had just run on it. */
  static void copy(List<MigrationSet> sets, Path file) {
    try {
      Files.write(file, FILES.computeIfAbsent(sets, MigratedFiles::make));
    } catch (IOException e) {
      throw new UncheckedIOException("a database for a test could not be written", e);
    }
  }

  private static byte[] make(List<MigrationSet> sets) {
    try {
      Path folder = Files.createTempDirectory("freehold-migrated");
      Path file = folder.resolve("migrated.db");
      try {
        Databases.open(new DatabaseSettings.Sqlite(file), sets).close();
        return Files.readAllBytes(file);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a database for tests could not be made", e);
    }
  }
}
