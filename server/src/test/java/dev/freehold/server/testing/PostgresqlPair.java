package dev.freehold.server.testing;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.stores.Schemas;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Two PostgreSQL databases with tables: what several nodes have together.
 *
 * @param main the main database
 * @param availability the database of availability keys
 */
public record PostgresqlPair(
    DatabaseSettings.Postgresql main, DatabaseSettings.Postgresql availability) {

  /** Makes two. */
  public static PostgresqlPair make(Path folder) {
    return new PostgresqlPair(
        (DatabaseSettings.Postgresql)
            TestDatabases.migrated(Dialect.POSTGRESQL, folder, Schemas.MAIN),
        (DatabaseSettings.Postgresql)
            TestDatabases.migrated(Dialect.POSTGRESQL, folder, Schemas.AVAILABILITY));
  }

  /** Configuration keys without {@code freehold.}, for both. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(settings("database", main));
    settings.putAll(settings("availability", availability));
    return settings;
  }

  /** The same for one database. */
  public static Map<String, String> settings(String key, DatabaseSettings.Postgresql database) {
    return Map.of(
        key + ".url", database.jdbcUrl(),
        key + ".user", database.user(),
        key + ".password", database.password());
  }
}
