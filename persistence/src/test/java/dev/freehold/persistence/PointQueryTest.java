package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
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
class PointQueryTest {

  private static final PointQuery<String> TEXT =
      new PointQuery<>("SELECT text FROM note WHERE id = ?", row -> row.getString(1));
  private static final PointQuery<String> BROKEN =
      new PointQuery<>("SELECT nothing FROM note WHERE id = ?", row -> row.getString(1));

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Databases.open(TestDatabases.settings(dialect, folder), List.of(Notes.MIGRATIONS));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("A point query finds a row as its transaction sees it, and nothing where none is")
  void finds() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));

    for (int time = 0; time < 3; time++) {
      assertThat(find(TEXT, id)).contains("first");
      assertThat(find(TEXT, UUID.randomUUID())).isEmpty();
    }
    Optional<String> changed =
        database.write(
            tx -> {
              tx.execute("UPDATE note SET text = 'second'");
              return TEXT.find(tx, values -> values.setBytes(1, RowIds.bytes(id)));
            });

    assertThat(changed).contains("second");
    assertThat(find(TEXT, id)).contains("second");
  }

  @Test
  @DisplayName("A statement that fails throws as others do, and the next one works")
  void fails() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));

    assertThatThrownBy(() -> find(BROKEN, id))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThatThrownBy(() -> database.read(tx -> TEXT.find(tx, PointQueryTest::failToBind)))
        .isInstanceOf(UnableToExecuteStatementException.class);

    assertThat(find(TEXT, id)).contains("first");
  }

  @Test
  @DisplayName("A query works again after the table it reads has changed its shape")
  void tableChanges() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));
    assertThat(find(TEXT, id)).contains("first");

    database.write(tx -> tx.execute("ALTER TABLE note ADD COLUMN colour VARCHAR(10)"));

    assertThat(find(TEXT, id)).contains("first");
  }

  @Test
  @DisplayName("A row that is read by itself is the committed one")
  void findsAlone() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));

    for (int time = 0; time < 3; time++) {
      assertThat(findAlone(TEXT, id)).contains("first");
      assertThat(findAlone(TEXT, UUID.randomUUID())).isEmpty();
    }
    database.write(tx -> tx.execute("UPDATE note SET text = 'second'"));

    assertThat(findAlone(TEXT, id)).contains("second");
  }

  @Test
  @DisplayName("After a row was read by itself, a transaction sees one state again")
  void oneStateAfterwards() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));
    for (int time = 0; time < 3; time++) {
      assertThat(findAlone(TEXT, id)).contains("first");
    }

    String seen =
        database.read(
            tx -> {
              String before = TEXT.find(tx, values -> bindTo(id, values)).orElseThrow();
              CompletableFuture.runAsync(
                      () -> database.write(other -> other.execute("UPDATE note SET text = 'new'")),
                      Thread::startVirtualThread)
                  .join();
              return before + TEXT.find(tx, values -> bindTo(id, values)).orElseThrow();
            });

    assertThat(seen).isEqualTo("firstfirst");
    assertThat(findAlone(TEXT, id)).contains("new");
  }

  @Test
  @DisplayName("A row that is read by itself fails as in a transaction, and the next one is read")
  void failsAlone() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));

    assertThatThrownBy(() -> findAlone(BROKEN, id))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThatThrownBy(() -> database.find(TEXT, PointQueryTest::failToBind))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThatThrownBy(() -> database.read(tx -> findAlone(TEXT, id)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside a transaction");

    assertThat(findAlone(TEXT, id)).contains("first");
  }

  private Optional<String> findAlone(PointQuery<String> query, UUID id) {
    return database.find(query, values -> bindTo(id, values));
  }

  private static void bindTo(UUID id, PreparedStatement statement) throws SQLException {
    statement.setBytes(1, RowIds.bytes(id));
  }

  private static void failToBind(PreparedStatement statement) throws SQLException {
    throw new SQLException("a value that does not fit");
  }

  private Optional<String> find(PointQuery<String> query, UUID id) {
    return database.read(tx -> query.find(tx, values -> values.setBytes(1, RowIds.bytes(id))));
  }
}
