package dev.freehold.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

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
      byte[] treeRoot) {}

  private LedgerRows() {}

  static Optional<Head> head(Handle handle) {
    return handle
        .createQuery("SELECT tree_size, frontier FROM ledger_head WHERE id = 1")
        .mapTo(Head.class)
        .findOne();
  }

  /** Takes the next sequence and with it the lock of the head until the transaction ends. */
  static MerkleFrontier lockHead(Handle handle) {
    Head next =
        handle
            .createQuery(
                """
                UPDATE ledger_head SET tree_size = tree_size + 1 WHERE id = 1
                RETURNING tree_size, frontier
                """)
            .mapTo(Head.class)
            .one();
    return MerkleFrontier.of(next.treeSize - 1, next.frontier);
  }

  static void saveFrontier(Handle handle, MerkleFrontier tree) {
    handle
        .createUpdate("UPDATE ledger_head SET frontier = :frontier WHERE id = 1")
        .bind("frontier", tree.bytes())
        .execute();
  }

  static void insert(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            INSERT INTO ledger_entry
              (sequence, recorded_at, tenant_id, actor, operation, object_id, outcome,
               entry, leaf_hash, tree_root)
            VALUES
              (:sequence, :recordedAt, :tenantId, :actor, :operation, :objectId, :outcome,
               :entry, :leafHash, :treeRoot)
            """)
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
        .execute();
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
