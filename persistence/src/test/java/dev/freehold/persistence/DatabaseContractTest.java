package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Notes.Note;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every database does, whichever it is. */
@ParameterizedClass
@EnumSource(Dialect.class)
class DatabaseContractTest {

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private DatabaseSettings settings;
  private Database database;

  @BeforeEach
  void open() {
    settings = TestDatabases.settings(dialect, folder);
    database = reopened();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Database reopened() {
    return Databases.open(settings, List.of(Notes.MIGRATIONS));
  }

  @Test
  void returnsWhatTheWorkReturns() {
    String written = database.write(handle -> "written");
    assertThat(written).isEqualTo("written");
    String read = database.read(handle -> "read");
    assertThat(read).isEqualTo("read");
    assertThat(database.dialect()).isEqualTo(dialect);
  }

  @Test
  void keepsWhatWasAcknowledgedWhenItIsOpenedAgain() {
    database.write(handle -> Notes.insert(handle, "kept"));
    database.close();
    database = reopened();
    assertThat(database.read(Notes::texts)).containsExactly("kept");
  }

  @Test
  void undoesAllOfAWorkThatThrowsAndPassesItsExceptionOn() {
    var thrown = new IllegalArgumentException("changed my mind");
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      Notes.insert(handle, "first");
                      Notes.insert(handle, "second");
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(database.read(Notes::texts)).isEmpty();
  }

  @Test
  void passesARefusedStatementOnAndRecognisesADuplicate() {
    UUID id = database.write(handle -> Notes.insert(handle, "one"));
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      Notes.insert(handle, new Note(id, "two", Instant.EPOCH, false, null));
                      return null;
                    }))
        .isInstanceOf(JdbiException.class)
        .matches(Duplicates::isDuplicate)
        .hasMessageNotContaining("two");
    assertThat(database.read(Notes::texts)).containsExactly("one");
  }

  @Test
  void takesAForeignKeySeriously() {
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      UUID nobody = UUID.randomUUID();
                      Notes.insert(
                          handle, new Note(UUID.randomUUID(), "x", Instant.EPOCH, false, nobody));
                      return null;
                    }))
        .isInstanceOf(JdbiException.class)
        .matches(e -> !Duplicates.isDuplicate(e));
  }

  @Test
  void refusesToWriteInARead() {
    assertThatThrownBy(() -> database.read(handle -> Notes.insert(handle, "sneaked in")))
        .isInstanceOf(JdbiException.class);
    assertThat(database.read(Notes::texts)).isEmpty();
  }

  @Test
  void refusesANestedCallAtOnce() {
    for (SqlWork<Object> nested :
        List.<SqlWork<Object>>of(
            handle -> database.read(inner -> null), handle -> database.write(inner -> null))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> database.write(nested))
          .withMessageContaining("pass the handle on");
      assertThatIllegalStateException().isThrownBy(() -> database.read(nested));
    }
  }

  @Test
  void refusesACallBackFromAnotherDatabaseAsNested() {
    try (Database other = TestDatabases.open(dialect, folder, Notes.MIGRATIONS)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.write(
                      handle -> other.write(inner -> database.write(innermost -> null))));
      String both = database.write(handle -> other.write(inner -> "two databases"));
      assertThat(both).isEqualTo("two databases");
    }
  }

  @Test
  void doesNotLetWorkEndTheTransaction() {
    assertThatIllegalStateException().isThrownBy(() -> database.write(h -> h.commit()));
    assertThatIllegalStateException().isThrownBy(() -> database.write(h -> h.rollback()));
    database.write(
        handle -> handle.inTransaction(same -> Notes.insert(same, "in the same transaction")));
    assertThat(database.read(Notes::texts)).hasSize(1);
  }

  @Test
  void letsWorkGoBackToItsOwnSavepoint() {
    database.write(
        handle -> {
          UUID id = Notes.insert(handle, "stays");
          handle.savepoint("before");
          try {
            Notes.insert(handle, new Note(id, "goes", Instant.EPOCH, false, null));
          } catch (JdbiException e) {
            handle.rollbackToSavepoint("before");
          }
          return Notes.insert(handle, "stays too");
        });
    assertThat(database.read(Notes::texts)).containsExactly("stays", "stays too");
  }

  @Test
  void readsOneStateThroughoutATransaction() {
    database.read(
        handle -> {
          assertThat(Notes.texts(handle)).isEmpty();
          Thread writer =
              Thread.ofVirtual().start(() -> database.write(h -> Notes.insert(h, "meanwhile")));
          joined(writer);
          assertThat(Notes.texts(handle)).isEmpty();
          return null;
        });
    assertThat(database.read(Notes::texts)).containsExactly("meanwhile");
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void answersAPing() {
    database.ping();
  }

  @Test
  void refusesEverythingOnceClosedAndClosesTwice() {
    database.close();
    database.close();
    assertThatThrownBy(() -> database.write(handle -> null))
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.CLOSED));
    assertThatThrownBy(() -> database.read(handle -> null))
        .isInstanceOfSatisfying(
            PersistenceException.class, e -> assertThat(e.code()).isEqualTo("database-closed"));
  }

  @Test
  void roundTripsIdsTimesTruthAndTheirAbsence() {
    Note parent =
        new Note(
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            "parent",
            Instant.ofEpochMilli(-1),
            true,
            null);
    Note child =
        new Note(
            new UUID(-1, Long.MIN_VALUE),
            "child",
            Instant.parse("2026-11-24T12:34:56.789Z"),
            false,
            parent.id());
    database.write(
        handle -> {
          Notes.insert(handle, parent);
          Notes.insert(handle, child);
          return null;
        });
    Optional<Note> foundParent = database.read(handle -> Notes.find(handle, parent.id()));
    assertThat(foundParent).contains(parent);
    Optional<Note> foundChild = database.read(handle -> Notes.find(handle, child.id()));
    assertThat(foundChild).contains(child);
    byte[] stored =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM note WHERE text = 'parent'")
                    .mapTo(byte[].class)
                    .one());
    assertThat(stored).asHexString().isEqualTo("00112233445566778899AABBCCDDEEFF");
  }
}
