package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
@DisplayName("A column with names of an enum")
class StoredEnumsTest {

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;

  enum Colour {
    RED
  }

  record Painted(Colour text) {}

  @BeforeEach
  void open() {
    database = Databases.open(TestDatabases.settings(dialect, folder), List.of(Notes.MIGRATIONS));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void assertUnknown(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.VALUE_UNKNOWN))
        .hasMessageContaining("a StoredEnumsTest.Colour that this program does not know")
        .hasMessageNotContaining("GREEN");
  }

  private static Colour byMapper(Handle tx) {
    return tx.createQuery("SELECT text FROM note").mapTo(Painted.class).one().text();
  }

  private static Colour byName(Handle tx) {
    return tx.createQuery("SELECT text FROM note")
        .map(row -> Colour.valueOf(row.getColumn("text", String.class)))
        .one();
  }

  @Test
  @DisplayName("is read")
  void known() {
    database.write(tx -> Notes.insert(tx, "RED"));
    assertThat(database.read(StoredEnumsTest::byMapper)).isEqualTo(Colour.RED);
    assertThat(database.read(StoredEnumsTest::byName)).isEqualTo(Colour.RED);
  }

  @Test
  @DisplayName("is refused with a code of its own if a newer program wrote the name")
  void unknown() {
    database.write(tx -> Notes.insert(tx, "GREEN"));
    assertUnknown(() -> database.read(StoredEnumsTest::byMapper));
    assertUnknown(() -> database.read(StoredEnumsTest::byName));
    assertUnknown(() -> database.write(StoredEnumsTest::byName));
  }
}
