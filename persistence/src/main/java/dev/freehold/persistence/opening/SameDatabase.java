package dev.freehold.persistence.opening;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.postgresql.PostgresqlPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells whether two addresses lead to one database. One server has many names, so addresses are not
 * compared: a lock that is taken over one address is looked for over the other.
 */
public final class SameDatabase {

  /** PostgreSQL has such locks for each database, not for each server or schema. */
  private static final String LOCK = "SELECT pg_try_advisory_xact_lock(?)";

  private SameDatabase() {}

  /**
   * Asks both; changes nothing.
   *
   * @throws PersistenceException {@link PersistenceError#OPEN_FAILED} if one cannot be reached
   */
  public static boolean is(DatabaseSettings one, DatabaseSettings other) {
    return switch (one) {
      case DatabaseSettings.Sqlite(Path file) ->
          other instanceof DatabaseSettings.Sqlite(Path second)
              && file.toAbsolutePath().normalize().equals(second.toAbsolutePath().normalize());
      case DatabaseSettings.Postgresql first ->
          other instanceof DatabaseSettings.Postgresql second && isOnPostgresql(first, second);
    };
  }

  private static boolean isOnPostgresql(
      DatabaseSettings.Postgresql one, DatabaseSettings.Postgresql other) {
    // Random, so that nodes which start at the same time do not take each other's for their own.
    long number = ThreadLocalRandom.current().nextLong();
    try (Connection first = connect(one);
        Connection second = connect(other)) {
      boolean isLocked = lock(first, number) && !lock(second, number);
      first.rollback();
      second.rollback();
      return isLocked;
    } catch (SQLException failed) {
      throw SqlFailures.of(failed, PersistenceError.OPEN_FAILED);
    }
  }

  /** In a transaction, so that a pooler between gives both statements one connection. */
  private static Connection connect(DatabaseSettings.Postgresql settings) throws SQLException {
    try {
      Connection connection = PostgresqlPool.questions(settings).getConnection();
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException refused) {
      throw PostgresqlPool.unreachable(settings, refused);
    }
  }

  private static boolean lock(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setLong(1, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
