package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The policies that cover a tenant, from its sealed row.
 *
 * @param service its service-managed policy, once it has one
 * @param multiWorkload the policy that is assigned to all its workloads, if any
 */
public record TenantCoverage(Optional<UUID> service, Optional<UUID> multiWorkload) {

  private static final String SERVICE = "service_policy_id";
  private static final String MULTI_WORKLOAD = "multi_workload_policy_id";

  /**
   * Reads the row.
   *
   * @throws CustodyException {@code TENANT_NOT_FOUND}, {@code ROW_NOT_AUTHENTIC}
   */
  public static TenantCoverage of(Handle tx, UUID tenantId) {
    SealedRow tenant =
        RowSeals.of(tx)
            .find(tx, CustodySeals.TENANT_COVERAGE, tenantId)
            .orElseThrow(CustodyException::tenantNotFound);
    return new TenantCoverage(tenant.id(SERVICE), tenant.id(MULTI_WORKLOAD));
  }

  /** The policy that is assigned to all workloads, if there is such a tenant and policy. */
  public static Optional<UUID> multiWorkload(Handle tx, UUID tenantId) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.TENANT_COVERAGE, tenantId)
        .flatMap(row -> row.id(MULTI_WORKLOAD));
  }

  /** What covers the mailboxes that have no policy of their own. */
  public UUID ofMailboxes() {
    return multiWorkload.or(() -> service).orElseThrow();
  }

  /** Gives the tenant its service-managed policy, unless it has one; whether it had none. */
  static boolean takeService(Handle tx, UUID tenantId, UUID policyId) {
    SealedRow before = forUpdate(tx, tenantId);
    if (!before.isEmpty(SERVICE)) {
      return false;
    }
    RowSeals.of(tx).update(tx, before, before.with(SERVICE, policyId));
    return true;
  }

  /** Assigns a policy to all workloads of the tenant, or none. */
  public static void assignMultiWorkload(Handle tx, UUID tenantId, Optional<UUID> policyId) {
    SealedRow before = forUpdate(tx, tenantId);
    RowSeals.of(tx).update(tx, before, before.with(MULTI_WORKLOAD, policyId));
  }

  private static SealedRow forUpdate(Handle tx, UUID tenantId) {
    return RowSeals.of(tx)
        .forUpdate(tx, CustodySeals.TENANT_COVERAGE, tenantId)
        .orElseThrow(CustodyException::tenantNotFound);
  }
}
