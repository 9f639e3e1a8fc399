package dev.freehold.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.Notes;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Three versions of a program: the first, one that expands its tables, one that contracts them. */
class RollingTest {

  private static final String[] FIRST = {"sample"};
  private static final String[] EXPANDS = {"sample", "expanding"};
  private static final String[] CONTRACTS = {"sample", "expanding", "contracting"};

  private static final String INSERT_CONTRACTION =
      """
      INSERT INTO schema_history (installed_rank, version, description, type, script, installed_by,
        execution_time, success)
      VALUES ((SELECT MAX(installed_rank) + 1 FROM schema_history), :version, :description,
        'SQL', 'V1.sql', 'test', 1, true)\
      """;

  private static Database open(DatabaseSettings settings, String... modules) {
    return Databases.open(settings, Stream.of(modules).map(MigrationSet::new).toList());
  }

  private static List<String> texts(Database database, String sql) {
    return database.read(tx -> tx.createQuery(sql).mapTo(String.class).list());
  }

  private static AbstractThrowableAssert<?, ?> assertRefuses(
      PersistenceError error, Supplier<Database> start) {
    return assertThatThrownBy(() -> start.get().close())
        .isInstanceOfSatisfying(
            PersistenceException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Nested
  @ParameterizedClass
  @EnumSource(Dialect.class)
  class OneAfterTheOther {

    @Parameter Dialect dialect;
    @TempDir Path folder;
    private DatabaseSettings settings;

    @BeforeEach
    void chooseADatabase() {
      settings = TestDatabases.settings(dialect, folder);
    }

    @Test
    @DisplayName("An older program starts on tables that a newer one has expanded")
    void startsOnExpandedTables() {
      open(settings, EXPANDS).close();
      try (Database older = open(settings, FIRST)) {
        older.write(tx -> Notes.insert(tx, "old"));
        assertThat(older.outgrown()).isEmpty();
      }
      try (Database newer = open(settings, EXPANDS)) {
        newer.write(tx -> tx.execute("UPDATE note SET colour = 'red'"));
      }
    }

    @Test
    @DisplayName("An expansion is recorded where the first release does not look")
    void isRecordedApart() {
      try (Database database = open(settings, EXPANDS)) {
        assertThat(texts(database, "SELECT version FROM schema_history"))
            .containsExactly("2026010101");
      }
    }

    @Test
    @DisplayName("A program that knows what a contraction needs starts after it, an older does not")
    void refusesContractedTables() {
      open(settings, EXPANDS).close();
      open(settings, CONTRACTS).close();
      open(settings, EXPANDS).close();
      assertRefuses(PersistenceError.SCHEMA_TOO_NEW, () -> open(settings, FIRST))
          .hasMessageContaining("2026030101")
          .hasMessageContaining("use the newer program");
    }

    @Test
    @DisplayName("A new database gets the expansions before what builds on them")
    void makesTablesInOrder() {
      try (Database database = open(settings, CONTRACTS)) {
        assertThatThrownBy(() -> database.read(tx -> tx.execute("SELECT pinned FROM note")));
        assertThat(texts(database, "SELECT colour FROM note")).isEmpty();
      }
    }

    @Test
    @DisplayName("An expansion that was changed after it ran is refused")
    void refusesAChangedExpansion() {
      try (Database database = open(settings, EXPANDS)) {
        database.write(
            tx -> tx.execute("UPDATE schema_expansions SET checksum = 1 WHERE version <> '0'"));
      }
      assertRefuses(PersistenceError.MIGRATION_FAILED, () -> open(settings, EXPANDS))
          .hasMessageContaining("was changed");
    }
  }

  @Nested
  @DisplayName("At the same time, on PostgreSQL")
  class AtOnce {

    @TempDir Path folder;
    private DatabaseSettings settings;

    @BeforeEach
    void chooseADatabase() {
      settings = TestDatabases.settings(Dialect.POSTGRESQL, folder);
    }

    private static void record(Database database, String version, String description) {
      database.write(
          tx ->
              tx.createUpdate(INSERT_CONTRACTION)
                  .bind("version", version)
                  .bind("description", description)
                  .execute());
    }

    @Test
    @DisplayName(
        "A contraction waits for programs that it would end, and changes nothing till then")
    void waitsForOlderPrograms() {
      try (Database older = open(settings, FIRST);
          Database _ = open(settings, EXPANDS)) {
        assertRefuses(PersistenceError.OLDER_PROGRAM_SERVES, () -> open(settings, CONTRACTS))
            .hasMessageContaining("2026020101");
        older.write(tx -> Notes.insert(tx, "old"));
        assertThat(older.outgrown()).isEmpty();
      }
      open(settings, CONTRACTS).close();
    }

    @Test
    @DisplayName("Who left out a release does not start, and has changed nothing")
    void refusesIfAReleaseWasLeftOut() {
      try (Database older = open(settings, FIRST)) {
        assertRefuses(PersistenceError.OLDER_PROGRAM_SERVES, () -> open(settings, CONTRACTS));
        assertThatThrownBy(() -> texts(older, "SELECT colour FROM note"))
            .hasMessageContaining("colour");
      }
    }

    @Test
    @DisplayName("It does not wait for programs that go on")
    void doesNotWaitForOthers() {
      try (Database knowing = open(settings, EXPANDS);
          Database _ = open(settings, CONTRACTS)) {
        assertThat(knowing.outgrown()).isEmpty();
      }
    }

    @Test
    @DisplayName("A program that runs learns that its tables were contracted")
    void learnsOfAContraction() {
      try (Database older = open(settings, EXPANDS)) {
        record(older, "2026030101", "needs 2026020102 drop texts");
        assertThat(older.outgrown()).isEmpty();
        record(older, "2026040101", "needs 2026040101 drop all");
        assertThat(older.outgrown())
            .hasValueSatisfying(
                refusal -> assertThat(refusal).hasMessageContaining("migration 2026040101"));
      }
    }

    @Test
    @DisplayName("What another than a program has written ends programs at most")
    void isNotLedByWhatSomebodyWrote() {
      for (String description :
          List.of("", "needs", "needs 99999999999", "needs 2026020102x", "needs -1")) {
        try (Database database = open(settings, FIRST)) {
          record(database, "7\n<b>" + "9".repeat(30), description);
          assertThat(database.outgrown())
              .hasValueSatisfying(
                  refusal ->
                      assertThat(refusal.getMessage())
                          .startsWith("migration 7????9999999")
                          .doesNotContain("9".repeat(20)));
          database.write(tx -> tx.execute("DELETE FROM schema_history WHERE script = 'V1.sql'"));
        }
      }
    }

    @Test
    @DisplayName("Programs that start at once make the tables once")
    void startTogether() {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<CompletableFuture<Void>> starts =
            IntStream.range(0, 4)
                .mapToObj(
                    _ ->
                        CompletableFuture.runAsync(
                            () -> open(settings, CONTRACTS).close(), threads))
                .toList();
        starts.forEach(CompletableFuture::join);
      }
      open(settings, CONTRACTS).close();
    }
  }
}
