package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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
class PointStatementsTest {

  private static final RangeQuery FROM =
      new RangeQuery("SELECT text FROM note WHERE text >= ? ORDER BY text");
  private static final PointUpdate CHANGE =
      new PointUpdate("UPDATE note SET text = ? WHERE id = ?");
  private static final PointUpdate AGAIN = new PointUpdate("INSERT INTO note SELECT * FROM note");

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

  private List<String> from(String text) {
    return database.read(
        tx -> FROM.list(tx, values -> values.setString(1, text), row -> row.getString(1)));
  }

  @Test
  @DisplayName("A range query gives the rows in order, each time as they are then")
  void lists() {
    assertThat(from("a")).isEmpty();

    List.of("c", "a", "b").forEach(text -> database.write(tx -> Notes.insert(tx, text)));

    assertThat(from("a")).containsExactly("a", "b", "c");
    assertThat(from("b")).containsExactly("b", "c");
  }

  @Test
  @DisplayName("A range query may run within itself")
  void nests() {
    List.of("a", "b").forEach(text -> database.write(tx -> Notes.insert(tx, text)));

    List<List<String>> found =
        database.read(
            tx ->
                FROM.list(
                    tx,
                    values -> values.setString(1, "a"),
                    row -> {
                      String text = row.getString(1);
                      return FROM.list(
                          tx, values -> values.setString(1, text), inner -> inner.getString(1));
                    }));

    assertThat(found).containsExactly(List.of("a", "b"), List.of("b"));
  }

  @Test
  @DisplayName("An update says how many rows it changed, and one that fails throws as others do")
  void updates() {
    UUID id = database.write(tx -> Notes.insert(tx, "first"));

    assertThat(change(id)).isEqualTo(1);
    assertThat(change(UUID.randomUUID())).isZero();
    assertThatThrownBy(() -> database.write(tx -> AGAIN.run(tx, values -> {})))
        .isInstanceOf(RuntimeException.class)
        .hasRootCauseInstanceOf(java.sql.SQLException.class);

    assertThat(from("a")).containsExactly("second");
    assertThatThrownBy(
            () ->
                database.read(
                    tx -> new RangeQuery("SELECT nothing").list(tx, values -> {}, row -> 1)))
        .isInstanceOf(UnableToExecuteStatementException.class);
  }

  @Test
  @DisplayName("Every statement is counted, those of JDBI too")
  void counts() {
    database.write(tx -> Notes.insert(tx, "first"));
    long before = database.attachments().statements();
    from("a");
    from("b");
    database.read(tx -> tx.createQuery("SELECT text FROM note").mapTo(String.class).list());
    assertThat(database.attachments().statements()).isEqualTo(before + 3);
  }

  private int change(UUID id) {
    return database.write(
        tx ->
            CHANGE.run(
                tx,
                values -> {
                  values.setString(1, "second");
                  values.setBytes(2, RowIds.bytes(id));
                }));
  }
}
