package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyRows;
import dev.freehold.custody.policies.TenantCoverage;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Administrators' assignments: which policy covers a mailbox or a tenant. Each method runs in the
 * caller's transaction, which also makes the job that carries the assignment out.
 */
public final class Assignments {

  private final RowLock lock;

  /** Writes orders in a database of this dialect. */
  public Assignments(Dialect dialect) {
    this.lock = RowLock.of(dialect);
  }

  /**
   * Makes sure that what was ordered may still be done, until the transaction ends.
   *
   * @throws CustodyException {@code POLICY_PURGE_REQUESTED}
   */
  public void requireNoPurge(Handle tx, UUID tenantId, UUID policyId) {
    CoveringPolicy.requireNoPurge(tx, tenantId, policyId, lock);
  }

  /**
   * Orders a policy for mailboxes, or what covers the tenant.
   *
   * @param mailboxIds at most {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}, distinct
   * @throws CustodyException {@code OWNER_NOT_FOUND}, {@code POLICY_NOT_FOUND}, {@code
   *     POLICY_NOT_ASSIGNABLE}; {@code POLICY_PURGE_REQUESTED} of that policy, or of the one that
   *     one of them would leave
   */
  public void order(Handle tx, UUID tenantId, List<UUID> mailboxIds, Optional<UUID> policyId) {
    lock.change(tx, "tenants", tenantId);
    requireNonePurged(tx, tenantId, mailboxIds);
    if (policyId.isPresent()) {
      requireAssignable(tx, tenantId, policyId.get(), PolicyKind.MAILBOX);
    }
    requireAll(countMailboxes(tx, tenantId, mailboxIds), mailboxIds);
    List<SealedRow> owners = CoverageRows.owners(tx, mailboxIds);
    int ordered =
        tx.createUpdate(
                """
                UPDATE key_owners SET ordered_policy_id = :policyId
                WHERE tenant_id = :tenantId AND kind = 'MAILBOX' AND id IN (<ids>)\
                """)
            .bind("policyId", policyId.orElse(null))
            .bind("tenantId", tenantId)
            .bindList("ids", mailboxIds)
            .execute();
    requireAll(ordered, mailboxIds); // One may have gone meanwhile.
    CoverageRows.ordered(tx, owners, policyId);
  }

  /** Before seals are looked at, so that nobody learns of the rows of another tenant. */
  private static int countMailboxes(Handle tx, UUID tenantId, List<UUID> mailboxIds) {
    return tx.createQuery(
            """
            SELECT COUNT(*) FROM key_owners
            WHERE tenant_id = :tenantId AND kind = 'MAILBOX' AND id IN (<ids>)\
            """)
        .bind("tenantId", tenantId)
        .bindList("ids", mailboxIds)
        .mapTo(Integer.class)
        .one();
  }

  private static void requireAll(int found, List<UUID> mailboxIds) {
    if (found != mailboxIds.size()) {
      throw new CustodyException(
          CustodyError.OWNER_NOT_FOUND,
          "one of the mailboxes is not there; list the tenant's mailboxes");
    }
  }

  /**
   * Makes a policy the tenant's multi-workload policy, or none.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}
   */
  public void assignMultiWorkload(Handle tx, UUID tenantId, Optional<UUID> policyId) {
    lock.change(tx, "tenants", tenantId);
    if (policyId.isPresent()) {
      requireAssignable(tx, tenantId, policyId.get(), PolicyKind.MULTI_WORKLOAD);
    }
    TenantCoverage.assignMultiWorkload(tx, tenantId, policyId);
  }

  /** The multi-workload policy that is assigned to the tenant, if any. */
  public Optional<UUID> multiWorkload(Handle tx, UUID tenantId) {
    return TenantCoverage.multiWorkload(tx, tenantId);
  }

  /**
   * Makes sure that something can come under a policy, until the transaction ends.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}, {@code
   *     POLICY_PURGE_REQUESTED}
   */
  public void requireAssignable(Handle tx, UUID tenantId, UUID policyId, PolicyKind kind) {
    CoveringPolicy.requireAssignable(tx, tenantId, policyId, kind, lock);
  }

  /**
   * The tenant's policy of this kind, if what is under it may leave.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_PURGE_REQUESTED}
   */
  public Policy requireLeaving(Handle tx, UUID tenantId, UUID policyId, PolicyKind kind) {
    Policy policy = requireOwn(tx, tenantId, policyId, kind);
    if (policy.state().isPurge()) {
      throw staysForPurge(policy.name());
    }
    return policy;
  }

  /**
   * The tenant's policy of this kind, whatever its state.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   */
  public Policy requireOwn(Handle tx, UUID tenantId, UUID policyId, PolicyKind kind) {
    return PolicyRows.byId(tx, tenantId, policyId)
        .filter(policy -> policy.kind() == kind)
        .orElseThrow(CustodyException::policyNotFound);
  }

  /** Makes sure that no purge of a policy was requested that one of some mailboxes is under. */
  private static void requireNonePurged(Handle tx, UUID tenantId, List<UUID> mailboxIds) {
    List<UUID> policyIds =
        tx.createQuery(
                """
                SELECT DISTINCT k.policy_id FROM key_owners o
                  JOIN owner_keys k ON k.id = o.owner_key_id
                WHERE o.tenant_id = :tenantId AND o.id IN (<ids>)\
                """)
            .bind("tenantId", tenantId)
            .bindList("ids", mailboxIds)
            .mapTo(UUID.class)
            .list();
    for (UUID policyId : policyIds) {
      if (PolicyAuthority.require(tx, policyId).state().isPurge()) {
        throw staysForPurge(PolicyAuthority.policy(tx, tenantId, policyId).name());
      }
    }
  }

  private static CustodyException staysForPurge(String policyName) {
    return new CustodyException(
        CustodyError.POLICY_PURGE_REQUESTED,
        "the purge of the policy %s was requested; what is under it goes nowhere else"
            .formatted(policyName));
  }
}
