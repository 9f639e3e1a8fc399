package dev.freehold.custody.hierarchy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Marks policies on their way through a purge, in the caller's transaction. */
public final class PurgeMarks {

  private final Coverage.Lock lock;

  /** Marks policies in a database of this dialect. */
  public PurgeMarks(Dialect dialect) {
    this.lock = Coverage.Lock.holding(dialect);
  }

  /**
   * The tenant's policy. Until the transaction ends nobody else changes it, and nobody who makes
   * sure of its state goes on. Call it before anything is appended to the ledger.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   */
  public Policy hold(Handle tx, UUID tenantId, UUID policyId) {
    lock.change(tx, "policies", policyId);
    return PolicyRows.byId(tx, tenantId, policyId).orElseThrow(Policies::notFound);
  }

  /**
   * Marks an active policy.
   *
   * @param revision of its wraps when its root keys were tried
   * @return whether its wraps are the same; if not, nothing was marked
   */
  public boolean mark(Handle tx, UUID policyId, long revision, PurgeRequest request) {
    return tx.createUpdate(
                """
                UPDATE policies SET state = 'PURGE_REQUESTED', purge_reason = :reason,
                  purge_contact = :contact, purge_requested_by = :by, purge_requested_at = :at,
                  changed_at = :at
                WHERE id = :id AND key_revision = :revision AND state = 'ACTIVE'\
                """)
            .bind("reason", request.reason())
            .bind("contact", request.contact())
            .bind("by", request.requestedBy())
            .bind("at", request.requestedAt())
            .bind("id", policyId)
            .bind("revision", revision)
            .execute()
        == 1;
  }

  /**
   * Takes a policy one step on.
   *
   * @param revision of its wraps when its root keys were tried
   * @return whether it was at that step and its wraps are the same; if not, nothing was marked
   */
  public boolean advance(
      Handle tx, UUID policyId, long revision, PolicyState from, PolicyState to, Instant now) {
    return tx.createUpdate(
                """
                UPDATE policies SET state = :to, changed_at = :now
                WHERE id = :id AND key_revision = :revision AND state = :from\
                """)
            .bind("to", to.name())
            .bind("now", now)
            .bind("id", policyId)
            .bind("revision", revision)
            .bind("from", from.name())
            .execute()
        == 1;
  }

  /** Makes sure that no purge of a policy was requested that one of some mailboxes is under. */
  static void requireNoneHeld(Handle tx, UUID tenantId, List<UUID> mailboxIds) {
    Optional<String> held =
        tx.createQuery(
                """
                SELECT p.name FROM key_owners o
                  JOIN owner_keys k ON k.id = o.owner_key_id
                  JOIN policies p ON p.id = k.policy_id
                WHERE o.tenant_id = :tenantId AND o.id IN (<ids>)
                  AND p.state IN ('PURGE_REQUESTED', 'PURGE_AUTHORISED', 'PURGING', 'PURGED')
                LIMIT 1\
                """)
            .bind("tenantId", tenantId)
            .bindList("ids", mailboxIds)
            .mapTo(String.class)
            .findOne();
    if (held.isPresent()) {
      throw held(held.get());
    }
  }

  static CustodyException held(String policyName) {
    return new CustodyException(
        CustodyError.POLICY_PURGE_REQUESTED,
        "the purge of the policy %s was requested; what is under it goes nowhere else"
            .formatted(policyName));
  }
}
