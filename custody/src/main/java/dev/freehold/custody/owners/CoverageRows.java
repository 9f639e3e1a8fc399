package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.policies.TenantCoverage;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The rows that say which policy covers a geo or an owner. Each is checked by its seal, in the
 * caller's transaction, so that somebody who can write to the database cannot lead content under
 * other keys. {@link TenantCoverage} has those of tenants.
 */
public final class CoverageRows {

  private static final String ORDERED = "ordered_policy_id";
  private static final String GEO = "policy_id";

  private CoverageRows() {}

  static void newGeo(Handle tx, Geo geo) {
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.GEO_COVERAGE
                .row(geo.tenantId(), geo.id())
                .set(GEO, null)
                .set("code", geo.code())
                .done());
  }

  /**
   * The policy of a geo of the tenant, if it has one.
   *
   * @throws dev.freehold.custody.CustodyException {@code GEO_NOT_FOUND}, {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<UUID> geoPolicy(Handle tx, UUID tenantId, UUID geoId) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.GEO_COVERAGE, geoId)
        .filter(row -> row.tenantId().equals(tenantId))
        .orElseThrow(CustodyException::geoNotFound)
        .id(GEO);
  }

  /** Puts a geo under another policy, if it is under {@code before}; whether it was. */
  static boolean setGeoPolicy(
      Handle tx, UUID geoId, Optional<UUID> before, Optional<UUID> policyId) {
    Optional<SealedRow> row = RowSeals.of(tx).forUpdate(tx, CustodySeals.GEO_COVERAGE, geoId);
    if (row.filter(geo -> geo.id(GEO).equals(before)).isEmpty()) {
      return false;
    }
    RowSeals.of(tx).update(tx, row.get(), row.get().with(GEO, policyId));
    return true;
  }

  /** Seals an owner that the transaction has just put in. */
  static void newOwner(Handle tx, NewOwner owner, UUID ownerKeyId) {
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.KEY_OWNER
                .row(owner.tenantId(), owner.ownerId())
                .set("kind", owner.kind())
                .set("geo_id", owner.geoId())
                .set(ORDERED, owner.orderedPolicyId())
                .set("owner_key_id", ownerKeyId)
                .done());
  }

  /** Makes another key the one that an owner's new content is sealed under. */
  public static void setKey(Handle tx, UUID ownerId, UUID ownerKeyId) {
    SealedRow before =
        RowSeals.of(tx)
            .forUpdate(tx, CustodySeals.KEY_OWNER, ownerId)
            .orElseThrow(CustodyException::geoNotFound);
    RowSeals.of(tx).update(tx, before, before.with("owner_key_id", ownerKeyId));
  }

  /**
   * Owners whose orders are about to be changed by one statement for all of them; then {@link
   * #ordered}.
   */
  public static List<SealedRow> owners(Handle tx, List<UUID> ownerIds) {
    return RowSeals.of(tx).all(tx, CustodySeals.KEY_OWNER, ownerIds);
  }

  /** Which policy was ordered for an owner. */
  public static Optional<UUID> order(SealedRow owner) {
    return owner.id(ORDERED);
  }

  /**
   * Seals of authentic owners for which a transaction is about to order a policy. It has to find
   * each of them as it is here.
   */
  public static List<PreparedSeal> ordering(RowSeals seals, List<SealedRow> owners, UUID policyId) {
    return seals.prepare(owners.stream().map(owner -> owner.with(ORDERED, policyId)).toList());
  }

  /** Seals owners for which the transaction has just ordered a policy, or none. */
  public static void ordered(Handle tx, List<SealedRow> owners, Optional<UUID> policyId) {
    RowSeals.of(tx)
        .keepAll(tx, owners.stream().map(owner -> owner.with(ORDERED, policyId)).toList());
  }
}
