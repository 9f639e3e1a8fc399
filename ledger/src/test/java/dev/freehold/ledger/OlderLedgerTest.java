package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.FABRIKAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.Verification.Broken;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.entry.EntryContent;
import dev.freehold.ledger.entry.EntryV1;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.ProofCheck;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A data folder from before tenants had trees: 400 entries of the first form of two tenants. */
@DisplayName("A ledger from before tenants had trees")
@ParameterizedClass
@EnumSource(Dialect.class)
class OlderLedgerTest {

  private static final MigrationSet FIRST = new MigrationSet("firstledger");
  private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");
  private static final int ENTRIES = 400;

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private DatabaseSettings settings;

  @BeforeEach
  void fill() {
    settings = TestDatabases.settings(dialect, folder);
    try (Database database = Databases.open(settings, List.of(FIRST))) {
      database.write(
          tx -> {
            MerkleFrontier tree = MerkleFrontier.EMPTY;
            for (int i = 1; i <= ENTRIES; i++) {
              tree = insert(tx, content(i), tree);
            }
            return tx.createUpdate("UPDATE ledger_head SET tree_size = :size, frontier = :edge")
                .bind("size", tree.size())
                .bind("edge", tree.bytes())
                .execute();
          });
    }
  }

  private static UUID tenantOf(int sequence) {
    return sequence % 4 == 0 ? FABRIKAM : CONTOSO;
  }

  private static EntryContent content(int sequence) {
    return new EntryContent(
        EntryV1.VERSION,
        sequence,
        OptionalLong.empty(),
        START.plusSeconds(sequence),
        tenantOf(sequence),
        Optional.of("ann@quay.example"),
        "KeyUnwrap",
        "key-" + sequence,
        Outcome.DONE,
        Map.of("root", "1"),
        Map.of());
  }

  private static MerkleFrontier insert(Handle tx, EntryContent content, MerkleFrontier tree) {
    byte[] bytes = content.canonical();
    MerkleHash leaf = MerkleHash.ofLeaf(bytes);
    MerkleFrontier grown = tree.append(List.of(leaf));
    tx.createUpdate(
            """
            INSERT INTO ledger_entry (sequence, recorded_at, tenant_id, actor, operation,
              object_id, outcome, entry, leaf_hash, tree_root)
            VALUES (:sequence, :at, :tenant, :actor, :operation, :object, 'DONE', :entry,
              :leaf, :root)
            """)
        .bind("sequence", content.sequence())
        .bind("at", content.time())
        .bind("tenant", content.tenantId())
        .bind("actor", content.actor().orElseThrow())
        .bind("operation", content.operation())
        .bind("object", content.objectId())
        .bind("entry", bytes)
        .bind("leaf", leaf.bytes())
        .bind("root", grown.root().bytes())
        .execute();
    return grown;
  }

  private Database open() {
    return Databases.open(settings, List.of(Ledger.MIGRATIONS));
  }

  @Test
  @DisplayName("verifies as it is, and again when its logs are in use")
  void verifies() {
    try (Database database = open()) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      assertThat(ledger.verify()).isInstanceOf(Verification.Intact.class);
      assertThat(ledger.record(LedgerContractTest.entry(CONTOSO, "new")))
          .isEqualTo(new Appended(ENTRIES + 1, 300));
      assertThat(ledger.log(FABRIKAM).head().size()).isEqualTo(100);
      assertThat(ledger.verify())
          .isInstanceOfSatisfying(
              Verification.Intact.class,
              intact -> assertThat(intact.heads().get(CONTOSO).size()).isEqualTo(301));
    }
  }

  @Test
  @DisplayName("keeps its entries, each with a place in its tenant's log and a proof of it")
  void keepsEntries() {
    try (Database database = open()) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      TenantLog log = ledger.log(CONTOSO);
      List<RecordedEntry> all = log.records(0, 1000);
      assertThat(all).hasSize(300);
      assertThat(ledger.entries(CONTOSO, 0, 1000)).isEqualTo(all);
      assertThat(all.getLast().sequence()).isEqualTo(399);
      assertThat(all.getLast().entry())
          .isEqualTo(
              new LedgerEntry(
                  CONTOSO,
                  "ann@quay.example",
                  "KeyUnwrap",
                  "key-399",
                  Outcome.DONE,
                  Map.of("root", "1")));
      LedgerHead head = log.head();
      assertThat(head.root().bytes()).isEqualTo(PlainMerkleTree.root(log.entries(0, 1000)));
      List<MerkleHash> proof = Proofs.inclusion(log.hashes(), 299, 300);
      assertThat(ProofCheck.included(all.getLast().leafHash(), 299, 300, proof, head.root()))
          .isTrue();
      assertThat(log.hashTile(0, 0, 256)).hasSize(256 * MerkleHash.BYTES);
    }
  }

  @Test
  @DisplayName("keeps what names people in it: it is in the hashed bytes")
  void cannotErase() {
    try (Database database = open()) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      assertThat(ledger.erasePersonalData(CONTOSO, "ann@quay.example", "system:test")).isZero();
      assertThat(ledger.entries(CONTOSO, 0, 1).getFirst().erased()).isEmpty();
    }
  }

  @Test
  @DisplayName("that was changed before its logs were first used is found out by its first tree")
  void changedBefore() {
    try (Database database = open()) {
      EntryContent forged = forged();
      database.write(
          tx ->
              tx.createUpdate(
                      """
                      UPDATE ledger_entry SET entry = :entry, leaf_hash = :leaf, object_id = 'other'
                      WHERE sequence = 5
                      """)
                  .bind("entry", forged.canonical())
                  .bind("leaf", MerkleHash.ofLeaf(forged.canonical()).bytes())
                  .execute());
      assertThat(new Ledger(database, Clock.systemUTC()).verify())
          .isEqualTo(new Broken(ENTRIES, Fault.HEAD_CHANGED));
    }
  }

  private static EntryContent forged() {
    EntryContent content = content(5);
    return new EntryContent(
        content.version(),
        content.sequence(),
        content.index(),
        content.time(),
        content.tenantId(),
        content.actor(),
        content.operation(),
        "other",
        content.outcome(),
        content.details(),
        content.commitments());
  }
}
