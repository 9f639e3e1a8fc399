package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.PurgeRequest;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Dialect;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Changes the state of policies from step to step of a purge, in the caller's transaction. */
public final class PurgeSteps {

  private final RowLock lock;

  /** For policies in a database of this dialect. */
  public PurgeSteps(Dialect dialect) {
    this.lock = RowLock.of(dialect);
  }

  /**
   * The tenant's policy. Locks its row until the transaction ends: writers wait, and so do readers
   * that check the state first. Call it before anything is appended to the ledger.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   */
  public Policy forUpdate(Handle tx, UUID tenantId, UUID policyId) {
    lock.change(tx, "policies", policyId);
    return PolicyAuthority.policy(tx, tenantId, policyId);
  }

  /**
   * Takes the first step: the purge of an active policy is requested.
   *
   * @param revision of its wraps when its root keys were tried
   * @return whether its wraps are the same; if not, nothing was changed
   */
  public boolean mark(Handle tx, WriteAct act, UUID policyId, long revision, PurgeRequest request) {
    boolean isSame =
        tx.createUpdate(
                    """
                    UPDATE policies SET purge_reason = :reason, purge_contact = :contact,
                      purge_requested_by = :by, purge_requested_at = :at, changed_at = :at
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
    return isSame && step(tx, act, policyId, PolicyState.ACTIVE, PolicyState.PURGE_REQUESTED);
  }

  private static boolean step(
      Handle tx, WriteAct act, UUID policyId, PolicyState from, PolicyState to) {
    return PolicyAuthority.change(
        tx,
        act,
        policyId,
        row -> row.text("state").equals(from.name()) ? row.with("state", to) : row);
  }

  /**
   * Takes a policy one step on.
   *
   * @param revision of its wraps when its root keys were tried
   * @return whether it was at that step and its wraps are the same; if not, nothing was changed
   */
  public boolean advance(
      Handle tx,
      WriteAct act,
      UUID policyId,
      long revision,
      PolicyState from,
      PolicyState to,
      Instant now) {
    boolean isSame =
        tx.createUpdate(
                    """
                    UPDATE policies SET changed_at = :now
                    WHERE id = :id AND key_revision = :revision\
                    """)
                .bind("now", now)
                .bind("id", policyId)
                .bind("revision", revision)
                .execute()
            == 1;
    return isSame && step(tx, act, policyId, from, to);
  }
}
