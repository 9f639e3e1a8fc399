package dev.freehold.persistence;

import java.nio.file.Path;

/** Where a database is and how to connect to it. */
public sealed interface DatabaseSettings {

  /** The database's name for people: a file, or host, port and name; never a password. */
  String shown();

  /**
   * An embedded database that this process has for itself.
   *
   * @param file the database file; made if it is absent, in a folder that must exist. Files with
   *     the same name and the endings {@code -wal}, {@code -shm} and {@code .lock} lie beside it.
   */
  record Sqlite(Path file) implements DatabaseSettings {
    @Override
    public String shown() {
      return file.toString();
    }
  }

  /**
   * A PostgreSQL server, version 14 or newer, or what speaks its protocol.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, with the driver's TLS options; of
   *     several hosts, separated by commas, the one that is the primary is used
   * @param user the role that owns the tables
   * @param password the role's password, empty if the server asks for none
   * @param maxConnections how many connections this process may hold, 2 to 200
   */
  record Postgresql(String jdbcUrl, String user, String password, int maxConnections)
      implements DatabaseSettings {

    private static final String PREFIX = "jdbc:postgresql:";

    /** Checks the form of the address and the bound of the connections. */
    public Postgresql {
      if (!jdbcUrl.startsWith(PREFIX)) {
        throw new IllegalArgumentException("the address starts with jdbc:postgresql:");
      }
      PersistenceLimits.checkMaxConnections(maxConnections);
    }

    /** Without the options of the address, which may hold secrets. */
    @Override
    public String shown() {
      String address = jdbcUrl.substring(PREFIX.length());
      int options = address.indexOf('?');
      String place = options < 0 ? address : address.substring(0, options);
      return "PostgreSQL " + place.substring(place.lastIndexOf('@') + 1).replaceFirst("^/+", "");
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Postgresql[user=%s, maxConnections=%d]".formatted(user, maxConnections);
    }
  }
}
