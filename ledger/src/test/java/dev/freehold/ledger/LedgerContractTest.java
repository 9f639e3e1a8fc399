package dev.freehold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class LedgerContractTest {

  static final UUID CONTOSO = UUID.fromString("11111111-2222-3333-4444-555555555555");
  static final UUID FABRIKAM = UUID.fromString("99999999-8888-7777-6666-555555555555");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;
  private Ledger ledger;

  static LedgerEntry entry(UUID tenantId, String objectId) {
    return new LedgerEntry(
        tenantId, "admin@contoso", "KeyUnwrap", objectId, Outcome.DONE, Map.of("root", "1"));
  }

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void numbersEntriesFromOneAndGivesThemBackAsRecorded() {
    LedgerEntry first = entry(CONTOSO, "first");
    LedgerEntry second =
        new LedgerEntry(
            CONTOSO,
            "system:rotation",
            "PolicyCreate",
            "",
            Outcome.REFUSED,
            Map.of("why", "a\n\0"));
    assertThat(ledger.append(first)).isEqualTo(1);
    assertThat(ledger.append(second)).isEqualTo(2);
    List<RecordedEntry> entries = ledger.entries(CONTOSO, 0, 10);
    assertThat(entries).extracting(RecordedEntry::sequence).containsExactly(1L, 2L);
    assertThat(entries).extracting(RecordedEntry::entry).containsExactly(first, second);
    assertThat(entries)
        .extracting(RecordedEntry::time)
        .containsOnly(Instant.parse("2026-11-24T12:00:00.123Z"));
  }

  @Test
  void showsATenantItsOwnEntriesPageByPage() {
    for (int i = 0; i < 5; i++) {
      ledger.append(entry(CONTOSO, "c" + i));
      ledger.append(entry(FABRIKAM, "f" + i));
    }
    assertThat(objects(ledger.entries(CONTOSO, 0, 3))).containsExactly("c0", "c1", "c2");
    assertThat(objects(ledger.entries(CONTOSO, 5, 3))).containsExactly("c3", "c4");
    assertThat(ledger.entries(UUID.randomUUID(), 0, 3)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.entries(CONTOSO, 0, 1001));
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.entries(CONTOSO, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.entries(CONTOSO, -1, 1));
  }

  private static List<String> objects(List<RecordedEntry> entries) {
    return entries.stream().map(recorded -> recorded.entry().objectId()).toList();
  }

  @Test
  void forgetsAnEntryWhoseTransactionIsUndoneAndUsesItsSequenceAgain() {
    ledger.append(entry(CONTOSO, "kept"));
    LedgerHead before = ledger.log(CONTOSO).head();
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      ledger.append(handle, entry(CONTOSO, "undone"));
                      throw new IllegalStateException("the effect failed");
                    }))
        .hasMessage("the effect failed");
    assertThat(ledger.log(CONTOSO).head()).isEqualTo(before);
    Appended next = database.write(handle -> ledger.record(handle, entry(CONTOSO, "next")));
    assertThat(next).isEqualTo(new Appended(2, 1));
  }

  @Test
  void leavesNoGapAndNoForkWhenManyAppendAtOnce() throws Exception {
    int writers = 40;
    List<Callable<Long>> appends =
        IntStream.range(0, writers)
            .mapToObj(i -> (Callable<Long>) () -> ledger.append(entry(CONTOSO, "w" + i)))
            .toList();
    List<Long> sequences = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> append : threads.invokeAll(appends)) {
        sequences.add(append.get());
      }
    }
    assertThat(sequences)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, writers).boxed().toList());
    assertThat(ledger.verify())
        .isEqualTo(new Verification.Intact(writers, Map.of(CONTOSO, ledger.log(CONTOSO).head())));
  }

  @Test
  void knowsTheRootOfEachTenantAfterEveryAppend() {
    TenantLog log = ledger.log(CONTOSO);
    assertThat(log.head()).isEqualTo(new LedgerHead(0, MerkleHash.ofEmptyTree()));
    for (int i = 1; i <= 9; i++) {
      ledger.append(entry(FABRIKAM, "other"));
      Appended appended = ledger.record(entry(CONTOSO, "o" + i));
      assertThat(appended).isEqualTo(new Appended(2L * i, i - 1));
      List<byte[]> leaves = log.entries(0, 10);
      assertThat(leaves).hasSize(i);
      assertThat(log.head().size()).isEqualTo(i);
      assertThat(log.head().root().bytes()).isEqualTo(PlainMerkleTree.root(leaves));
    }
  }

  @Test
  void takesEntriesOfManyTenantsInOneTransactionFromManyThreads() throws Exception {
    List<UUID> tenants = IntStream.range(0, 12).mapToObj(i -> new UUID(7, i)).toList();
    List<Callable<Long>> appends = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<UUID> order = new ArrayList<>(tenants);
      Collections.shuffle(order, new Random(i));
      appends.add(
          () ->
              database.write(
                  tx -> {
                    order.forEach(tenant -> ledger.append(tx, entry(tenant, "x")));
                    return 0L;
                  }));
      appends.add(() -> ledger.append(entry(order.getFirst(), "y")));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> append : threads.invokeAll(appends)) {
        append.get();
      }
    }
    assertThat(ledger.verify())
        .isInstanceOfSatisfying(
            Verification.Intact.class,
            intact -> {
              assertThat(intact.entries()).isEqualTo(20 * 13);
              assertThat(intact.heads()).hasSize(12);
            });
  }

  /** As two nodes do, neither of which knows what the other has appended. */
  @Test
  void takesEntriesThroughSeveralLedgersAndVerifiesMeanwhile() throws Exception {
    List<Ledger> nodes = List.of(ledger, new Ledger(database, Clock.systemUTC()));
    List<Callable<Verification>> tasks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Ledger node = nodes.get(i % 2);
      UUID tenant = i % 3 == 0 ? FABRIKAM : CONTOSO;
      tasks.add(
          () -> {
            for (int entries = 0; entries < 10; entries++) {
              node.append(entry(tenant, "x"));
            }
            return node.verify();
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Verification> task : threads.invokeAll(tasks)) {
        assertThat(task.get()).isInstanceOf(Verification.Intact.class);
      }
    }
    assertThat(ledger.log(CONTOSO).head().size()).isEqualTo(400);
    assertThat(ledger.log(FABRIKAM).head().size()).isEqualTo(200);
  }

  @Test
  void refusesWhatItCannotRecord() {
    database.write(handle -> handle.execute("DROP TABLE ledger_entry"));
    assertThatThrownBy(() -> ledger.append(entry(CONTOSO, "x")))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.code()).isEqualTo("ledger-unavailable"));
    database.close();
    assertThatThrownBy(() -> ledger.append(entry(CONTOSO, "x")))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.UNAVAILABLE));
  }
}
