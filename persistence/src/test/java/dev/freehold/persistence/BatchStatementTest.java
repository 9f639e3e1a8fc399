package dev.freehold.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
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

@DisplayName("A statement for many rows")
@ParameterizedClass
@EnumSource(Dialect.class)
class BatchStatementTest {

  private static final BatchStatement<String> INSERT =
      new BatchStatement<>(
          "INSERT INTO note (id, text, written_at, pinned) VALUES (?, ?, 0, 0)",
          (statement, text) -> {
            if (text.isEmpty()) {
              throw new SQLException("a value that does not fit");
            }
            statement.setBytes(1, RowIds.bytes(UUID.nameUUIDFromBytes(text.getBytes(UTF_8))));
            statement.setString(2, text);
          });

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

  private void insert(String... texts) {
    database.write(
        tx -> {
          INSERT.run(tx, List.of(texts));
          return null;
        });
  }

  @Test
  @DisplayName("changes a row for each, again and again, and none for none")
  void runs() {
    insert("a", "b");
    insert();
    insert("c");
    assertThat(database.read(Notes::texts)).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("fails as a whole with its transaction, as others do, and works again after it")
  void fails() {
    insert("a");
    assertThatThrownBy(() -> insert("b", "a"))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .matches(Duplicates::isDuplicate);
    assertThatThrownBy(() -> insert("b", ""))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .matches(thrown -> !Duplicates.isDuplicate(thrown));
    assertThat(database.read(Notes::texts)).containsExactly("a");
    insert("b", "c");
    assertThat(database.read(Notes::texts)).containsExactly("a", "b", "c");
  }
}
