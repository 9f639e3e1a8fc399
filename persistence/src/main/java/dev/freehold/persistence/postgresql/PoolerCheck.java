package dev.freehold.persistence.postgresql;

import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Refuses a pooler, such as PgBouncer, that gives each transaction whatever session is free. Ours
 * set the isolation of readers, that commits wait for the flush, and locks of migrations for a
 * session, and would set them for somebody else's. A pooler that keeps a session for each
 * connection is as good as none.
 */
final class PoolerCheck {

  /** Other clients of the pooler can make one look like two sessions that stay. */
  private static final int ATTEMPTS = 3;

  private PoolerCheck() {}

  /**
   * Returns if and only if a connection keeps its session.
   *
   * @throws PersistenceException {@link PersistenceError#OPEN_FAILED}
   */
  static void requireSessions(DataSource source) {
    try (Connection one = source.getConnection()) {
      if (hasItsServer(one)) {
        return;
      }
      try (Connection other = source.getConnection()) {
        one.setAutoCommit(false);
        other.setAutoCommit(false);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
          if (isShared(one, other)) {
            throw refused();
          }
        }
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.OPEN_FAILED);
    }
  }

  /** A pooler tells its clients another number than that of a server's process. */
  private static boolean hasItsServer(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID() == serverProcess(connection);
  }

  /** Whether a transaction gets what another connection had, or has now what that one has left. */
  private static boolean isShared(Connection one, Connection other) throws SQLException {
    long before = serverProcess(one);
    one.commit();
    long others = serverProcess(other);
    boolean isShared = others == before || serverProcess(one) != before;
    one.commit();
    other.commit();
    return isShared;
  }

  private static long serverProcess(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static PersistenceException refused() {
    return new PersistenceException(
        PersistenceError.OPEN_FAILED,
        "a pooler before the PostgreSQL server gives sessions to transactions; set its pool_mode"
            + " to session for this database, or connect to the server itself",
        null);
  }
}
