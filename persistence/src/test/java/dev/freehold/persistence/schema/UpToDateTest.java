package dev.freehold.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

@DisplayName("Without Flyway, tables count as up to date")
@ParameterizedClass
@EnumSource(Dialect.class)
class UpToDateTest {

  private static final String[] ALL = {"sample", "perdialect", "expanding", "contracting"};

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private DatabaseSettings settings;

  @BeforeEach
  void migrateByFlyway() {
    settings = TestDatabases.settings(dialect, folder);
    Databases.open(settings, sets(ALL)).close();
  }

  @Test
  @DisplayName("if every migration has run as it is, and say which these were")
  void allRan() {
    assertThat(known(ALL).orElseThrow().level()).isEqualTo(2026030101);
    assertThat(known(ALL).orElseThrow().recorded())
        .isEqualTo(Set.of("2026010101", "2026010401", "2026030101"));
  }

  @Test
  @DisplayName("not if a migration has not run, or one has run that is not known")
  void others() {
    assertThat(known("sample", "perdialect", "expanding", "contracting", "newer")).isEmpty();
    assertThat(known("sample", "perdialect", "expanding")).isEmpty();
    assertThat(known("sample")).isEmpty();
  }

  @Test
  @DisplayName("not if a migration was changed after it ran")
  void changed() throws SQLException {
    run("UPDATE schema_history SET checksum = checksum + 1 WHERE version = '2026010101'");
    assertThat(known(ALL)).isEmpty();
  }

  @Test
  @DisplayName("not if an expansion was changed after it ran")
  void changedExpansion() throws SQLException {
    run("UPDATE schema_expansions SET checksum = NULL WHERE version = '2026020101'");
    assertThat(known(ALL)).isEmpty();
  }

  @Test
  @DisplayName("not if a migration failed")
  void failed() throws SQLException {
    run("UPDATE schema_history SET success = false WHERE version = '2026030101'");
    assertThat(known(ALL)).isEmpty();
  }

  @Test
  @DisplayName("not if a history is gone")
  void noHistory() throws SQLException {
    run("DROP TABLE schema_expansions");
    assertThat(known(ALL)).isEmpty();
    run("DROP TABLE schema_history");
    assertThat(known(ALL)).isEmpty();
  }

  private Optional<KnownSchema> known(String... modules) {
    return new UpToDate(source(), new MigrationFolders(dialect, sets(modules))).known();
  }

  private static List<MigrationSet> sets(String... modules) {
    return Stream.of(modules).map(MigrationSet::new).toList();
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private DataSource source() {
    return switch (settings) {
      case DatabaseSettings.Sqlite(Path file) -> {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        yield source;
      }
      case DatabaseSettings.Postgresql postgresql -> {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgresql.jdbcUrl());
        source.setUser(postgresql.user());
        source.setPassword(postgresql.password());
        yield source;
      }
    };
  }
}
