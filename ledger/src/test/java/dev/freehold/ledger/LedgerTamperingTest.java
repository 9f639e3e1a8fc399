package dev.freehold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.Verification.Broken;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.Verification.Intact;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
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
    tamper("UPDATE ledger_entry SET actor = 'nobody' WHERE sequence IN (4, 6)");
    assertBroken(4, Fault.EDITED);
  }

  @Test
  void namesAnEditedTime() {
    tamper("UPDATE ledger_entry SET recorded_at = recorded_at + 1 WHERE sequence = 5");
    assertBroken(5, Fault.EDITED);
  }

  @Test
  void namesAnEditedEntry() {
    database.write(
        handle -> {
          LedgerRows.Row row = LedgerRows.after(handle, 2, 1).getFirst();
          return replaceEntry(handle, row, edited(row));
        });
    assertBroken(3, Fault.EDITED);
  }

  @Test
  void namesAnEditedEntryWhoseHashWasMadeToFit() {
    database.write(
        handle -> {
          LedgerRows.Row row = LedgerRows.after(handle, 2, 1).getFirst();
          byte[] edited = edited(row);
          handle.execute(
              "UPDATE ledger_entry SET leaf_hash = ? WHERE sequence = 3",
              MerkleHash.ofLeaf(edited).bytes());
          return replaceEntry(handle, row, edited);
        });
    assertBroken(3, Fault.EDITED);
  }

  @Test
  void namesAnEntryThatIsNoEntryAnyMore() {
    database.write(
        handle ->
            replaceEntry(
                handle,
                LedgerRows.after(handle, 2, 1).getFirst(),
                "{}".getBytes(StandardCharsets.UTF_8)));
    assertBroken(3, Fault.EDITED);
    assertThatThrownBy(() -> ledger.entries(LedgerContractTest.CONTOSO, 0, 10))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.DAMAGED));
  }

  private static byte[] edited(LedgerRows.Row row) {
    return new String(row.entry(), StandardCharsets.UTF_8)
        .replace("DONE", "REFUSED")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int replaceEntry(Handle handle, LedgerRows.Row row, byte[] entry) {
    return handle.execute(
        "UPDATE ledger_entry SET entry = ? WHERE sequence = ?", entry, row.sequence());
  }

  @Test
  void namesADroppedEntry() {
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
  void namesTheFirstOfTwoSwappedEntries() {
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
  void namesAHeadThatWasSetBack() {
    database.write(
        handle -> {
          MerkleFrontier tree = MerkleFrontier.EMPTY;
          for (LedgerRows.Row row : LedgerRows.after(handle, 0, 4)) {
            tree = tree.append(MerkleHash.ofLeaf(row.entry()));
          }
          handle.execute("UPDATE ledger_head SET tree_size = 4");
          LedgerRows.saveFrontier(handle, tree);
          return null;
        });
    assertBroken(5, Fault.HEAD_CHANGED);
  }

  @Test
  void namesAHeadWithAnotherTree() {
    database.write(
        handle -> {
          LedgerRows.saveFrontier(
              handle, MerkleFrontier.of(ENTRIES, new byte[3 * MerkleHash.BYTES]));
          return null;
        });
    assertBroken(ENTRIES + 1, Fault.HEAD_CHANGED);
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
