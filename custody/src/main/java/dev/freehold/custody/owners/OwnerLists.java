package dev.freehold.custody.owners;

import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The assigned and present policies of many mailboxes or sites, for lists. It takes a statement or
 * two however many there are, at most {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}.
 * Each method runs in the caller's transaction.
 */
public final class OwnerLists {

  private static final PointQuery<Integer> IS_PURGED =
      new PointQuery<>(
          """
          SELECT 1 FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
            JOIN policies p ON p.id = k.policy_id
          WHERE o.id = ? AND o.tenant_id = ?
            AND (k.state = 'DESTROYED' OR p.state IN ('PURGING', 'PURGED'))\
          """,
          row -> row.getInt(1));

  private static final PointQuery<UUID> KEY_IN_USE =
      new PointQuery<>(
          """
          SELECT k.id FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
          WHERE o.id = ? AND o.tenant_id = ? AND k.state <> 'DESTROYED'\
          """,
          row -> RowIds.read(row, 1));

  private static final String STANDINGS =
      """
      SELECT o.id, o.ordered_policy_id, %s, k.policy_id, p.kind, k.id
      FROM key_owners o
        JOIN owner_keys k ON k.id = o.owner_key_id
        JOIN policies p ON p.id = k.policy_id
        JOIN tenants t ON t.id = o.tenant_id
        LEFT JOIN geos g ON g.id = o.geo_id
      """
          .formatted(CoveringPolicy.TARGET);

  private static final String RETIRED = "SELECT owner_id, id FROM owner_keys WHERE ";

  private static final RangeQuery STANDING =
      new RangeQuery(STANDINGS + "WHERE o.id = ? AND o.tenant_id = ? AND k.state <> 'DESTROYED'");

  private static final RangeQuery RETIRED_OF_ONE =
      new RangeQuery(RETIRED + "owner_id = ? AND state = 'RETIRED' ORDER BY id");

  private OwnerLists() {}

