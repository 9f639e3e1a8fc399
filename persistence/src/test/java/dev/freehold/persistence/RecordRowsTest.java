package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Records as rows, as decision 0046 has them. */
@ParameterizedClass
@EnumSource(Dialect.class)
class RecordRowsTest {

  private static final Instant TODAY = Instant.ofEpochMilli(1_700_000_000_123L);

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;

  private enum State {
    WAITING,
    DONE
  }

  private record Step(@PropagateNull String by, Instant at) {}

  /** Nobody else sees it, and yet it is read. */
  private record Act(
      long id,
      State state,
      boolean isUrgent,
      OptionalLong receipt,
      Optional<State> after,
      @Nested("ended") Optional<Step> ended) {}

  /** Public for {@code bindMethods}. */
  public record NewAct(long id, Optional<String> after, OptionalLong receipt, Whom requested) {}

  /** Public for {@code bindMethods}. */
  public record Whom(String name, boolean isUrgent) {}

  @BeforeEach
  void open() {
    database = Databases.open(TestDatabases.settings(dialect, folder), List.of(Notes.MIGRATIONS));
    database.write(
        tx ->
            tx.execute(
                """
                CREATE TABLE acts (id BIGINT, state TEXT, is_urgent SMALLINT, receipt BIGINT,
                  after TEXT, ended_by TEXT, ended_at BIGINT)\
                """));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPrivateRecordIsReadByTheNamesOfItsComponents() {
    insert("(1, 'DONE', 1, 7, 'WAITING', 'ann', %d)".formatted(TODAY.toEpochMilli()));
    assertThat(acts())
        .containsExactly(
            new Act(
                1,
                State.DONE,
                true,
                OptionalLong.of(7),
                Optional.of(State.WAITING),
                Optional.of(new Step("ann", TODAY))));
  }

  @Test
  void anEmptyColumnIsAnEmptyOptional() {
    insert("(1, 'WAITING', 0, NULL, NULL, NULL, NULL)");
    assertThat(acts())
        .containsExactly(
            new Act(
                1, State.WAITING, false, OptionalLong.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aPublicRecordIsBoundByTheNamesOfItsComponents() {
    write(new NewAct(3, Optional.of("DONE"), OptionalLong.of(4), new Whom("ann", true)));
    write(new NewAct(5, Optional.empty(), OptionalLong.empty(), new Whom("bob", false)));
    assertThat(acts())
        .containsExactly(
            new Act(
                3,
                State.WAITING,
                true,
                OptionalLong.of(4),
                Optional.of(State.DONE),
                Optional.of(new Step("ann", TODAY))),
            new Act(
                5,
                State.WAITING,
                false,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(new Step("bob", TODAY))));
  }

  @Test
  void aValueBoundByItselfStandsBeforeTheRecords() {
    database.write(
        tx ->
            tx.createUpdate("INSERT INTO acts (id, state, is_urgent) VALUES (:id, 'DONE', 0)")
                .bindMethods(
                    new NewAct(3, Optional.empty(), OptionalLong.empty(), new Whom("ann", true)))
                .bind("id", 9)
                .execute());
    assertThat(acts()).extracting(Act::id).containsExactly(9L);
  }

  private void insert(String values) {
    database.write(tx -> tx.execute("INSERT INTO acts VALUES " + values));
  }

  private void write(NewAct act) {
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO acts (id, state, is_urgent, receipt, after, ended_by, ended_at)
                    VALUES (:id, :state, :requested.isUrgent, :receipt, :after, :requested.name,
                      :now)\
                    """)
                .bindMethods(act)
                .bind("state", State.WAITING)
                .bind("now", TODAY)
                .execute());
  }

  private List<Act> acts() {
    return database.read(RecordRowsTest::acts);
  }

  private static List<Act> acts(Handle tx) {
    return tx.createQuery("SELECT * FROM acts ORDER BY id").mapTo(Act.class).list();
  }
}
