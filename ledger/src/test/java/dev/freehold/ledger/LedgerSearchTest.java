package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.FABRIKAM;
import static dev.freehold.ledger.LedgerContractTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
@Order(1)
class LedgerSearchTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void append(UUID tenantId, String object, Duration at) {
    clock.now = START.plus(at);
    ledger.append(entry(tenantId, object));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private LedgerPage search(long after, int max, Duration from, Duration to) {
    return search(after, max, from, to, wanted -> true);
  }

  private LedgerPage search(
      long after, int max, Duration from, Duration to, Predicate<LedgerEntry> wanted) {
    return ledger.search(
        CONTOSO,
        new LedgerQuery(
            after,
            max,
            Optional.ofNullable(from).map(START::plus),
            Optional.ofNullable(to).map(START::plus),
            wanted));
  }

  private static List<String> objects(LedgerPage page) {
    return page.entries().stream().map(recorded -> recorded.entry().objectId()).toList();
  }

  @Test
  @DisplayName("a period includes its first moment and not its last, and nothing of other tenants")
  void times() {
    for (int i = 0; i < 6; i++) {
      append(CONTOSO, "c" + i, minutes(i));
      append(FABRIKAM, "f" + i, minutes(i));
    }
    assertThat(objects(search(0, 10, minutes(1), minutes(4)))).containsExactly("c1", "c2", "c3");
    assertThat(objects(search(0, 10, minutes(4), null))).containsExactly("c4", "c5");
    assertThat(objects(search(0, 10, null, minutes(1)))).containsExactly("c0");
    assertThat(objects(search(0, 10, minutes(2), minutes(2)))).isEmpty();
    assertThat(objects(search(0, 10, minutes(3), minutes(1)))).isEmpty();
    Duration justAfter = minutes(4).plusNanos(1);
    assertThat(objects(search(0, 10, justAfter, null))).containsExactly("c5");
    assertThat(objects(search(0, 10, null, Duration.ofNanos(1)))).containsExactly("c0");
  }

  @Test
  @DisplayName("pages follow each other without a gap, with and without a time")
  void pages() {
    for (int i = 0; i < 7; i++) {
      append(CONTOSO, "c" + i, minutes(i));
      append(FABRIKAM, "f" + i, minutes(i));
    }
    assertThat(all(2, null, null)).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
    assertThat(all(2, minutes(1), minutes(6))).containsExactly("c1", "c2", "c3", "c4", "c5");
    LedgerPage odd = search(4, 10, minutes(0), null);
    assertThat(objects(odd)).containsExactly("c2", "c3", "c4", "c5", "c6");
  }

  private List<String> all(int max, Duration from, Duration to) {
    List<String> found = new ArrayList<>();
    LedgerPage page = search(0, max, from, to);
    found.addAll(objects(page));
    while (page.more()) {
      page = search(page.lastSequence(), max, from, to);
      found.addAll(objects(page));
    }
    return found;
  }

  @Test
  @DisplayName("nothing of a time is missed when a clock was set back")
  void clockSetBack() {
    append(CONTOSO, "late", minutes(5));
    append(CONTOSO, "early", minutes(1));
    append(CONTOSO, "later", minutes(6));
    assertThat(all(1, minutes(1), minutes(7))).containsExactly("early", "late", "later");
    assertThat(all(1, minutes(2), minutes(7))).containsExactly("late", "later");
    assertThat(all(1, null, null)).containsExactly("late", "early", "later");
  }

  @Test
  @DisplayName("one search looks at ten thousand entries; the next goes on behind them")
  void bounded() {
    int many = LedgerLimits.MAX_SEARCHED_ENTRIES;
    clock.now = START;
    database.write(
        tx -> {
          for (int i = 0; i <= many; i++) {
            ledger.append(tx, entry(CONTOSO, i == many ? "needle" : "hay"));
          }
          return null;
        });
    Predicate<LedgerEntry> needle = entry -> entry.objectId().equals("needle");
    for (Duration from : new Duration[] {null, Duration.ZERO}) {
      LedgerPage first = search(0, 5, from, null, needle);
      assertThat(first.entries()).isEmpty();
      assertThat(first.more()).isTrue();
      assertThat(first.lastSequence()).isEqualTo(many);
      LedgerPage second = search(first.lastSequence(), 5, from, null, needle);
      assertThat(objects(second)).containsExactly("needle");
      assertThat(second.more()).isFalse();
    }
  }

  @Test
  @DisplayName("a page of long entries ends after a mebibyte; the next goes on behind it")
  void longEntries() {
    clock.now = START;
    Map<String, String> details = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      details.put("detail" + i, "x".repeat(1_000));
    }
    for (int i = 0; i < 120; i++) {
      ledger.append(
          new LedgerEntry(CONTOSO, "alice", "Act", "o" + i, LedgerEntry.Outcome.DONE, details));
    }
    for (Duration from : new Duration[] {null, Duration.ZERO}) {
      List<String> found = new ArrayList<>();
      LedgerPage page = new LedgerPage(List.of(), 0, true);
      while (page.more()) {
        page = search(page.lastSequence(), 1_000, from, null);
        assertThat(page.entries()).hasSizeBetween(1, 36);
        found.addAll(objects(page));
      }
      assertThat(found).hasSize(120).doesNotHaveDuplicates().endsWith("o119");
    }
  }

  @Test
  @DisplayName("a page has one to a thousand entries")
  void bounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> search(0, 0, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> search(0, 1001, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> search(-1, 1, null, null));
  }

  @Test
  @DisplayName("a search by time reads the tenant's part of an index")
  void usesTheIndex() {
    String explain =
        switch (dialect) {
          case SQLITE -> "EXPLAIN QUERY PLAN ";
          case POSTGRESQL -> "EXPLAIN ";
        };
    List<String> plan =
        database.read(
            tx -> {
              if (dialect == Dialect.POSTGRESQL) {
                // An empty table is scanned whatever indexes it has.
                tx.execute("SET LOCAL enable_seqscan = off");
                tx.execute("SET LOCAL enable_bitmapscan = off");
              }
              return tx.createQuery(
                      explain
                          + """
                          SELECT sequence FROM ledger_entry
                          WHERE tenant_id = :tenantId AND (recorded_at, sequence) > (0, 0)
                            AND recorded_at < 9 ORDER BY recorded_at, sequence LIMIT 5
                          """)
                  .bind("tenantId", CONTOSO)
                  .map((row, context) -> row.getString(dialect == Dialect.SQLITE ? 4 : 1))
                  .list();
            });
    assertThat(plan.toString()).contains("ledger_entry_by_time").doesNotContainIgnoringCase("sort");
    assertThat(plan.toString()).doesNotContain("TEMP B-TREE");
  }

  private static final class HandClock extends Clock {
    private Instant now = START;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("tests have one zone");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
