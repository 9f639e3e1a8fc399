package dev.freehold.custody.owners;

import dev.freehold.custody.policies.TenantCoverage;
import dev.freehold.custody.seals.SealedRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The policies that owners of one tenant have to come under, read from sealed rows; {@link
 * CoveringPolicy#TARGET} reads them from the columns alone. For one transaction.
 */
public final class SealedCoverage {

  private final Handle tx;
  private final UUID tenantId;
  private final TenantCoverage tenant;
  private final Map<UUID, Optional<UUID>> geos = new HashMap<>();

  private SealedCoverage(Handle tx, UUID tenantId) {
    this.tx = tx;
    this.tenantId = tenantId;
    this.tenant = TenantCoverage.of(tx, tenantId);
  }

  /**
   * The coverage of a tenant.
   *
   * @throws dev.freehold.custody.CustodyException {@code TENANT_NOT_FOUND}, {@code
   *     ROW_NOT_AUTHENTIC}
   */
  public static SealedCoverage of(Handle tx, UUID tenantId) {
    return new SealedCoverage(tx, tenantId);
  }

  /**
   * The policy that an owner has to be under.
   *
   * @param owner of the kind {@code KEY_OWNER}
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC} of its geo
   */
  public UUID target(SealedRow owner) {
    return switch (OwnerKind.valueOf(owner.text("kind"))) {
      case MAILBOX -> CoverageRows.order(owner).orElseGet(tenant::ofMailboxes);
      case SITE -> geoPolicy(owner.id("geo_id").orElseThrow()).or(tenant::service).orElseThrow();
    };
  }

  private Optional<UUID> geoPolicy(UUID geoId) {
    return geos.computeIfAbsent(geoId, id -> CoverageRows.geoPolicy(tx, tenantId, id));
  }
}
