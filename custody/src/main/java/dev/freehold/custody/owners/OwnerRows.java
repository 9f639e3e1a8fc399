package dev.freehold.custody.owners;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.policies.KeyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on owners and their keys, each in the caller's transaction. */
final class OwnerRows {

  private OwnerRows() {}

  static void insertKey(Handle tx, UUID ownerId, WrappedOwnerKey key, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,
              key_commitment, created_at, owner_id, revision)
            VALUES (:ownerKeyId, :tenantId, :policyId, :generation, :state, :wrapped, :commitment,
              :now, :ownerId, :revision)\
            """)
        .bindMethods(key)
        .bind("state", KeyState.ACTIVE.name())
        .bind("wrapped", key.wrapped().bytes())
        .bind("commitment", key.commitment().bytes())
        .bind("now", now)
        .bind("ownerId", ownerId)
        .execute();
  }

  static void insertOwner(Handle tx, NewOwner owner, UUID ownerKeyId, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO key_owners
              (id, tenant_id, kind, geo_id, ordered_policy_id, owner_key_id, created_at)
            VALUES (:ownerId, :tenantId, :kind, :geoId, :orderedPolicyId, :ownerKeyId, :now)\
            """)
        .bindMethods(owner)
        .bind("ownerKeyId", ownerKeyId)
        .bind("now", now)
        .execute();
    CoverageRows.newOwner(tx, owner, ownerKeyId);
  }

  /** Deletes the owner's row, which keeps jobs off its keys, and tells what it said. */
  static Optional<Removed> delete(Handle tx, UUID tenantId, UUID ownerId) {
    return tx.createQuery(
            """
            DELETE FROM key_owners WHERE id = :id AND tenant_id = :tenantId
            RETURNING kind, owner_key_id AS key_id\
            """)
        .bind("id", ownerId)
        .bind("tenantId", tenantId)
        .mapTo(Removed.class)
        .findOne();
  }

  /** An owner that is no more, and the key that it had. */
  record Removed(OwnerKind kind, UUID keyId) {}

  /** Destroys keys; waits for transactions that register content under them. */
  static void destroy(Handle tx, List<UUID> keyIds) {
    tx.createUpdate(
            """
            UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL
            WHERE id IN (<ids>) AND state <> 'DESTROYED'\
            """)
        .bindList("ids", keyIds)
        .execute();
  }

  /** Keys of the owner that were renewed and still have content under them. */
  static List<UUID> retired(Handle tx, UUID ownerId) {
    return tx.createQuery(
            "SELECT id FROM owner_keys WHERE owner_id = :ownerId AND state = 'RETIRED'"
                + " ORDER BY id")
        .bind("ownerId", ownerId)
        .mapTo(UUID.class)
        .list();
  }
}
