package dev.freehold.custody.holds;

import static dev.freehold.custody.seals.CustodySeals.LEGAL_HOLD;

import dev.freehold.custody.Names;
import dev.freehold.custody.owners.CoveringPolicy;
import dev.freehold.custody.seals.RowSeals;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code legal_holds}, each in the caller's transaction. */
final class HoldRows {

  private static final String SELECT =
      """
      SELECT %s, o.kind AS owner_kind, h.name, h.reason, h.placed_at
      FROM legal_holds h JOIN key_owners o ON o.id = h.owner_id
      WHERE h.tenant_id = :tenantId\040\
      """
          .formatted(LEGAL_HOLD.columns("h"));

  /** Has a key under the policy, or has to come under it. */
  private static final String UNDER_POLICY =
      """
      (%s = :policyId OR o.ordered_policy_id = :policyId
        OR EXISTS (SELECT 1 FROM owner_keys k WHERE k.id = o.owner_key_id
          AND k.policy_id = :policyId AND k.state <> 'DESTROYED')
        OR EXISTS (SELECT 1 FROM owner_keys k WHERE k.owner_id = o.id
          AND k.state = 'RETIRED' AND k.policy_id = :policyId))\
      """
          .formatted(CoveringPolicy.TARGET);

  private static final String IS_HELD =
      "o.id IN (SELECT h.owner_id FROM legal_holds h WHERE h.tenant_id = :tenantId)";

  private static final String HELD =
      """
      FROM key_owners o JOIN tenants t ON t.id = o.tenant_id LEFT JOIN geos g ON g.id = o.geo_id
      WHERE %s AND %s\
      """
          .formatted(IS_HELD, UNDER_POLICY);

  private static final String COUNTS =
      """
      SELECT COALESCE(SUM(CASE WHEN o.kind = 'MAILBOX' THEN 1 ELSE 0 END), 0) AS mailboxes,
        COALESCE(SUM(CASE WHEN o.kind = 'SITE' THEN 1 ELSE 0 END), 0) AS sites
      """;

  private HoldRows() {}

  /** False if the owner has a hold of that name. */
  static boolean insert(Handle tx, LegalHold hold) {
    boolean inserted =
        tx.createUpdate(
                    """
                    INSERT INTO legal_holds
                      (id, tenant_id, owner_id, name, name_folded, reason, placed_by, placed_at)
                    VALUES (:id, :tenantId, :ownerId, :name, :folded, :reason, :placedBy, :placedAt)
                    ON CONFLICT (owner_id, name_folded) DO NOTHING\
                    """)
                .bindMethods(hold)
                .bind("folded", Names.fold(hold.name()))
                .execute()
            == 1;
    if (inserted) {
      RowSeals.of(tx)
          .keep(
              tx,
              LEGAL_HOLD
                  .row(hold.tenantId(), hold.id())
                  .set("owner_id", hold.ownerId())
                  .set("name_folded", Names.fold(hold.name()))
                  .set("placed_by", hold.placedBy())
                  .done());
    }
    return inserted;
  }

  static int count(Handle tx, UUID ownerId) {
    return tx.createQuery("SELECT COUNT(*) FROM legal_holds WHERE owner_id = :ownerId")
        .bind("ownerId", ownerId)
        .mapTo(Integer.class)
        .one();
  }

  /** Whether it was there. */
  static boolean delete(Handle tx, UUID holdId) {
    return tx.createUpdate("DELETE FROM legal_holds WHERE id = :id").bind("id", holdId).execute()
        == 1;
  }

  static Optional<LegalHold> find(Handle tx, UUID tenantId, UUID ownerId, String nameOrId) {
    return RowSeals.of(tx)
        .one(
            LEGAL_HOLD,
            tx.createQuery(
                    SELECT
                        + "AND h.owner_id = :ownerId AND (h.name_folded = :folded OR h.id = :id)")
                .bind("tenantId", tenantId)
                .bind("ownerId", ownerId)
                .bind("folded", Names.fold(nameOrId))
                .bind("id", HoldName.id(nameOrId).orElse(new UUID(0, 0))),
            LegalHold.class);
  }

  /** All holds on one mailbox or site, the oldest first. */
  static List<LegalHold> of(Handle tx, UUID tenantId, UUID ownerId) {
    return list(
        tx,
        tx.createQuery(SELECT + "AND h.owner_id = :ownerId ORDER BY h.placed_at, h.id")
            .bind("tenantId", tenantId)
            .bind("ownerId", ownerId));
  }

  static List<LegalHold> ofTenant(Handle tx, UUID tenantId, UUID after, int max) {
    return list(
        tx,
        tx.createQuery(SELECT + "AND h.id > :after ORDER BY h.id LIMIT :max")
            .bind("tenantId", tenantId)
            .bind("after", after)
            .bind("max", max));
  }

  /** Those of this name on some mailboxes or sites, by these. */
  static Map<UUID, LegalHold> named(
      Handle tx, UUID tenantId, Collection<UUID> ownerIds, String name) {
    return list(
            tx,
            tx.createQuery(SELECT + "AND h.owner_id IN (<ids>) AND h.name_folded = :folded")
                .bind("tenantId", tenantId)
                .bindList("ids", List.copyOf(ownerIds))
                .bind("folded", Names.fold(name)))
        .stream()
        .collect(Collectors.toMap(LegalHold::ownerId, hold -> hold));
  }

  /** How many holds are on each of some owners; those without any are left out. */
  static Map<UUID, Integer> counts(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    return tx
        .createQuery(
            """
            SELECT owner_id, COUNT(*) AS holds FROM legal_holds
            WHERE tenant_id = :tenantId AND owner_id IN (<ids>) GROUP BY owner_id\
            """)
        .bind("tenantId", tenantId)
        .bindList("ids", List.copyOf(ownerIds))
        .map(
            row ->
                Map.entry(
                    row.getColumn("owner_id", UUID.class), row.getColumn("holds", Integer.class)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static List<UUID> heldUnder(Handle tx, UUID tenantId, UUID policyId, int max) {
    return tx.createQuery("SELECT o.id " + HELD + " ORDER BY o.id LIMIT :max")
        .bind("tenantId", tenantId)
        .bind("policyId", policyId)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }

  static HeldCounts countsUnder(Handle tx, UUID tenantId, UUID policyId) {
    return tx.createQuery(COUNTS + HELD)
        .bind("tenantId", tenantId)
        .bind("policyId", policyId)
        .mapTo(HeldCounts.class)
        .one();
  }

  static HeldCounts countsOf(Handle tx, UUID tenantId) {
    return tx.createQuery(COUNTS + "FROM key_owners o WHERE " + IS_HELD)
        .bind("tenantId", tenantId)
        .mapTo(HeldCounts.class)
        .one();
  }

  private static List<LegalHold> list(Handle tx, Query query) {
    return RowSeals.of(tx).list(LEGAL_HOLD, query, LegalHold.class);
  }
}
