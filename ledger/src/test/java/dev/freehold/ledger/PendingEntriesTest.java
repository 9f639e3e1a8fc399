package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.FABRIKAM;
import static dev.freehold.ledger.LedgerContractTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes on one PostgreSQL database: each has its own ledger and its own connections. */
@DisplayName("On PostgreSQL, an entry of an act's transaction")
class PendingEntriesTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00.500Z");
  private static final int SECONDS = 20;

  @TempDir Path folder;
  private Database here;
  private Database there;
  private Ledger ours;
  private Ledger theirs;

  @BeforeEach
  void open() {
    DatabaseSettings settings =
        TestDatabases.migrated(Dialect.POSTGRESQL, folder, Ledger.MIGRATIONS);
    here = Databases.open(settings, List.of());
    there = Databases.open(settings, List.of());
    ours = new Ledger(here, Clock.fixed(NOON, ZoneOffset.UTC));
    theirs = new Ledger(there, Clock.fixed(NOON.plusSeconds(1), ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private static List<String> objects(Ledger ledger, UUID tenant) {
    return ledger.entries(tenant, 0, 1000).stream()
        .map(recorded -> recorded.entry().objectId())
        .toList();
  }

  private long pending() {
    return here.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM ledger_pending").mapTo(Long.class).one());
  }

  @Test
  @DisplayName("makes no other node wait, though both are of one tenant")
  void waitsForNobody() {
    here.write(
        tx -> {
          ours.append(tx, entry(CONTOSO, "first begun"));
          return CompletableFuture.supplyAsync(
                  () -> there.write(own -> theirs.append(own, entry(CONTOSO, "first done"))),
                  Thread::startVirtualThread)
              .orTimeout(SECONDS, TimeUnit.SECONDS)
              .join();
        });
    assertThat(objects(ours, CONTOSO)).containsExactlyInAnyOrder("first begun", "first done");
    assertThat(ours.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("keeps others from appending for seconds if its process stands still with the turn")
  void stopped() {
    CompletableFuture<Duration> waited = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                here.write(
                    tx -> {
                      ours.record(tx, entry(CONTOSO, "never committed"));
                      Executors.defaultThreadFactory()
                          .newThread(() -> waited.complete(appending(FABRIKAM)))
                          .start();
                      return waited.orTimeout(2 * SECONDS, TimeUnit.SECONDS).join();
                    }))
        .isInstanceOf(PersistenceException.class);
    assertThat(waited.join())
        .isLessThan(Duration.ofSeconds(LedgerLimits.MAX_TURN_PAUSE_SECONDS + 5));
    assertThat(objects(ours, CONTOSO)).isEmpty();
    assertThat(objects(ours, FABRIKAM)).containsExactly("late");
  }

  private Duration appending(UUID tenant) {
    long before = System.nanoTime();
    theirs.append(entry(tenant, "late"));
    return Duration.ofNanos(System.nanoTime() - before);
  }

  @Test
  @DisplayName("comes before whatever is recorded after its commit, by any node and in any way")
  void keepsTheOrderOfWhatFollows() {
    List<String> expected = new ArrayList<>();
    Random random = new Random(20);
    for (int i = 0; i < 40; i++) {
      LedgerEntry next = entry(CONTOSO, "e" + i);
      Ledger ledger = random.nextBoolean() ? ours : theirs;
      Database database = ledger == ours ? here : there;
      switch (random.nextInt(3)) {
        case 0 -> ledger.append(next);
        case 1 -> database.write(tx -> ledger.append(tx, next));
        default -> database.write(tx -> ledger.record(tx, next));
      }
      expected.add("e" + i);
    }
    assertThat(objects(theirs, CONTOSO)).isEqualTo(expected);
  }

  @Test
  @DisplayName("comes before a later one of its own transaction that needs its place at once")
  void orderWithinATransaction() {
    Appended last =
        here.write(
            tx -> {
              ours.append(tx, entry(CONTOSO, "first"));
              ours.append(tx, entry(FABRIKAM, "another tenant's"));
              return ours.record(tx, entry(CONTOSO, "last"));
            });
    assertThat(last).isEqualTo(new Appended(3, 1));
    assertThat(objects(ours, CONTOSO)).containsExactly("first", "last");
  }

  @Test
  @DisplayName("has the time and the personal values that it was recorded with")
  void isTheSameEntry() {
    LedgerEntry act = entry(CONTOSO, "act").withPersonal(Map.of("callerIpAddress", "192.0.2.7"));
    here.write(tx -> ours.append(tx, act));
    RecordedEntry recorded = theirs.entries(CONTOSO, 0, 1).getFirst();
    assertThat(recorded.entry()).isEqualTo(act);
    assertThat(recorded.time()).isEqualTo(NOON);
    assertThat(recorded.erased()).isEmpty();
    assertThat(pending()).isZero();
  }

  @Test
  @DisplayName("never gets a place if the transaction is undone, and leaves no gap")
  void undone() {
    assertThatThrownBy(
            () ->
                here.write(
                    tx -> {
                      ours.append(tx, entry(CONTOSO, "undone"));
                      throw new IllegalStateException("the act failed");
                    }))
        .hasMessage("the act failed");
    here.write(tx -> ours.append(tx, entry(CONTOSO, "done")));
    assertThat(ours.entries(CONTOSO, 0, 10))
        .extracting(RecordedEntry::sequence)
        .containsExactly(1L);
    assertThat(ours.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("that finds the database gone says so, as all that asks the database does")
  void databaseGone() {
    assertThatThrownBy(
            () ->
                here.write(
                    tx -> {
                      int connection =
                          tx.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
                      there.read(
                          other ->
                              other
                                  .createQuery("SELECT pg_terminate_backend(:pid, 10000)")
                                  .bind("pid", connection)
                                  .mapTo(Boolean.class)
                                  .one());
                      return ours.append(tx, entry(CONTOSO, "undone"));
                    }))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.UNAVAILABLE))
        .cause()
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.UNREACHABLE));
    assertThat(objects(ours, CONTOSO)).isEmpty();
  }

  @Test
  @DisplayName("is found by every way to read, though nobody has given it its place yet")
  void readersFindIt() {
    record Way(String name, Supplier<?> finds) {}
    LedgerFeed feed = new LedgerFeed(there);
    TenantLog kept = theirs.log(CONTOSO);
    List<Way> ways =
        List.of(
            new Way("log", () -> theirs.log(CONTOSO).head().size()),
            new Way("a log that was open", () -> kept.head().size()),
            new Way("feed", () -> (long) feed.after(0, 1000).size()),
            new Way("last", feed::last),
            new Way("verify", () -> ((Verification.Intact) theirs.verify()).entries()),
            new Way("entries", () -> (long) theirs.entries(CONTOSO, 0, 1000).size()));
    long recorded = 0;
    for (Way way : ways) {
      here.write(tx -> ours.append(tx, entry(CONTOSO, "act")));
      recorded++;
      assertThat(way.finds.get()).as(way.name).isEqualTo(recorded);
    }
  }

  @Test
  @DisplayName("is one of many that get their places in several batches, in the order of their ids")
  void manyWait() {
    int many = 2 * LedgerLimits.MAX_INTEGRATED_ENTRIES + 300;
    here.write(
        tx -> {
          IntStream.range(0, many).forEach(i -> ours.append(tx, entry(CONTOSO, "e" + i)));
          return null;
        });
    theirs.integrate();
    assertThat(pending()).isZero();
    assertThat(theirs.log(CONTOSO).records(many - 1, 10))
        .extracting(each -> each.entry().objectId())
        .containsExactly("e" + (many - 1));
    assertThat(theirs.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("comes before an entry by itself, however many of them wait")
  void manyBeforeOne() {
    int many = 2 * LedgerLimits.MAX_INTEGRATED_ENTRIES + 300;
    here.write(
        tx -> {
          IntStream.range(0, many).forEach(i -> ours.append(tx, entry(CONTOSO, "e" + i)));
          return null;
        });
    assertThat(theirs.record(entry(CONTOSO, "last"))).isEqualTo(new Appended(many + 1, many));
    assertThat(here.<Appended>write(tx -> ours.record(tx, entry(FABRIKAM, "another tenant's"))))
        .isEqualTo(new Appended(many + 2, 0));
    assertThat(theirs.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("keeps nobody waiting for the turn longer than a batch of places takes")
  void integratesInBatches() {
    int many = LedgerLimits.MAX_INTEGRATED_ENTRIES + 1;
    here.write(
        tx -> {
          IntStream.range(0, many).forEach(i -> ours.append(tx, entry(CONTOSO, "e" + i)));
          return null;
        });
    long before = there.statistics().commits();
    theirs.integrate();
    assertThat(there.statistics().commits() - before).isEqualTo(2);
  }

  @Test
  @DisplayName("stops every append if its row was changed, and what is in the logs is still read")
  void changedWhileItWaits() {
    ours.append(entry(CONTOSO, "before"));
    here.write(tx -> ours.append(tx, entry(CONTOSO, "act")));
    assertThat(rename("admin@contoso", "nobody@contoso")).isEqualTo(1);
    assertThatThrownBy(() -> theirs.append(entry(FABRIKAM, "next")))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.UNAVAILABLE));
    LedgerEntry behind = entry(FABRIKAM, "waits behind it");
    there.write(tx -> theirs.append(tx, behind));
    assertThatThrownBy(theirs::verify)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.DAMAGED));
    assertThat(objects(theirs, CONTOSO)).containsExactly("before");
    assertThatThrownBy(() -> there.write(tx -> theirs.append(tx, behind)))
        .as("an act, once its node has seen that entries get no places")
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.UNAVAILABLE));
    assertThat(rename("nobody@contoso", "admin@contoso")).isEqualTo(1);
    theirs.integrate();
    there.write(tx -> theirs.append(tx, entry(CONTOSO, "after")));
    assertThat(objects(theirs, CONTOSO)).containsExactly("before", "act", "after");
    assertThat(objects(theirs, FABRIKAM)).containsExactly("waits behind it");
  }

  @Test
  @DisplayName("with personal values of other names is a changed row too")
  void renamedValues() {
    LedgerEntry act = entry(CONTOSO, "act").withPersonal(Map.of("callerIpAddress", "192.0.2.7"));
    ours.append(entry(CONTOSO, "before"));
    here.write(tx -> ours.append(tx, act));
    execute("UPDATE ledger_pending SET personal_values = '{\"other\":\"192.0.2.7\"}'::bytea");
    assertThat(objects(theirs, CONTOSO)).containsExactly("before");
    assertThatThrownBy(theirs::integrate)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.DAMAGED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger_log SET frontier = '\\x00'::bytea",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET last_sequence = 0"
      })
  @DisplayName("that finds no place because a log was changed hides neither logs nor the fault")
  void changedLog(String change) {
    ours.append(entry(CONTOSO, "before"));
    here.write(tx -> ours.append(tx, entry(CONTOSO, "act")));
    execute(change);
    assertThat(objects(theirs, CONTOSO)).containsExactly("before");
    assertThat(theirs.verify()).isInstanceOf(Verification.Broken.class);
  }

  private void execute(String sql) {
    here.write(tx -> tx.createUpdate(sql).execute());
  }

  private int rename(String from, String to) {
    return here.write(
        tx ->
            tx.createUpdate("UPDATE ledger_pending SET actor = :to WHERE actor = :from")
                .bind("from", from.getBytes(StandardCharsets.UTF_8))
                .bind("to", to.getBytes(StandardCharsets.UTF_8))
                .execute());
  }

  @Test
  @DisplayName("is there once, whoever of two nodes appends, reads and integrates meanwhile")
  void twoNodesAtOnce() throws Exception {
    int each = 60;
    List<Callable<Object>> tasks = new ArrayList<>();
    Set<String> expected = new HashSet<>();
    for (int writer = 0; writer < 8; writer++) {
      Ledger ledger = writer % 2 == 0 ? ours : theirs;
      Database database = writer % 2 == 0 ? here : there;
      for (int i = 0; i < each; i++) {
        expected.add("w" + writer + "-" + i);
      }
      int own = writer;
      tasks.add(
          () -> {
            for (int i = 0; i < each; i++) {
              LedgerEntry next = entry(CONTOSO, "w" + own + "-" + i);
              if (i % 3 == 0) {
                ledger.append(next);
              } else {
                database.write(tx -> ledger.append(tx, next));
              }
              if (i % 20 == 0) {
                ledger.integrate();
              }
            }
            return null;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> task : threads.invokeAll(tasks)) {
        task.get();
      }
    }
    List<String> found = objects(ours, CONTOSO);
    assertThat(found).hasSize(expected.size()).containsAll(expected);
    for (int writer = 0; writer < 8; writer++) {
      String prefix = "w" + writer + "-";
      assertThat(found.stream().filter(object -> object.startsWith(prefix)))
          .as("what one writer recorded, in its order")
          .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
    }
    assertThat(ours.verify()).isInstanceOf(Verification.Intact.class);
  }
}
