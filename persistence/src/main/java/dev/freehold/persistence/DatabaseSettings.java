package dev.freehold.persistence;

import java.nio.file.Path;

/** Where a database is and how to connect to it. */
public sealed interface DatabaseSettings {

  /**
   * An embedded database that this process has for itself.
   *
   * @param file the database file; made if it is absent, in a folder that must exist. Files with
   *     the same name and the endings {@code -wal}, {@code -shm} and {@code .lock} lie beside it.
   */
  record Sqlite(Path file) implements DatabaseSettings {}

  /**
   * A PostgreSQL server, version 14 or newer, or what speaks its protocol.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, with the driver's TLS options
   * @param user the role that owns the tables
   * @param password the role's password, empty if the server asks for none
   * @param maxConnections how many connections this process may hold, 2 to 200
   */
  record Postgresql(String jdbcUrl, String user, String password, int maxConnections)
      implements DatabaseSettings {

    /** Checks the form of the address and the bound of the connections. */
    public Postgresql {
      if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException("the address starts with jdbc:postgresql:");
      }
      PersistenceLimits.checkMaxConnections(maxConnections);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Postgresql[user=%s, maxConnections=%d]".formatted(user, maxConnections);
    }
  }
}
