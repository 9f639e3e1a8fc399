package dev.freehold.custody.owners;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyCounts;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.RootRows;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * Destroys every wrapped copy that the database has of a policy's key and of the keys under it, in
 * the caller's transactions. The rows stay, without the keys, as a record of what there was.
 */
public final class KeyDestruction {

  private static final byte[] NOTHING = new byte[0];

  private static final String SELECT =
      """
      SELECT k.id, k.owner_id, k.generation, k.key_commitment,
        CASE WHEN o.owner_key_id = k.id THEN 1 ELSE 0 END AS present
      FROM owner_keys k JOIN key_owners o ON o.id = k.owner_id \
      """;

  private final Dialect dialect;

  /** Destroys keys in a database of this dialect. */
  public KeyDestruction(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * A key that is to be destroyed.
   *
   * @param ownerId the mailbox or site whose key it is
   * @param isPresent whether it is the present key of its owner; else it is retired
   */
  public record Doomed(
      UUID keyId, UUID ownerId, boolean isPresent, int generation, KeyCommitment commitment) {}

  /** A policy's own key. */
  public record DoomedPolicyKey(int generation, KeyCommitment commitment) {}

  /** The policy's own key. */
  public DoomedPolicyKey policyKey(Handle tx, UUID policyId) {
    return tx.createQuery("SELECT key_generation, key_commitment FROM policies WHERE id = :id")
        .bind("id", policyId)
        .map(
            row ->
                new DoomedPolicyKey(
                    row.getColumn("key_generation", Integer.class),
                    KeyCommitment.fromBytes(row.getColumn("key_commitment", byte[].class))))
        .one();
  }

  /** Destroys the policy's key: the copies under both roots and under the availability key. */
  public void destroyPolicyKey(Handle tx, UUID policyId) {
    RootRows.destroy(tx, policyId);
    tx.createUpdate("UPDATE policies SET wrapped_by_availability = :nothing WHERE id = :id")
        .bind("nothing", NOTHING)
        .bind("id", policyId)
        .execute();
  }

  /** Keys under the policy that are not destroyed, active and retired, by id. */
  public List<Doomed> under(Handle tx, UUID policyId, UUID after, int max) {
    return tx.createQuery(
            SELECT
                + """
                WHERE k.policy_id = :policyId AND k.state <> 'DESTROYED' AND k.id > :after
                ORDER BY k.id LIMIT :max\
                """)
        .bind("policyId", policyId)
        .bind("after", after)
        .bind("max", max)
        .map(row -> doomed(row))
        .list();
  }

  /**
   * Retired keys of mailboxes or sites that the purge has come to, by id, whatever they are under:
   * what was not resealed yet, and what was kept for damaged objects.
   */
  public List<Doomed> retired(Handle tx, UUID purgeId, UUID after, int max) {
    return tx.createQuery(
            SELECT
                + """
                WHERE o.purge_id = :purgeId AND k.state = 'RETIRED' AND k.id > :after
                ORDER BY k.id LIMIT :max\
                """)
        .bind("purgeId", purgeId)
        .bind("after", after)
        .bind("max", max)
        .map(row -> doomed(row))
        .list();
  }

  private static Doomed doomed(RowView row) {
    return new Doomed(
        row.getColumn("id", UUID.class),
        row.getColumn("owner_id", UUID.class),
        row.getColumn("present", Integer.class) != 0,
        row.getColumn("generation", Integer.class),
        KeyCommitment.fromBytes(row.getColumn("key_commitment", byte[].class)));
  }

  /**
   * Destroys keys, and marks the mailboxes or sites whose present key is among them as purged.
   * Waits for those who register content under them.
   *
   * @return how many mailboxes or sites were marked
   */
  public int destroy(Handle tx, UUID purgeId, List<Doomed> keys) {
    List<UUID> owners = keys.stream().map(Doomed::ownerId).distinct().sorted().toList();
    List<UUID> ids = keys.stream().map(Doomed::keyId).toList();
    lock(tx, owners);
    int marked =
        tx.createUpdate(
                """
                UPDATE key_owners SET purge_id = :purgeId
                WHERE id IN (<owners>) AND owner_key_id IN (<keys>)\
                """)
            .bind("purgeId", purgeId)
            .bindList("owners", owners)
            .bindList("keys", ids)
            .execute();
    OwnerRows.destroy(tx, ids);
    return marked;
  }

  /** Owners before their keys and in the order of their ids, as in other jobs. */
  private void lock(Handle tx, List<UUID> owners) {
    switch (dialect) {
      case SQLITE -> {} // One writer.
      case POSTGRESQL ->
          tx.createQuery("SELECT id FROM key_owners WHERE id IN (<ids>) ORDER BY id FOR UPDATE")
              .bindList("ids", owners)
              .mapTo(UUID.class)
              .list();
    }
  }

  /** A mailbox or site that was purged, and its last key. */
  public record PurgedOwner(UUID ownerId, UUID keyId) {}

  /** Mailboxes or sites that the purge has marked, by id. */
  public List<PurgedOwner> owners(Handle tx, UUID purgeId, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT id AS owner_id, owner_key_id AS key_id FROM key_owners
            WHERE purge_id = :purgeId AND id > :after ORDER BY id LIMIT :max\
            """)
        .bind("purgeId", purgeId)
        .bind("after", after)
        .bind("max", max)
        .mapTo(PurgedOwner.class)
        .list();
  }

  /** Which of some owner keys are destroyed, whatever destroyed them. */
  public List<UUID> destroyedAmong(Handle tx, List<UUID> keyIds) {
    return keyIds.isEmpty()
        ? List.of()
        : tx.createQuery("SELECT id FROM owner_keys WHERE id IN (<ids>) AND state = 'DESTROYED'")
            .bindList("ids", keyIds)
            .mapTo(UUID.class)
            .list();
  }

  /** The next of the tenant's policies by id, of whatever kind and state. */
  public Optional<UUID> nextPolicy(Handle tx, UUID tenantId, UUID after) {
    return tx.createQuery(
            """
            SELECT id FROM policies WHERE tenant_id = :tenantId AND id > :after
            ORDER BY id LIMIT 1\
            """)
        .bind("tenantId", tenantId)
        .bind("after", after)
        .mapTo(UUID.class)
        .findOne();
  }

  /** Tells whether a key under the policy is not destroyed. */
  public boolean isAnyLeft(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT 1 FROM owner_keys WHERE policy_id = :policyId AND state <> 'DESTROYED'
            LIMIT 1\
            """)
        .bind("policyId", policyId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Ends a policy whose keys are destroyed: it counts no more, and a geo that had it has none. The
   * row of a geo that something else has written stays as it is; it covers nothing.
   *
   * @return whether it was being purged
   */
  public boolean end(Handle tx, WriteAct act, Policy policy, Instant now) {
    boolean ended =
        PolicyAuthority.change(
            tx,
            act,
            policy.id(),
            row ->
                row.text("state").equals(PolicyState.PURGING.name())
                    ? row.with("state", PolicyState.PURGED)
                    : row);
    if (ended) {
      endedNow(tx, policy.tenantId(), policy.id(), policy.kind(), now);
    }
    return ended;
  }

  /** Ends a policy that was purged before, whatever a restored row says. */
  void endAgain(Handle tx, WriteAct act, UUID tenantId, UUID policyId, Instant now) {
    PolicyAuthority.overrule(tx, act, policyId, row -> row.with("state", PolicyState.PURGED));
    PolicyKind kind = PolicyAuthority.require(tx, policyId).kind();
    endedNow(tx, tenantId, policyId, kind, now);
  }

  private static void endedNow(
      Handle tx, UUID tenantId, UUID policyId, PolicyKind kind, Instant now) {
    tx.createUpdate("UPDATE policies SET locked_at = NULL, changed_at = :now WHERE id = :id")
        .bind("now", now)
        .bind("id", policyId)
        .execute();
    PolicyLockRows.forget(tx, policyId);
    PolicyCounts.giveBack(tx, tenantId, kind);
    tx.createQuery("SELECT id FROM geos WHERE policy_id = :id ORDER BY id")
        .bind("id", policyId)
        .mapTo(UUID.class)
        .list()
        .forEach(geoId -> uncover(tx, geoId, policyId));
  }

  private static void uncover(Handle tx, UUID geoId, UUID policyId) {
    try {
      CoverageRows.setGeoPolicy(tx, geoId, Optional.of(policyId), Optional.empty());
    } catch (CustodyException e) {
      // What something else has written covers nothing, so it keeps no policy from its end either.
      if (e.error() != CustodyError.ROW_NOT_AUTHENTIC) {
        throw e;
      }
    }
  }
}
