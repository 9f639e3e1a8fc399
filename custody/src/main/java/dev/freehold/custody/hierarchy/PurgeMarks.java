package dev.freehold.custody.hierarchy;

import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Dialect;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Marks policies whose purge was requested, in the caller's transaction. */
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
}
