package dev.freehold.persistence.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Notes;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaReaderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Tables and columns are read while the database is open and when it is closed")
  void readsTables(Dialect dialect) throws IOException {
    Path odd = Files.createDirectory(folder.resolve("50% of #1 & more"));
    DatabaseSettings settings = TestDatabases.settings(dialect, odd);
    try (Database database = Databases.open(settings, List.of(Notes.MIGRATIONS))) {
      database.write(tx -> tx.execute("CREATE TABLE \"Other One\" (\"A b\" INTEGER)"));
      database.write(tx -> tx.execute("INSERT INTO \"Other One\" VALUES (1)"));
      assertRead(settings);
    }
    List<String> before = names(odd);
    assertRead(settings);
    assertThat(names(odd)).isEqualTo(before);
  }

  private static void assertRead(DatabaseSettings settings) {
    SchemaSnapshot snapshot = SchemaReader.read(settings);
    assertThat(snapshot.tables())
        .contains(new SchemaSnapshot.Table("Other One", List.of("A b"), true))
        .anySatisfy(
            table -> {
              assertThat(table.name()).isEqualTo("schema_history");
              assertThat(table.columns()).contains("installed_rank", "checksum");
            });
    assertThat(snapshot.bytes()).isPositive();
  }

  @Test
  @DisplayName("A table in partitions is one table")
  void isPartitioned() {
    DatabaseSettings settings = TestDatabases.settings(Dialect.POSTGRESQL, folder);
    try (Database database = Databases.open(settings, List.of())) {
      for (String sql :
          List.of(
              "CREATE TABLE cut (id INTEGER) PARTITION BY HASH (id)",
              "CREATE TABLE cut_0 PARTITION OF cut FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
              "CREATE TABLE cut_1 PARTITION OF cut FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
              "INSERT INTO cut VALUES (1)")) {
        database.write(tx -> tx.execute(sql));
      }
    }
    assertThat(SchemaReader.read(settings).tables())
        .filteredOn(table -> table.name().startsWith("cut"))
        .containsExactly(new SchemaSnapshot.Table("cut", List.of("id"), true));
  }

  @Test
  @DisplayName("What is not there is not made")
  void isAbsent() throws IOException {
    DatabaseSettings absent = new DatabaseSettings.Sqlite(folder.resolve("absent.db"));
    assertThatThrownBy(() -> SchemaReader.read(absent))
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.OPEN_FAILED));
    assertThat(names(folder)).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
