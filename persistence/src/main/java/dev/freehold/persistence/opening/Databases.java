package dev.freehold.persistence.opening;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.postgresql.PostgresqlDatabase;
import dev.freehold.persistence.postgresql.ReadOnlyPostgresql;
import dev.freehold.persistence.sqlite.ReadOnlySqlite;
import dev.freehold.persistence.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.List;

/** Opens databases. */
public final class Databases {

  private Databases() {}

  /**
   * Opens the database, made if it is absent, and brings its tables to the newest form.
   *
   * <p>All modules of one database are named in one call, always the same ones: a migration that
   * ran before and is not among {@code migrations} counts as the mark of a newer program, which may
   * go on with this one or not. If there are none, the tables stay as they are.
   *
   * @throws PersistenceException {@link PersistenceError#OPEN_FAILED} if it cannot be reached or is
   *     not a database, {@link PersistenceError#IN_USE} if another process has the file, {@link
   *     PersistenceError#SCHEMA_TOO_NEW} if a newer program has changed the tables so that this one
   *     cannot work with them, {@link PersistenceError#OLDER_PROGRAM_SERVES} if this one would do
   *     so to a program that is connected, {@link PersistenceError#MIGRATION_FAILED} if the tables
   *     cannot be brought to the newest form; nothing is held open then
   */
  public static Database open(DatabaseSettings settings, List<MigrationSet> migrations) {
    return switch (settings) {
      case DatabaseSettings.Sqlite sqlite -> SqliteDatabase.open(sqlite, migrations);
      case DatabaseSettings.Postgresql postgresql ->
          PostgresqlDatabase.open(postgresql, migrations);
    };
  }

  /**
   * Opens a database to be read, such as a backup: nothing in it or beside it is changed, no
   * migration runs, and its tables may be older or newer than this program's. Its {@code write} and
   * what else would change it throw {@link UnsupportedOperationException}.
   *
   * @param scratch a folder for a copy, needed for an SQLite file with a log beside it; the copy
   *     goes when the database is closed
   * @throws PersistenceException {@link PersistenceError#OPEN_FAILED} if it cannot be reached or is
   *     not a database
   */
  public static Database openReadOnly(DatabaseSettings settings, Path scratch) {
    return switch (settings) {
      case DatabaseSettings.Sqlite(Path file) -> ReadOnlySqlite.open(file, scratch);
      case DatabaseSettings.Postgresql postgresql -> new ReadOnlyPostgresql(postgresql);
    };
  }
}
