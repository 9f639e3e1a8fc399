package dev.freehold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.Verification.Broken;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.Verification.Intact;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.ProofCheck;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody with access to the database changes the ledger of seven entries behind its back. */
@DisplayName("A ledger that was tampered with")
@ParameterizedClass
@EnumSource(Dialect.class)
class LedgerTamperingTest {

  private static final int ENTRIES = 7;

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void record() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, Clock.systemUTC());
    for (int i = 1; i <= ENTRIES; i++) {
      ledger.append(LedgerContractTest.entry(LedgerContractTest.CONTOSO, "object-" + i));
    }
    assertThat(ledger.verify()).isInstanceOf(Intact.class);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void tamper(String sql) {
    database.write(handle -> handle.execute(sql));
  }

  private void assertBroken(long sequence, Fault fault) {
    assertThat(ledger.verify()).isEqualTo(new Broken(sequence, fault));
  }

  @Test
  void namesAnEditedSearchColumn() {
    tamper("UPDATE ledger_entry SET object_id = 'none' WHERE sequence IN (4, 6)");
    assertBroken(4, Fault.EDITED);
  }

  @Test
  void namesAnEditedTime() {
    tamper("UPDATE ledger_entry SET recorded_at = recorded_at + 1 WHERE sequence = 5");
    assertBroken(5, Fault.EDITED);
  }

  @Test
  void fault33_namesAnEditedEntry() {
    database.write(
        handle -> {
          EntryRow row = EntryRows.after(handle, 2, 1).getFirst();
          return replaceEntry(handle, row, edited(row));
        });
    assertBroken(3, Fault.EDITED);
  }

  @Test
  void noticesAnEditedEntryToWhichItsRowWasMadeToFit() {
    database.write(
        handle -> {
          EntryRow row = EntryRows.after(handle, 2, 1).getFirst();
          byte[] edited = edited(row);
          handle.execute(
              "UPDATE ledger_entry SET leaf_hash = ?, outcome = 'REFUSED' WHERE sequence = 3",
              MerkleHash.ofLeaf(edited).bytes());
          return replaceEntry(handle, row, edited);
        });
    assertBroken(ENTRIES + 1, Fault.HEAD_CHANGED);
  }

  @Test
  void namesAnEntryThatIsNoEntryAnyMore() {
    database.write(
        handle ->
            replaceEntry(
                handle,
                EntryRows.after(handle, 2, 1).getFirst(),
                "{}".getBytes(StandardCharsets.UTF_8)));
    assertBroken(3, Fault.EDITED);
    assertThatThrownBy(() -> ledger.entries(LedgerContractTest.CONTOSO, 0, 10))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.DAMAGED));
  }

  @Test
  void namesAnEntryThatLacksAMember() {
    database.write(
        handle -> {
          EntryRow row = EntryRows.after(handle, 2, 1).getFirst();
          String lacking =
              new String(row.entry(), StandardCharsets.UTF_8)
                  .replaceFirst("\"operation\":\"[^\"]*\",", "");
          return replaceEntry(handle, row, lacking.getBytes(StandardCharsets.UTF_8));
        });
    assertBroken(3, Fault.EDITED);
  }

  private static byte[] edited(EntryRow row) {
    return new String(row.entry(), StandardCharsets.UTF_8)
        .replace("DONE", "REFUSED")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int replaceEntry(Handle handle, EntryRow row, byte[] entry) {
    return handle.execute(
        "UPDATE ledger_entry SET entry = ? WHERE sequence = ?", entry, row.sequence());
  }

  @Test
  void fault33_namesADroppedEntry() {
    tamper("DELETE FROM ledger_entry WHERE sequence = 2");
    assertBroken(2, Fault.DROPPED);
  }

  @Test
  void namesADroppedEntryWhoseGapWasClosed() {
    tamper("DELETE FROM ledger_entry WHERE sequence = 2");
    for (int i = 3; i <= ENTRIES; i++) {
      tamper("UPDATE ledger_entry SET sequence = %d WHERE sequence = %d".formatted(i - 1, i));
    }
    assertBroken(2, Fault.REORDERED);
  }

  @Test
  void namesADroppedTail() {
    tamper("DELETE FROM ledger_entry WHERE sequence > 5");
    assertBroken(6, Fault.DROPPED);
  }

  @Test
  void fault33_namesTheFirstOfTwoSwappedEntries() {
    tamper("UPDATE ledger_entry SET sequence = 0 WHERE sequence = 3");
    tamper("UPDATE ledger_entry SET sequence = 3 WHERE sequence = 5");
    tamper("UPDATE ledger_entry SET sequence = 5 WHERE sequence = 0");
    assertBroken(3, Fault.REORDERED);
  }

  @Test
  void namesAnEntryMovedBeforeTheFirst() {
    tamper("UPDATE ledger_entry SET sequence = 0 WHERE sequence = 7");
    assertBroken(1, Fault.REORDERED);
  }

  @Test
  void fault33_namesAHeadThatWasSetBack() {
    database.write(
        handle -> {
          saveHead(handle, treeOf(handle, 4));
          return null;
        });
    assertBroken(ENTRIES + 1, Fault.HEAD_CHANGED);
  }

  @Test
  void namesASequenceThatWasSetBack() {
    tamper("UPDATE ledger_head SET last_sequence = 4");
    assertBroken(5, Fault.HEAD_CHANGED);
  }

  /** The database alone looks like the past; whoever has a head from before can tell. */
  @Test
  void fault33_aRollBackOfEverythingFailsTheProofOfConsistencyWithAHeadKeptElsewhere() {
    LedgerHead kept = ledger.log(LedgerContractTest.CONTOSO).head();
    database.write(
        handle -> {
          saveHead(handle, treeOf(handle, 4));
          handle.execute("UPDATE ledger_head SET last_sequence = 4");
          handle.execute("DELETE FROM ledger_entry WHERE sequence > 4");
          return handle.execute("DELETE FROM ledger_personal WHERE sequence > 4");
        });
    assertThat(ledger.verify()).isInstanceOf(Intact.class);
    TenantLog log = ledger.log(LedgerContractTest.CONTOSO);
    assertThat(log.head().size()).isLessThan(kept.size());
    for (int i = 5; i <= ENTRIES + 1; i++) {
      ledger.append(LedgerContractTest.entry(LedgerContractTest.CONTOSO, "other-" + i));
    }
    LedgerHead now = log.head();
    List<MerkleHash> proof = Proofs.consistency(log.hashes(), kept.size(), now.size());
    assertThat(ProofCheck.consistent(kept.size(), kept.root(), now.size(), now.root(), proof))
        .isFalse();
  }

  private static MerkleFrontier treeOf(Handle handle, int entries) {
    return MerkleFrontier.EMPTY.append(
        EntryRows.after(handle, 0, entries).stream()
            .map(row -> MerkleHash.ofLeaf(row.entry()))
            .toList());
  }

  private static void saveHead(Handle handle, MerkleFrontier tree) {
    LogHeads.save(handle, List.of(LogHeads.Head.of(LedgerContractTest.CONTOSO, tree)));
  }

  @Test
  void namesAHeadWithAnotherTree() {
    database.write(
        handle -> {
          saveHead(handle, MerkleFrontier.of(ENTRIES, new byte[3 * MerkleHash.BYTES]));
          return null;
        });
    assertBroken(ENTRIES + 1, Fault.HEAD_CHANGED);
  }

  @Test
  void namesAnEntryMovedInItsLog() {
    tamper("UPDATE ledger_entry SET log_index = log_index + 1 WHERE sequence = 7");
    assertBroken(7, Fault.REORDERED);
  }

  @Test
  void namesAnEntryGivenToAnotherTenant() {
    ledger.append(LedgerContractTest.entry(LedgerContractTest.FABRIKAM, "theirs"));
    database.write(
        handle ->
            handle
                .createUpdate("UPDATE ledger_entry SET tenant_id = :other WHERE sequence = 7")
                .bind("other", LedgerContractTest.FABRIKAM)
                .execute());
    assertBroken(7, Fault.REORDERED);
  }

  @Test
  void namesALogWithoutItsHead() {
    tamper("DELETE FROM ledger_log");
    assertBroken(1, Fault.HEAD_CHANGED);
    assertThatThrownBy(
            () -> ledger.append(LedgerContractTest.entry(LedgerContractTest.CONTOSO, "x")))
        .isInstanceOf(LedgerException.class);
  }

  @Test
  void namesAPersonalValueThatWasChanged() {
    database.write(
        handle ->
            handle.execute(
                "UPDATE ledger_personal SET actor = ? WHERE sequence IN (3, 5)",
                "somebody-else".getBytes(StandardCharsets.UTF_8)));
    assertBroken(3, Fault.PERSONAL_CHANGED);
  }

  @Test
  void namesAPersonalValueOfAnotherEntry() {
    tamper("DELETE FROM ledger_personal WHERE sequence = 4");
    assertThat(ledger.verify()).isInstanceOf(Intact.class);
    tamper("UPDATE ledger_personal SET sequence = 4 WHERE sequence = 2");
    assertBroken(4, Fault.PERSONAL_CHANGED);
  }

  @Test
  void namesAPersonalValueWithoutItsSalt() {
    tamper("UPDATE ledger_personal SET actor_salt = NULL WHERE sequence = 2");
    assertBroken(2, Fault.PERSONAL_CHANGED);
  }

  @Test
  void namesAMissingHead() {
    tamper("DELETE FROM ledger_head");
    assertBroken(1, Fault.HEAD_CHANGED);
    assertThatThrownBy(
            () -> ledger.append(LedgerContractTest.entry(LedgerContractTest.CONTOSO, "x")))
        .isInstanceOf(LedgerException.class);
  }
}
