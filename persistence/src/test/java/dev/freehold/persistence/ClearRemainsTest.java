package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of rows that were deleted. */
class ClearRemainsTest {

  private static final String MARK = "a-value-that-was-deleted-and-must-go";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theDatabaseWorksOnAfterwards(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, folder)) {
      fill(database);
      assertThat(database.clearRemains()).isTrue();
      assertThat(database.clearRemains()).isTrue();
      fill(database);
    }
  }

  @Test
  void noFileOfAnSqliteDatabaseHoldsTheRow() throws Exception {
    try (Database database = TestDatabases.open(Dialect.SQLITE, folder)) {
      fill(database);
      assertThat(isInAFile()).as("the log still has it").isTrue();
      assertThat(database.clearRemains()).isTrue();
      assertThat(isInAFile()).isFalse();
    }
  }

  /** A table with a row that is gone again. */
  private static void fill(Database database) {
    database.write(tx -> tx.execute("CREATE TABLE IF NOT EXISTS remains (text VARCHAR(64))"));
    database.write(tx -> tx.execute("INSERT INTO remains (text) VALUES (?)", MARK));
    assertThat(database.<Integer>write(tx -> tx.execute("DELETE FROM remains"))).isEqualTo(1);
  }

  private boolean isInAFile() throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK)) {
          return true;
        }
      }
    }
    return false;
  }
}
