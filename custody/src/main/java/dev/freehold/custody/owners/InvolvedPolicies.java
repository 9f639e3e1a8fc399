package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.policies.KeyState;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyRows;
import dev.freehold.persistence.Dialect;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * The policies that matter to one mailbox or site: those that its keys are under, and the one that
 * it has to come under. Safe for use by many threads.
 */
public final class InvolvedPolicies {

  private static final String IDS =
      """
      SELECT k.policy_id AS id FROM owner_keys k JOIN key_owners o ON o.owner_key_id = k.id
      WHERE o.id = :ownerId AND k.state <> 'DESTROYED'
      UNION SELECT k.policy_id FROM owner_keys k
      WHERE k.owner_id = :ownerId AND k.state = 'RETIRED'
      UNION SELECT o.ordered_policy_id FROM key_owners o
      WHERE o.id = :ownerId AND o.ordered_policy_id IS NOT NULL
      UNION SELECT %s FROM key_owners o JOIN tenants t ON t.id = o.tenant_id
        LEFT JOIN geos g ON g.id = o.geo_id
      WHERE o.id = :ownerId AND %1$s IS NOT NULL\
      """
          .formatted(CoveringPolicy.TARGET);

  private final RowLock lock;

  /** Looks into a database of this dialect. */
  public InvolvedPolicies(Dialect dialect) {
    this.lock = RowLock.of(dialect);
  }

  /**
   * What there is. Until the transaction ends none of the policies changes its state, and the owner
   * gets no other key and no other order. Call it before anything is appended to the ledger.
   *
   * @throws CustodyException {@code OWNER_NOT_FOUND}; {@code COVERAGE_CHANGED} if it came to have
   *     to do with another policy just then: undo the transaction and try again
   */
  public OfOwner forUpdate(Handle tx, UUID tenantId, UUID ownerId) {
    SortedSet<UUID> policies = ids(tx, ownerId);
    // Policies before owners, as where orders are given, and in the order of their ids.
    policies.forEach(id -> lock.share(tx, "policies", id));
    lock.change(tx, "key_owners", ownerId);
    if (!policies.containsAll(ids(tx, ownerId))) {
      throw new CustodyException(
          CustodyError.COVERAGE_CHANGED, "its policies are changing just now; try again");
    }
    return tx.createQuery(
            """
            SELECT o.kind, k.state FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
            WHERE o.id = :ownerId AND o.tenant_id = :tenantId\
            """)
        .bind("ownerId", ownerId)
        .bind("tenantId", tenantId)
        .map(row -> ofOwner(row, tx, tenantId, policies))
        .findOne()
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.OWNER_NOT_FOUND,
                    "the tenant has no such mailbox or site; list them again"));
  }

  private static SortedSet<UUID> ids(Handle tx, UUID ownerId) {
    return new TreeSet<>(tx.createQuery(IDS).bind("ownerId", ownerId).mapTo(UUID.class).list());
  }

  private static OfOwner ofOwner(RowView row, Handle tx, UUID tenantId, SortedSet<UUID> policies) {
    return new OfOwner(
        OwnerKind.valueOf(row.getColumn("kind", String.class)),
        KeyState.valueOf(row.getColumn("state", String.class)) == KeyState.DESTROYED,
        policies.stream().flatMap(id -> PolicyRows.byId(tx, tenantId, id).stream()).toList());
  }

  /**
   * A mailbox or site and its policies.
   *
   * @param kind whether it is a mailbox or a site
   * @param isDestroyed whether its present key was destroyed, and all its content with it
   * @param policies in the order of their ids
   */
  public record OfOwner(OwnerKind kind, boolean isDestroyed, List<Policy> policies) {

    /** Copies the list. */
    public OfOwner {
      policies = List.copyOf(policies);
    }
  }
}
