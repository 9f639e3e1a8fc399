package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyRows;
import dev.freehold.custody.policies.PolicyRules;
import dev.freehold.custody.policies.TenantCoverage;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which policy a mailbox or site has to be under. A mailbox: its own, else the tenant's
 * multi-workload policy, else the service-managed default; a site: the policy of its geo, else the
 * default.
 */
public final class CoveringPolicy {

  /** The same in SQL, for owners {@code o}, their tenants {@code t} and their geos {@code g}. */
  public static final String TARGET =
      """
      CASE WHEN o.kind = 'SITE' THEN COALESCE(g.policy_id, t.service_policy_id)
        ELSE COALESCE(o.ordered_policy_id, t.multi_workload_policy_id, t.service_policy_id) END\
      """;

  private CoveringPolicy() {}

  /** The policy for an owner that is to be made; the service-managed default must be there. */
  static UUID of(Handle tx, NewOwner owner, RowLock lock) {
    if (owner.orderedPolicyId().isPresent()) {
      UUID ordered = owner.orderedPolicyId().get();
      requireAssignable(tx, owner.tenantId(), ordered, PolicyKind.MAILBOX, lock);
      return ordered;
    }
    UUID covering = covering(tx, owner, lock);
    requireNotRecovering(tx, covering, lock);
    // A geo's policy may be on its way to a purge; a multi-workload policy never is.
    requireNoPurge(tx, owner.tenantId(), covering, lock);
    return covering;
  }

  private static UUID covering(Handle tx, NewOwner owner, RowLock lock) {
    return switch (owner.kind()) {
      case MAILBOX -> ofTenant(tx, owner.tenantId(), lock);
      case SITE -> {
        UUID geoId = owner.geoId().orElseThrow();
        Optional<UUID> own = geoPolicy(tx, owner.tenantId(), geoId, lock);
        yield own.isPresent()
            ? own.get()
            : TenantCoverage.of(tx, owner.tenantId()).service().orElseThrow();
      }
    };
  }

  /**
   * Makes sure that something can come under a policy; with a lock it stays so until the
   * transaction ends.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}, {@code
   *     POLICY_PURGE_REQUESTED}
   */
  static void requireAssignable(
      Handle tx, UUID tenantId, UUID policyId, PolicyKind kind, RowLock lock) {
    lock.share(tx, "policies", policyId);
    Policy policy =
        PolicyRows.byId(tx, tenantId, policyId)
            .filter(found -> found.kind() == kind)
            .orElseThrow(CustodyException::policyNotFound);
    PolicyRules.requireNoPurge(policy);
    if (!policy.isAssignable()) {
      throw new CustodyException(
          CustodyError.POLICY_NOT_ASSIGNABLE,
          "the policy %s is disabled, retired or being recovered; assign another, or enable it"
              .formatted(policy.name()));
    }
  }

  /**
   * Makes sure that no purge of a policy was requested; with a lock, until the transaction ends.
   */
  static void requireNoPurge(Handle tx, UUID tenantId, UUID policyId, RowLock lock) {
    lock.share(tx, "policies", policyId);
    PolicyRows.byId(tx, tenantId, policyId).ifPresent(PolicyRules::requireNoPurge);
  }

  /**
   * The keys of a policy in recovery are lost: what came under it now would have to leave again.
   */
  private static void requireNotRecovering(Handle tx, UUID policyId, RowLock lock) {
    lock.share(tx, "policies", policyId);
    if (PolicyAuthority.require(tx, policyId).isRecovering()) {
      throw new CustodyException(
          CustodyError.POLICY_NOT_ASSIGNABLE,
          "the policy that covers it is being recovered; order the move to new keys, then try"
              + " again");
    }
  }

  private static Optional<UUID> geoPolicy(Handle tx, UUID tenantId, UUID geoId, RowLock lock) {
    lock.share(tx, "geos", geoId);
    return CoverageRows.geoPolicy(tx, tenantId, geoId);
  }

  private static UUID ofTenant(Handle tx, UUID tenantId, RowLock lock) {
    lock.share(tx, "tenants", tenantId);
    return TenantCoverage.of(tx, tenantId).ofMailboxes();
  }
}
