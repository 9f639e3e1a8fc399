package dev.freehold.persistence.postgresql;

import dev.freehold.persistence.PersistenceLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes the connections of a pool, and can end all of them at once: a call that waits for a server
 * that went silent then fails, instead of waiting for its socket.
 */
final class PhysicalConnections extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private final transient Set<Connection> open = ConcurrentHashMap.newKeySet();

  PhysicalConnections() {
    super.setLoginTimeout(PersistenceLimits.LOGIN_SECONDS);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection made = super.getConnection(user, password);
    open.removeIf(PhysicalConnections::isClosed);
    open.add(made);
    return made;
  }

  /** The pool would set it by its own wait, which is far shorter than connecting may take. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /** Ends every connection. Each on a thread of its own, because closing TLS may block. */
  void abort() {
    List<Connection> all = List.copyOf(open);
    open.removeAll(all);
    for (Connection connection : all) {
      try {
        connection.abort(Thread::startVirtualThread);
      } catch (SQLException closed) {
        // It is what was wanted.
      }
    }
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException failed) {
      return true;
    }
  }
}
