package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Counts a tenant's policies of the kinds that are limited in number; purged ones do not count.
 * File policies are limited by the number of geos.
 */
public final class PolicyCounts {

  private PolicyCounts() {}

  /** Counts one more policy if there is room; one statement, so that two cannot both be last. */
  static void take(Handle tx, UUID tenantId, PolicyKind kind) {
    Optional<String> column = column(kind);
    if (column.isPresent()) {
      int taken =
          tx.createUpdate(
                  "UPDATE tenants SET %1$s = %1$s + 1 WHERE id = :id AND %1$s < :limit"
                      .formatted(column.get()))
              .bind("id", tenantId)
              .bind("limit", CustodyLimits.MAX_POLICIES_PER_TENANT)
              .execute();
      if (taken == 0) {
        requireRoom(tx, tenantId, kind);
      }
    }
  }

  /** Counts one policy less, because it was purged. */
  public static void giveBack(Handle tx, UUID tenantId, PolicyKind kind) {
    column(kind)
        .ifPresent(
            column ->
                tx.createUpdate(
                        "UPDATE tenants SET %1$s = %1$s - 1 WHERE id = :id AND %1$s > 0"
                            .formatted(column))
                    .bind("id", tenantId)
                    .execute());
  }

  /**
   * Makes sure that the tenant may have one more policy of the kind.
   *
   * @throws CustodyException {@code TENANT_NOT_FOUND}, {@code POLICY_LIMIT_REACHED}
   */
  public static void requireRoom(Handle tx, UUID tenantId, PolicyKind kind) {
    String column = column(kind).orElse("0");
    int count =
        tx.createQuery("SELECT %s FROM tenants WHERE id = :id".formatted(column))
            .bind("id", tenantId)
            .mapTo(Integer.class)
            .findOne()
            .orElseThrow(CustodyException::tenantNotFound);
    if (count >= CustodyLimits.MAX_POLICIES_PER_TENANT) {
      throw new CustodyException(
          CustodyError.POLICY_LIMIT_REACHED,
          "a tenant has at most %d policies of a kind that were not purged; use one of those"
              .formatted(CustodyLimits.MAX_POLICIES_PER_TENANT));
    }
  }

  private static Optional<String> column(PolicyKind kind) {
    return switch (kind) {
      case MAILBOX -> Optional.of("policy_count");
      case MULTI_WORKLOAD -> Optional.of("multi_workload_count");
      case FILE, SERVICE_MANAGED -> Optional.empty();
    };
  }
}
