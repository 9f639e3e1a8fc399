package dev.freehold.persistence.testing;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Databases;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Databases for tests, fresh and empty each time. */
public final class TestDatabases {

  private static final int POSTGRESQL_CONNECTIONS = 8;

  private TestDatabases() {}

  /**
   * Opens a fresh database; the caller closes it.
   *
   * @param folder where an SQLite file goes, such as a {@code @TempDir}
   */
  public static Database open(Dialect dialect, Path folder, MigrationSet... sets) {
    return Databases.open(settings(dialect, folder), List.of(sets));
  }

  /** A fresh database to be opened, closed and opened again by the caller. */
  public static DatabaseSettings settings(Dialect dialect, Path folder) {
    return switch (dialect) {
      case SQLITE -> new DatabaseSettings.Sqlite(folder.resolve(UUID.randomUUID() + ".db"));
      case POSTGRESQL -> PrivatePostgresql.shared().freshDatabase(POSTGRESQL_CONNECTIONS);
    };
  }
}
