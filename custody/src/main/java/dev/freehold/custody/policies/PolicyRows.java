package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.locks.SilenceBounds;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Duplicates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The policies table and its roots, as administrators see them. */
public final class PolicyRows {

  private static final String SELECT =
      """
      SELECT %s, name, description, locked_at, created_at, changed_at, purge_reason,
        purge_contact, purge_requested_by, purge_requested_at
      FROM policies p \
      """
          .formatted(CustodySeals.POLICY.columns("p"));

  private PolicyRows() {}

  static void insert(Handle tx, WriteAct act, Policy policy, WrappedPolicyKey key) {
    int inserted =
        tx.createUpdate(
                """
                INSERT INTO policies (id, tenant_id, kind, name, name_folded, description, enabled,
                  key_generation, key_revision, key_commitment, availability_key_id,
                  wrapped_by_availability, created_at, changed_at)
                VALUES (:id, :tenantId, :kind, :name, :folded, :description, :enabled,
                  :generation, :revision, :commitment, :availabilityKeyId,
                  :wrappedByAvailability, :createdAt, :changedAt)
                ON CONFLICT (tenant_id, name_folded) DO NOTHING\
                """)
            .bindMethods(policy)
            .bind("folded", Names.fold(policy.name()))
            .bindMethods(key)
            .bind("commitment", key.commitment().bytes())
            .bind("wrappedByAvailability", key.wrappedByAvailability().bytes())
            .execute();
    if (inserted == 0) {
      throw nameTaken(policy.name());
    }
    RowSeals.of(tx).keep(tx, act, meaning(policy, key));
    RootRows.insert(tx, act, policy, key);
    // Both vaults have just proved that they give the key back.
    PolicyLockRows.agreed(
        tx,
        policy.tenantId(),
        policy.id(),
        policy.createdAt(),
        SilenceBounds.inForce(tx, policy.tenantId()));
  }

  /** The rows that {@link #insert} seals. */
  static List<SealedRow> meanings(Policy policy, WrappedPolicyKey key) {
    List<SealedRow> rows = new ArrayList<>(RootRows.meanings(policy, key));
    rows.add(meaning(policy, key));
    return rows;
  }

  private static SealedRow meaning(Policy policy, WrappedPolicyKey key) {
    return CustodySeals.POLICY
        .row(policy.tenantId(), policy.id())
        .set("kind", policy.kind())
        .set("state", policy.state())
        .set("recovering", policy.isRecovering())
        .set("enabled", policy.enabled())
        .set("key_generation", key.generation())
        .set("key_commitment", key.commitment().bytes())
        .done();
  }

  static void requireNameFree(Handle tx, UUID tenantId, String name) {
    if (byName(tx, tenantId, name).isPresent()) {
      throw nameTaken(name);
    }
  }

  /**
   * The policy of this GUID, if it is the tenant's.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<Policy> byId(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .one(
            CustodySeals.POLICY,
            tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND id = :id")
                .bind("tenantId", tenantId)
                .bind("id", id),
            row -> policy(tx, row));
  }

  static Optional<Policy> byName(Handle tx, UUID tenantId, String name) {
    return RowSeals.of(tx)
        .one(
            CustodySeals.POLICY,
            tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND name_folded = :folded")
                .bind("tenantId", tenantId)
                .bind("folded", Names.fold(name)),
            row -> policy(tx, row));
  }

  static List<Policy> ofTenant(Handle tx, UUID tenantId, PolicyKind kind) {
    return listed(
        tx,
        tx.createQuery(
                SELECT
                    + """
                    WHERE tenant_id = :tenantId AND kind = :kind
                    ORDER BY name_folded LIMIT :limit\
                    """)
            .bind("tenantId", tenantId)
            .bind("kind", kind.name())
            .bind("limit", CustodyLimits.MAX_PAGE_ROWS));
  }

  /** Those of every kind, the service's among them, by name. */
  static List<Policy> ofTenant(Handle tx, UUID tenantId) {
    return listed(
        tx,
        tx.createQuery(SELECT + "WHERE tenant_id = :tenantId ORDER BY name_folded LIMIT :limit")
            .bind("tenantId", tenantId)
            .bind("limit", CustodyLimits.MAX_PAGE_ROWS));
  }

  /** Those of some policies that are authentic, by their ids. */
  static Map<UUID, Policy> byIds(Handle tx, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : listed(
                tx,
                tx.createQuery(SELECT + "WHERE id IN (<ids>)").bindList("ids", List.copyOf(ids)))
            .stream()
            .collect(Collectors.toMap(Policy::id, policy -> policy));
  }

  /** Changes what an edit names. */
  static void update(Handle tx, WriteAct act, Policy changed) {
    PolicyAuthority.change(
        tx,
        act,
        changed.id(),
        row ->
            row.flag("enabled") == changed.enabled()
                ? row
                : row.with("enabled", changed.enabled()));
    try {
      tx.createUpdate(
              """
              UPDATE policies SET name = :name, name_folded = :folded, description = :description,
                changed_at = :changedAt WHERE id = :id\
              """)
          .bind("name", changed.name())
          .bind("folded", Names.fold(changed.name()))
          .bind("description", changed.description())
          .bind("changedAt", changed.changedAt())
          .bind("id", changed.id())
          .execute();
    } catch (UnableToExecuteStatementException e) {
      throw Duplicates.isDuplicate(e) ? nameTaken(changed.name()) : e;
    }
  }

  /** Without those of which the row of a root is refused; by three statements, however many. */
  private static List<Policy> listed(Handle tx, Query query) {
    List<Policy> found = RowSeals.of(tx).list(CustodySeals.POLICY, query, PolicyRows::rootless);
    Map<UUID, List<Policy.Root>> roots = RootRows.shown(tx, found);
    Set<UUID> locked = PolicyLockRows.locked(tx, roots.keySet());
    return found.stream()
        .filter(policy -> roots.containsKey(policy.id()))
        .map(policy -> policy.with(roots.get(policy.id()), locked.contains(policy.id())))
        .toList();
  }

  private static Policy policy(Handle tx, RowView row) {
    Policy policy = rootless(row);
    return policy.with(
        RootRows.shown(tx, policy.id(), policy.state().isDestroyed()),
        !PolicyLockRows.locked(tx, List.of(policy.id())).isEmpty());
  }

  /** What the row itself says. */
  private static Policy rootless(RowView row) {
    return new Policy(
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("id", UUID.class),
        PolicyKind.valueOf(row.getColumn("kind", String.class)),
        row.getColumn("name", String.class),
        row.getColumn("description", String.class),
        row.getColumn("enabled", Integer.class) != 0,
        PolicyState.valueOf(row.getColumn("state", String.class)),
        row.getColumn("recovering", Integer.class) != 0,
        row.getColumn("locked_at", Long.class) != null,
        List.of(),
        row.getColumn("created_at", Instant.class),
        row.getColumn("changed_at", Instant.class),
        purge(row));
  }

  private static Optional<PurgeRequest> purge(RowView row) {
    return Optional.ofNullable(row.getColumn("purge_requested_at", Instant.class))
        .map(
            at ->
                new PurgeRequest(
                    row.getColumn("purge_reason", String.class),
                    row.getColumn("purge_contact", String.class),
                    row.getColumn("purge_requested_by", String.class),
                    at));
  }

  private static CustodyException nameTaken(String name) {
    return new CustodyException(
        CustodyError.POLICY_NAME_TAKEN,
        "a policy named %s exists in the tenant; choose another name".formatted(name));
  }
}
