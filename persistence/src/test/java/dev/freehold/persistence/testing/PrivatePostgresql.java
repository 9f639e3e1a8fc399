package dev.freehold.persistence.testing;

import dev.freehold.persistence.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/** A PostgreSQL server of this JVM's own, started when first asked for, ended with the JVM. */
final class PrivatePostgresql {

  private static final String USER = "postgres";

  private PrivatePostgresql() {}

  /** Makes an empty database. */
  static DatabaseSettings.Postgresql freshDatabase(int maxConnections) {
    EmbeddedPostgres server = Holder.SERVER;
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server refused a new database", e);
    }
    return new DatabaseSettings.Postgresql(server.getJdbcUrl(USER, name), USER, "", maxConnections);
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("shared_buffers", "32MB")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("the private PostgreSQL server did not start", e);
      }
    }
  }
}
