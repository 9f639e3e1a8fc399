package dev.freehold.persistence.testing;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Databases for tests, fresh and empty each time. */
public final class TestDatabases {

  /**
   * For a lock of JUnit's: tests have it that hold a transaction of the shared PostgreSQL server
   * for seconds, and those of an erasure that waits for no transaction longer than that.
   */
  public static final String TRANSACTIONS = "transactions of the shared PostgreSQL server";

  private static final int POSTGRESQL_CONNECTIONS = 8;

  private TestDatabases() {}

  /**
   * Opens a fresh database; the caller closes it. It begins as a copy of one whose migrations have
   * run, which takes a tenth of the time that they take, and nothing looks for migrations again.
   *
   * @param folder where an SQLite file goes, such as a {@code @TempDir}
   */
  public static Database open(Dialect dialect, Path folder, MigrationSet... sets) {
    return Databases.open(migrated(dialect, folder, sets), List.of());
  }

  /** A fresh database with tables, to be opened, closed and opened again by the caller. */
  public static DatabaseSettings migrated(Dialect dialect, Path folder, MigrationSet... sets) {
    return migrated(dialect, folder, List.of(sets));
  }

  /** The same for migrations in a list. */
  public static DatabaseSettings migrated(Dialect dialect, Path folder, List<MigrationSet> sets) {
    return switch (dialect) {
      case SQLITE -> {
        Path file = file(folder);
        MigratedFiles.copy(sets, file);
        yield new DatabaseSettings.Sqlite(file);
      }
      case POSTGRESQL -> PrivatePostgresql.shared().migratedDatabase(sets, POSTGRESQL_CONNECTIONS);
    };
  }

  /** Writes an SQLite file that is as if these migrations had just run on it. */
  public static void migratedFile(Path file, List<MigrationSet> sets) {
    MigratedFiles.copy(sets, file);
  }

  /** A fresh database without tables, to be opened, closed and opened again by the caller. */
  public static DatabaseSettings settings(Dialect dialect, Path folder) {
    return switch (dialect) {
      case SQLITE -> new DatabaseSettings.Sqlite(file(folder));
      case POSTGRESQL -> PrivatePostgresql.shared().freshDatabase(POSTGRESQL_CONNECTIONS);
    };
  }

  private static Path file(Path folder) {
    return folder.resolve(UUID.randomUUID() + ".db");
  }
}
