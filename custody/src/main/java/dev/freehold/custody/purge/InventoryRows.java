package dev.freehold.custody.purge;

import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.seals.WriteAct;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The list of a case, each statement in the caller's transaction. */
final class InventoryRows {

  private InventoryRows() {}

  /** A present key under the policy, and whose it is. */
  record Found(UUID keyId, UUID ownerId, OwnerKind kind) {}

  /** Mailboxes or sites whose present key is under the policy, by that key. */
  static List<Found> under(Handle tx, UUID policyId, UUID afterKey, int max) {
    return tx.createQuery(
            """
            SELECT k.id AS key_id, o.id AS owner_id, o.kind
            FROM owner_keys k JOIN key_owners o ON o.id = k.owner_id AND o.owner_key_id = k.id
            WHERE k.policy_id = :policyId AND k.state <> 'DESTROYED' AND k.id > :after
            ORDER BY k.id LIMIT :max\
            """)
        .bind("policyId", policyId)
        .bind("after", afterKey)
        .bind("max", max)
        .mapTo(Found.class)
        .list();
  }

  /** The key after which the taking goes on; empty before its first page. */
  static Optional<UUID> position(Handle tx, UUID caseId) {
    return tx.createQuery("SELECT inventory_after FROM purge_cases WHERE id = :id")
        .bind("id", caseId)
        .map(row -> Optional.ofNullable(row.getColumn("inventory_after", UUID.class)))
        .one();
  }

  /** Moves the taking on; false if it is not there any more, or the list is frozen. */
  static boolean advance(Handle tx, UUID caseId, UUID from, UUID to) {
    return tx.createUpdate(
                """
                UPDATE purge_cases SET inventory_after = :to
                WHERE id = :id AND inventory_sha256 IS NULL
                  AND COALESCE(inventory_after, :none) = :from\
                """)
            .bind("to", to)
            .bind("id", caseId)
            .bind("none", new UUID(0, 0))
            .bind("from", from)
            .execute()
        == 1;
  }

  static void insert(Handle tx, UUID caseId, List<InventoryLine> lines) {
    PreparedBatch batch =
        tx.prepareBatch(
            """
            INSERT INTO purge_owners (case_id, owner_id, kind, name, objects, bytes)
            VALUES (:caseId, :ownerId, :kind, :name, :objects, :bytes)
            ON CONFLICT (case_id, owner_id) DO UPDATE
              SET name = excluded.name, objects = excluded.objects, bytes = excluded.bytes\
            """);
    for (InventoryLine line : lines) {
      batch
          .bind("caseId", caseId)
          .bind("ownerId", line.ownerId())
          .bind("kind", line.kind().name())
          .bindByType("name", line.name().orElse(null), String.class)
          .bind("objects", line.totals().objects())
          .bind("bytes", line.totals().bytes())
          .add();
    }
    if (!lines.isEmpty()) {
      batch.execute();
    }
  }

  /** The list by mailbox or site. */
  static List<InventoryLine> lines(Handle tx, UUID caseId, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT owner_id, kind, name, objects, bytes FROM purge_owners
            WHERE case_id = :caseId AND owner_id > :after ORDER BY owner_id LIMIT :max\
            """)
        .bind("caseId", caseId)
        .bind("after", after)
        .bind("max", max)
        .mapTo(InventoryLine.class)
        .list();
  }

  /** Freezes the list, unless it is frozen already or another one was begun. */
  static void freeze(Handle tx, WriteAct act, UUID caseId, UUID position, Inventory inventory) {
    boolean isThere =
        tx.createUpdate(
                    """
                    UPDATE purge_cases SET inventory_owners = :owners,
                      inventory_objects = :objects, inventory_bytes = :bytes,
                      inventory_taken_at = :takenAt
                    WHERE id = :id AND inventory_sha256 IS NULL AND inventory_after = :position\
                    """)
                .bindMethods(inventory)
                .bind("id", caseId)
                .bind("position", position)
                .execute()
            == 1;
    if (isThere) {
      CaseRows.change(tx, act, caseId, row -> row.with("inventory_sha256", inventory.sha256()));
    }
  }

  /** Forgets the list, so that another can be taken. */
  static void discard(Handle tx, WriteAct act, UUID caseId) {
    tx.createUpdate("DELETE FROM purge_owners WHERE case_id = :id").bind("id", caseId).execute();
    tx.createUpdate(
            """
            UPDATE purge_cases SET inventory_after = NULL, inventory_owners = NULL,
              inventory_objects = NULL, inventory_bytes = NULL, inventory_taken_at = NULL
            WHERE id = :id\
            """)
        .bind("id", caseId)
        .execute();
    CaseRows.change(tx, act, caseId, row -> row.with("inventory_sha256", null));
  }
}
