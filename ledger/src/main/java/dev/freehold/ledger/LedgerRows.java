package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ledger's two tables, read as they are: whoever verifies them must see damaged bytes too. */
// Rows are never compared with each other.
@SuppressWarnings("ArrayRecordComponent")
final class LedgerRows {

  /** The head row. */
  record Head(long treeSize, byte[] frontier) {
    MerkleFrontier tree() {
      return MerkleFrontier.of(treeSize, frontier);
    }
  }

  /** One entry's row. */
  record Row(
      long sequence,
      Instant recordedAt,
      UUID tenantId,
      String actor,
      String operation,
      String objectId,
      String outcome,
      byte[] entry,
      byte[] leafHash,
      byte[] treeRoot) {

    /** The row of the last leaf of {@code tree}. */
    static Row of(
        MerkleFrontier tree, Instant now, LedgerEntry entry, byte[] bytes, MerkleHash leaf) {
      return new Row(
          tree.size(),
          now,
          entry.tenantId(),
          entry.actor(),
          entry.operation(),
          entry.objectId(),
          entry.outcome().name(),
          bytes,
          leaf.bytes(),
          tree.root().bytes());
    }
  }

  /** Where an entry stands among those of its tenant in the order of their times. */
  record Place(long recordedAtMillis, long sequence) {}

  private LedgerRows() {}

  static Optional<Head> head(Handle handle) {
    return handle
        .createQuery("SELECT tree_size, frontier FROM ledger_head WHERE id = 1")
        .mapTo(Head.class)
        .findOne();
  }

  /**
   * Takes the next {@code count} sequences and with them the lock of the head until the transaction
   * ends. Returns the tree before them.
   */
  static MerkleFrontier lockHead(Handle handle, int count) {
    Head next =
        handle
            .createQuery(
                """
                UPDATE ledger_head SET tree_size = tree_size + :count WHERE id = 1
                RETURNING tree_size, frontier
                """)
            .bind("count", count)
            // Under load this is the busiest query: no mapper is looked for by reflection.
            .map((row, context) -> new Head(row.getLong(1), row.getBytes(2)))
            .one();
    return MerkleFrontier.of(next.treeSize - count, next.frontier);
  }

  static void saveFrontier(Handle handle, MerkleFrontier tree) {
    handle
        .createUpdate("UPDATE ledger_head SET frontier = :frontier WHERE id = 1")
        .bind("frontier", tree.bytes())
        .execute();
  }

  static void insert(Handle handle, List<Row> rows) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO ledger_entry
              (sequence, recorded_at, tenant_id, actor, operation, object_id, outcome,
               entry, leaf_hash, tree_root)
            VALUES
              (:sequence, :recordedAt, :tenantId, :actor, :operation, :objectId, :outcome,
               :entry, :leafHash, :treeRoot)
            """);
    for (Row row : rows) {
      batch
          .bind("sequence", row.sequence)
          .bind("recordedAt", row.recordedAt)
          .bind("tenantId", row.tenantId)
          .bind("actor", row.actor)
          .bind("operation", row.operation)
          .bind("objectId", row.objectId)
          .bind("outcome", row.outcome)
          .bind("entry", row.entry)
          .bind("leafHash", row.leafHash)
          .bind("treeRoot", row.treeRoot)
          .add();
    }
    batch.execute();
  }

  static long lastSequence(Handle handle) {
    return handle
        .createQuery("SELECT COALESCE(MAX(sequence), 0) FROM ledger_entry")
        .mapTo(Long.class)
        .one();
  }

  static List<Row> after(Handle handle, long sequence, int max) {
    return handle
        .createQuery(
            """
            SELECT sequence, recorded_at, tenant_id, actor, operation, object_id, outcome,
                   entry, leaf_hash, tree_root
            FROM ledger_entry WHERE sequence > :sequence ORDER BY sequence LIMIT :max
            """)
        .bind("sequence", sequence)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }

  /** The tenant's last entry up to a sequence. */
  static Optional<Place> placeUpTo(Handle handle, UUID tenantId, long sequence) {
    return handle
        .createQuery(
            """
            SELECT recorded_at, sequence FROM ledger_entry
            WHERE tenant_id = :tenantId AND sequence <= :sequence
            ORDER BY sequence DESC LIMIT 1
            """)
        .bind("tenantId", tenantId)
        .bind("sequence", sequence)
        .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
        .findOne();
  }

  /** The tenant's entries after a place and before a time, in the order of their times. */
  static List<Row> ofTenantInTime(
      Handle handle, UUID tenantId, Place after, long beforeMillis, int max) {
    return handle
        .createQuery(
            """
            SELECT sequence, recorded_at, tenant_id, actor, operation, object_id, outcome,
                   entry, leaf_hash, tree_root
            FROM ledger_entry
            WHERE tenant_id = :tenantId AND (recorded_at, sequence) > (:time, :sequence)
              AND recorded_at < :before
            ORDER BY recorded_at, sequence LIMIT :max
            """)
        .bind("tenantId", tenantId)
        .bind("time", after.recordedAtMillis())
        .bind("sequence", after.sequence())
        .bind("before", beforeMillis)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }

  static List<Row> ofTenantAfter(Handle handle, UUID tenantId, long sequence, int max) {
    return handle
        .createQuery(
            """
            SELECT sequence, recorded_at, tenant_id, actor, operation, object_id, outcome,
                   entry, leaf_hash, tree_root
            FROM ledger_entry WHERE tenant_id = :tenantId AND sequence > :sequence
            ORDER BY sequence LIMIT :max
            """)
        .bind("tenantId", tenantId)
        .bind("sequence", sequence)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }
}
