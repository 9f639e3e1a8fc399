package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.FABRIKAM;
import static dev.freehold.ledger.LedgerContractTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.tree.HashSource;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.ProofCheck;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A log of 600 entries, which is two complete tiles and a part of one, beside another tenant's. */
@DisplayName("A tenant's log")
@ParameterizedClass
@EnumSource(Dialect.class)
class TenantLogTest {

  private static final int ENTRIES = 600;

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private TenantLog log;
  private List<byte[]> leaves;

  @BeforeEach
  void record() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, Clock.systemUTC());
    for (int done = 0; done < ENTRIES; done += 50) {
      int first = done;
      database.write(
          tx -> {
            for (int i = first; i < first + 50; i++) {
              ledger.append(tx, entry(CONTOSO, "c" + i));
              if (i % 7 == 0) {
                ledger.append(tx, entry(FABRIKAM, "f" + i));
              }
            }
            return null;
          });
    }
    log = ledger.log(CONTOSO);
    leaves = log.entries(0, 1000);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MerkleHash rootOf(int size) {
    return MerkleHash.fromBytes(PlainMerkleTree.root(leaves.subList(0, size)));
  }

  @Test
  @DisplayName("has the root that the definition gives, now and at every size it had")
  void roots() {
    assertThat(leaves).hasSize(ENTRIES);
    assertThat(log.head()).isEqualTo(new LedgerHead(ENTRIES, rootOf(ENTRIES)));
    HashSource hashes = log.hashes();
    for (int size : new int[] {0, 1, 2, 3, 255, 256, 257, 300, 511, 512, 513, 599, 600}) {
      assertThat(Proofs.root(hashes, size)).isEqualTo(rootOf(size));
    }
  }

  @Test
  @DisplayName("proves every entry, and every size it had")
  void proofs() {
    HashSource hashes = log.hashes();
    MerkleHash root = rootOf(ENTRIES);
    for (int index = 0; index < ENTRIES; index += index < 250 || index > 520 ? 17 : 1) {
      MerkleHash leaf = MerkleHash.ofLeaf(leaves.get(index));
      assertThat(log.entry(index).leafHash()).isEqualTo(leaf);
      List<MerkleHash> proof = Proofs.inclusion(hashes, index, ENTRIES);
      assertThat(ProofCheck.included(leaf, index, ENTRIES, proof, root)).isTrue();
      List<MerkleHash> growth = Proofs.consistency(hashes, index, ENTRIES);
      assertThat(ProofCheck.consistent(index, rootOf(index), ENTRIES, root, growth)).isTrue();
    }
  }

  @Test
  @DisplayName("gives tiles, whole and in part, and none that it does not have")
  void tiles() {
    byte[] whole = log.hashTile(0, 1, 256);
    assertThat(whole).hasSize(256 * 32).startsWith(MerkleHash.ofLeaf(leaves.get(256)).bytes());
    assertThat(log.hashTile(0, 1, 40)).hasSize(40 * 32).isEqualTo(Arrays.copyOf(whole, 1280));
    assertThat(log.hashTile(0, 2, 88)).endsWith(MerkleHash.ofLeaf(leaves.get(599)).bytes());
    assertThat(log.hashTile(1, 0, 2)).startsWith(rootOf(256).bytes()).hasSize(64);
    assertNoTile(0, 2, 89);
    assertNoTile(0, 3, 1);
    assertNoTile(1, 0, 3);
    assertNoTile(2, 0, 1);
    assertNoTile(0, 0, 0);
    assertNoTile(0, 0, 257);
    assertNoTile(8, 0, 1);
    assertNoTile(-1, 0, 1);
    assertNoTile(0, -1, 1);
    assertNoTile(0, Long.MAX_VALUE, 1);
    assertNoTile(7, Long.MAX_VALUE >> 8, 256);
  }

  private void assertNoTile(int level, long index, int width) {
    assertThatIllegalArgumentException().isThrownBy(() -> log.hashTile(level, index, width));
  }

  @Test
  @DisplayName("has no hashes beyond its end")
  void beyondTheEnd() {
    HashSource hashes = log.hashes();
    assertThatIllegalArgumentException().isThrownBy(() -> hashes.subtree(0, ENTRIES));
    assertThatIllegalArgumentException().isThrownBy(() -> hashes.subtree(3, 75));
    assertThatIllegalArgumentException().isThrownBy(() -> hashes.subtree(61, Long.MAX_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> hashes.subtree(-1, 0));
    assertThat(hashes.subtree(3, 74)).isNotNull();
  }

  @Test
  @DisplayName("gives its entries by index, and the index of a sequence")
  void entries() {
    assertThat(log.entries(598, 10)).hasSize(2);
    assertThat(log.records(10, 3))
        .extracting(RecordedEntry::index, recorded -> recorded.entry().objectId())
        .containsExactly(tuple(10), tuple(11), tuple(12));
    RecordedEntry last = log.entry(599);
    assertThat(log.indexOf(last.sequence())).isEqualTo(OptionalLong.of(599));
    long theirs = ledger.log(FABRIKAM).entry(0).sequence();
    assertThat(log.indexOf(theirs)).isEmpty();
    assertThat(log.indexOf(1_000_000)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> log.entry(600));
    assertThatIllegalArgumentException().isThrownBy(() -> log.entries(0, 1001));
    assertThatIllegalArgumentException().isThrownBy(() -> log.entries(-1, 1));
  }

  private static Tuple tuple(long index) {
    return Tuple.tuple(index, "c" + index);
  }

  @Test
  @DisplayName("pages by sequence wherever a page begins")
  void pagesBySequence() {
    List<RecordedEntry> all = ledger.entries(CONTOSO, 0, 1000);
    assertThat(all).hasSize(ENTRIES);
    for (int i = 0; i < ENTRIES; i += 37) {
      long sequence = all.get(i).sequence();
      assertThat(ledger.entries(CONTOSO, sequence, 1000)).isEqualTo(all.subList(i + 1, ENTRIES));
    }
    assertThat(ledger.entries(CONTOSO, 1_000_000, 10)).isEmpty();
  }

  @Test
  @DisplayName("says that it is damaged where hashes are gone")
  void damaged() {
    database.write(
        tx -> {
          tx.execute("DELETE FROM ledger_tile WHERE tile_index = 0");
          return tx.execute("DELETE FROM ledger_entry WHERE log_index = 100");
        });
    HashSource fresh = ledger.log(CONTOSO).hashes();
    assertThatThrownBy(() -> Proofs.inclusion(fresh, 3, ENTRIES))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.error()).isEqualTo(LedgerError.DAMAGED));
  }

  @Test
  @DisplayName("without entries is empty")
  void empty() {
    TenantLog none = ledger.log(new UUID(1, 1));
    assertThat(none.head()).isEqualTo(new LedgerHead(0, MerkleHash.ofEmptyTree()));
    assertThat(none.entries(0, 10)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> none.hashTile(0, 0, 1));
  }
}
