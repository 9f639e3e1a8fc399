package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.Verification.Broken;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.Verification.Intact;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.ProofCheck;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.RowIds;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody with access to the database changes tiles of a log behind its back. */
@DisplayName("A log's tiles")
@ParameterizedClass
@EnumSource(Dialect.class)
class TileTamperingTest {

  private static final int ENTRIES = 2 * LedgerLimits.TILE_HASHES + 5;

  /** More than a tile of the second level stands for. */
  private static final int MANY = 65_536 + 300;

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void record() {
    database.write(
        tx -> {
          for (int i = 0; i < ENTRIES; i++) {
            ledger.append(tx, LedgerContractTest.entry(CONTOSO, "o" + i));
          }
          return null;
        });
    assertThat(ledger.verify()).isInstanceOf(Intact.class);
  }

  private void tamper(String sql, Object... values) {
    database.write(tx -> tx.execute(sql, values));
  }

  @Test
  @DisplayName("are compared with the entries when the ledger is verified")
  void changedHashes() {
    record();
    tamper(
        "UPDATE ledger_tile SET hashes = ? WHERE tile_index = 1",
        new byte[LedgerLimits.TILE_HASHES * MerkleHash.BYTES]);
    assertThat(ledger.verify()).isEqualTo(new Broken(512, Fault.TILE_CHANGED));
  }

  @Test
  @DisplayName("lead to what the next level has")
  void changedRoot() {
    record();
    tamper("UPDATE ledger_tile SET root = ? WHERE tile_index = 0", new byte[MerkleHash.BYTES]);
    assertThat(ledger.verify()).isEqualTo(new Broken(256, Fault.TILE_CHANGED));
  }

  @Test
  @DisplayName("must all be there, and no others")
  void missingAndOther() {
    record();
    tamper("UPDATE ledger_tile SET tile_index = 2 WHERE tile_index = 1");
    assertThat(ledger.verify()).isEqualTo(new Broken(512, Fault.TILE_CHANGED));
    tamper("UPDATE ledger_tile SET tile_index = 1 WHERE tile_index = 2");
    assertThat(ledger.verify()).isInstanceOf(Intact.class);
    tamper("INSERT INTO ledger_tile SELECT tenant_id, 1, 0, root, hashes FROM ledger_tile LIMIT 1");
    assertThat(ledger.verify()).isEqualTo(new Broken(ENTRIES + 1, Fault.HEAD_CHANGED));
  }

  @Test
  @DisplayName("of the second level are made of the roots of the first, when a log is adopted too")
  void secondLevel() {
    List<MerkleHash> leaves =
        LongStream.range(0, MANY)
            .mapToObj(i -> MerkleHash.ofLeaf(Long.toString(i).getBytes(StandardCharsets.UTF_8)))
            .toList();
    database.write(tx -> insertUnbuilt(tx, leaves));
    TenantLog log = ledger.log(CONTOSO);
    MerkleFrontier tree = MerkleFrontier.EMPTY.append(leaves);
    assertThat(log.head()).isEqualTo(new LedgerHead(MANY, tree.root()));
    assertThat(Proofs.root(log.hashes(), MANY)).isEqualTo(tree.root());
    assertThat(log.hashTile(2, 0, 1))
        .isEqualTo(MerkleFrontier.EMPTY.append(leaves.subList(0, 65_536)).root().bytes());
    for (int index : new int[] {0, 255, 256, 40_000, 65_535, 65_536, MANY - 1}) {
      List<MerkleHash> proof = Proofs.inclusion(log.hashes(), index, MANY);
      assertThat(ProofCheck.included(leaves.get(index), index, MANY, proof, tree.root())).isTrue();
    }
  }

  /** Only what a tree is made of: these are no entries that could be read. */
  private static Object insertUnbuilt(Handle tx, List<MerkleHash> leaves) {
    BatchStatement<Long> insert =
        new BatchStatement<>(
            """
            INSERT INTO ledger_entry (sequence, tenant_id, log_index, recorded_at, operation,
              object_id, outcome, entry, leaf_hash)
            VALUES (?, ?, ?, 0, '', '', '', ?, ?)
            """,
            (statement, index) -> {
              statement.setLong(1, index + 1);
              statement.setBytes(2, RowIds.bytes(CONTOSO));
              statement.setLong(3, index);
              statement.setBytes(4, new byte[0]);
              statement.setBytes(5, leaves.get(index.intValue()).bytes());
            });
    insert.run(tx, LongStream.range(0, leaves.size()).boxed().toList());
    LogHeads.save(tx, List.of(new LogHeads.Head(CONTOSO, leaves.size(), null)));
    return null;
  }
}