  /** Under which policies one is; empty if it has no key in use. */
  static Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID ownerId) {
    List<UUID> retired =
        RETIRED_OF_ONE.list(
            tx, values -> values.setBytes(1, RowIds.bytes(ownerId)), row -> RowIds.read(row, 2));
    return STANDING
        .list(
            tx,
            values -> {
              values.setBytes(1, RowIds.bytes(ownerId));
              values.setBytes(2, RowIds.bytes(tenantId));
            },
            row -> standing(row, Map.of(ownerId, retired)))
        .stream()
        .findFirst();
  }

  /** Under which policies they are, by id; those without a key in use are left out. */
  public static Map<UUID, OwnerStanding> standings(
      Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    Map<UUID, OwnerStanding> standings = new HashMap<>();
    if (ownerIds.isEmpty()) {
      return standings;
    }
    Map<UUID, List<UUID>> retired = retired(tx, ownerIds);
    tx.createQuery(
            STANDINGS
                + "WHERE o.id IN (<ids>) AND o.tenant_id = :tenantId AND k.state <> 'DESTROYED'")
        .bindList("ids", List.copyOf(ownerIds))
        .bind("tenantId", tenantId)
        .map((row, _) -> standing(row, retired))
        .forEach(standing -> standings.put(standing.ownerId(), standing));
    return standings;
  }

  private static OwnerStanding standing(ResultSet row, Map<UUID, List<UUID>> retired)
      throws SQLException {
    UUID ownerId = RowIds.read(row, 1);
    return new OwnerStanding(
        ownerId,
        Optional.ofNullable(row.getBytes(2)).map(RowIds::of),
        RowIds.read(row, 3),
        RowIds.read(row, 4),
        PolicyKind.valueOf(row.getString(5)),
        RowIds.read(row, 6),
        retired.getOrDefault(ownerId, List.of()));
  }

  private static Map<UUID, List<UUID>> retired(Handle tx, Collection<UUID> ownerIds) {
    Map<UUID, List<UUID>> retired = new HashMap<>();
    tx.createQuery(RETIRED + "owner_id IN (<ids>) AND state = 'RETIRED' ORDER BY id")
        .bindList("ids", List.copyOf(ownerIds))
        .map(
            row ->
                Map.entry(row.getColumn("owner_id", UUID.class), row.getColumn("id", UUID.class)))
        .forEach(
            key ->
                retired.computeIfAbsent(key.getKey(), _ -> new ArrayList<>()).add(key.getValue()));
    return retired;
  }

  /**
   * The keys of owners that are not destroyed, retired ones too.
   *
   * @param ownerIds at most {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}; those of
   *     other tenants are left out
   */
  public static List<LiveKey> liveKeys(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    return ownerIds.isEmpty()
        ? List.of()
        : tx.createQuery(
                """
                SELECT k.id AS key_id, o.id AS owner_id, k.policy_id, 1 AS is_present
                FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
                WHERE o.id IN (<ids>) AND o.tenant_id = :tenantId AND k.state <> 'DESTROYED'
                UNION ALL
                SELECT k.id, k.owner_id, k.policy_id, 0 FROM owner_keys k
                WHERE k.owner_id IN (<ids>) AND k.tenant_id = :tenantId AND k.state = 'RETIRED'\
                """)
            .bindList("ids", List.copyOf(ownerIds))
            .bind("tenantId", tenantId)
            .mapTo(LiveKey.class)
            .list();
  }

  /** Every key that an owner has or had, by id. */
  public static List<UUID> allKeys(Handle tx, UUID ownerId) {
    return tx.createQuery(
            """
            SELECT owner_key_id AS id FROM key_owners WHERE id = :ownerId
            UNION SELECT id FROM owner_keys WHERE owner_id = :ownerId AND state = 'RETIRED'
            UNION SELECT id FROM owner_keys WHERE owner_id = :ownerId AND state = 'DESTROYED'
            ORDER BY id\
            """)
        .bind("ownerId", ownerId)
        .mapTo(UUID.class)
        .list();
  }

  /** Keys of an owner that were destroyed, by id. */
  public static List<UUID> destroyedKeys(Handle tx, UUID ownerId) {
    return tx.createQuery(
            "SELECT id FROM owner_keys WHERE owner_id = :ownerId AND state = 'DESTROYED'"
                + " ORDER BY id")
        .bind("ownerId", ownerId)
        .mapTo(UUID.class)
        .list();
  }

  /** Those whose content nothing can open any more, because a purge of them has begun. */
  public static Set<UUID> purged(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    return ownerIds.isEmpty()
        ? Set.of()
        : Set.copyOf(
            tx.createQuery(
                    """
                    SELECT o.id FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
                      JOIN policies p ON p.id = k.policy_id
                    WHERE o.id IN (<ids>) AND o.tenant_id = :tenantId
                      AND (k.state = 'DESTROYED' OR p.state IN ('PURGING', 'PURGED'))\
                    """)
                .bindList("ids", List.copyOf(ownerIds))
                .bind("tenantId", tenantId)
                .mapTo(UUID.class)
                .list());
  }

  /** As {@link #purged} of one, for what each request asks. */
  public static boolean isPurged(Handle tx, UUID tenantId, UUID ownerId) {
    return IS_PURGED
        .find(
            tx,
            values -> {
              values.setBytes(1, RowIds.bytes(ownerId));
              values.setBytes(2, RowIds.bytes(tenantId));
            })
        .isPresent();
  }

  /**
   * The key that an owner's new content is sealed under, as {@link OwnerStanding#keyId} says; empty
   * if it has none in use.
   */
  public static Optional<UUID> keyInUse(Handle tx, UUID tenantId, UUID ownerId) {
    return KEY_IN_USE.find(
        tx,
        values -> {
          values.setBytes(1, RowIds.bytes(ownerId));
          values.setBytes(2, RowIds.bytes(tenantId));
        });
  }

  /** The policy that was assigned to each of them; those without one are left out. */
  public static Map<UUID, OrderedPolicy> ordered(
      Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    Map<UUID, OrderedPolicy> ordered = new HashMap<>();
    if (!ownerIds.isEmpty()) {
      tx.createQuery(
              """
              SELECT o.id, p.id AS policy_id, p.name
              FROM key_owners o JOIN policies p ON p.id = o.ordered_policy_id
              WHERE o.id IN (<ids>) AND o.tenant_id = :tenantId\
              """)
          .bindList("ids", List.copyOf(ownerIds))
          .bind("tenantId", tenantId)
          .map(
              row ->
                  Map.entry(
                      row.getColumn("id", UUID.class),
                      new OrderedPolicy(
                          row.getColumn("policy_id", UUID.class),
                          row.getColumn("name", String.class))))
          .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    }
    return ordered;
  }

  /**
   * The tenant's mailboxes that a policy was assigned to, by id.
   *
   * @param policyId empty for those without a policy of their own
   * @param after the id that the page before ended with; all zeros at first
   */
  public static List<UUID> assignedTo(
      Handle tx, UUID tenantId, Optional<UUID> policyId, UUID after, int max) {
    Query query =
        tx.createQuery(
            """
            SELECT id FROM key_owners
            WHERE tenant_id = :tenantId AND kind = 'MAILBOX' AND %s AND id > :after
            ORDER BY id LIMIT :max\
            """
                .formatted(
                    policyId.isPresent()
                        ? "ordered_policy_id = :policyId"
                        : "ordered_policy_id IS NULL"));
    policyId.ifPresent(id -> query.bind("policyId", id));
    return query
        .bind("tenantId", tenantId)
        .bind("after", after)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }
}
