package dev.freehold.persistence.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two addresses")
class SameDatabaseTest {

  @TempDir Path folder;

  private DatabaseSettings.Postgresql postgresql() {
    return (DatabaseSettings.Postgresql) TestDatabases.settings(Dialect.POSTGRESQL, folder);
  }

  private static DatabaseSettings with(DatabaseSettings.Postgresql one, String url) {
    return new DatabaseSettings.Postgresql(url, one.user(), one.password(), one.maxConnections());
  }

  @Test
  void leadToOneDatabaseUnderOtherNamesOfItsServerAndOtherSchemas() {
    DatabaseSettings.Postgresql one = postgresql();
    assertThat(SameDatabase.is(one, one)).isTrue();
    String renamed = one.jdbcUrl().replace("localhost", "127.0.0.1");
    assertThat(renamed).isNotEqualTo(one.jdbcUrl());
    assertThat(SameDatabase.is(one, with(one, renamed))).isTrue();
    String more = one.jdbcUrl() + (one.jdbcUrl().contains("?") ? "&" : "?");
    assertThat(SameDatabase.is(one, with(one, more + "currentSchema=other"))).isTrue();
  }

  @Test
  void leadToTwoDatabasesOfOneServer() {
    assertThat(SameDatabase.is(postgresql(), postgresql())).isFalse();
  }

  @Test
  void leadToOneFileOrAnother() {
    DatabaseSettings file = new DatabaseSettings.Sqlite(folder.resolve("a.db"));
    Path other = folder.resolve("b").resolve("..").resolve("a.db");
    assertThat(SameDatabase.is(file, new DatabaseSettings.Sqlite(other))).isTrue();
    assertThat(SameDatabase.is(file, new DatabaseSettings.Sqlite(folder.resolve("b.db"))))
        .isFalse();
    assertThat(SameDatabase.is(file, postgresql())).isFalse();
    assertThat(SameDatabase.is(postgresql(), file)).isFalse();
  }

  @Test
  void areNamedWithoutTheirPasswords() {
    DatabaseSettings nowhere =
        new DatabaseSettings.Postgresql(
            "jdbc:postgresql://localhost:1/keys?password=s3cret", "u", "s3cret", 2);
    assertThat(nowhere.shown()).isEqualTo("PostgreSQL localhost:1/keys");
    assertThatThrownBy(() -> SameDatabase.is(nowhere, postgresql()))
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.OPEN_FAILED))
        .hasMessageContaining("localhost:1/keys")
        .hasMessageNotContaining("s3cret");
    assertThat(new DatabaseSettings.Sqlite(folder.resolve("a.db")).shown()).endsWith("a.db");
  }
}
