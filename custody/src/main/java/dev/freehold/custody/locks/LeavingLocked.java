package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds the locked policies that an order would move content out of, so that the person who gives
 * the order is told at once that it will wait. The job decides later, key by key, whether it waits.
 * Each method runs in the caller's transaction, before the order is written.
 */
public final class LeavingLocked {

  private static final PointQuery<Instant> MARKED =
      new PointQuery<>(
          "SELECT locked_at FROM policies WHERE id = ? AND locked_at IS NOT NULL",
          row -> Instant.ofEpochMilli(row.getLong(1)));

  private LeavingLocked() {}

  /**
   * The locked policies that the mailboxes would leave.
   *
   * @param policyId where they go; empty for what covers the tenant
   */
  public static List<UUID> ofMailboxes(
      Handle tx, UUID tenantId, List<UUID> mailboxIds, Optional<UUID> policyId) {
    return tx
        .createQuery(
            """
            SELECT DISTINCT p.id FROM key_owners o
              JOIN owner_keys k ON k.id = o.owner_key_id
              JOIN policies p ON p.id = k.policy_id
              JOIN tenants t ON t.id = o.tenant_id
            WHERE o.tenant_id = :tenantId AND o.id IN (<ids>)
              AND p.kind <> 'SERVICE_MANAGED'
              AND p.id <> COALESCE(:policyId, t.multi_workload_policy_id, t.service_policy_id)\
            """)
        .bind("tenantId", tenantId)
        .bindList("ids", mailboxIds)
        .bindByType("policyId", policyId.orElse(null), UUID.class)
        .mapTo(UUID.class)
        .stream()
        .filter(left -> lock(tx, left).isPresent())
        .toList();
  }

  /** A policy, if it is locked. */
  public static List<UUID> ofPolicy(Handle tx, UUID policyId) {
    return lock(tx, policyId).isPresent() ? List.of(policyId) : List.of();
  }

  /**
   * The lock of a policy, if it is locked: if its own row says so or the sealed one of its roots'
   * answers does, so that clearing a column unlocks nothing.
   */
  public static Optional<Lock> lock(Handle tx, UUID policyId) {
    Optional<Instant> marked =
        MARKED.find(tx, values -> values.setBytes(1, RowIds.bytes(policyId)));
    try {
      Optional<Instant> refused =
          RowSeals.of(tx)
              .find(tx, CustodySeals.POLICY_ACCESS, policyId)
              .flatMap(access -> access.time("refused_at"));
      return refused.or(() -> marked).map(at -> new Lock(Optional.of(at)));
    } catch (CustodyException notAuthentic) {
      return Optional.of(new Lock(Optional.empty()));
    }
  }

  /**
   * The lock of a policy.
   *
   * @param since since when; empty if that is not known, because the row was not written by this
   *     service
   */
  public record Lock(Optional<Instant> since) {}
}
