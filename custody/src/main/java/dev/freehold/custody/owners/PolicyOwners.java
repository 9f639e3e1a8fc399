package dev.freehold.custody.owners;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.WrappedKeys;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The mailboxes and sites that have keys under a policy or have to come under it, in pages by an
 * index however many there are. Each method runs in the caller's transaction.
 */
public final class PolicyOwners {

  /** Who has to come under a policy and has no key under it; it lacks what says that they have. */
  private static final String WAITING =
      """
      FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
      WHERE k.policy_id <> :policyId AND k.state <> 'DESTROYED'
        AND o.tenant_id = :tenantId AND %s
        AND NOT EXISTS (SELECT 1 FROM owner_keys r WHERE r.owner_id = o.id
          AND r.state = 'RETIRED' AND r.policy_id = :policyId)\
      """;

  private PolicyOwners() {}

  /**
   * A mailbox or site that has a key under the policy.
   *
   * @param at its place in the list, from which the next page continues
   * @param ownerId its id
   * @param kind whether it is a mailbox or a site
   */
  public record Under(UUID at, UUID ownerId, OwnerKind kind) {}

  /**
   * Mailboxes and sites with any key under the policy that was not destroyed, each once.
   *
   * @param after {@link Under#at} of the last one of the page before; all zeros at first
   */
  public static List<Under> under(Handle tx, UUID policyId, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT k.id AS at, o.id AS owner_id, o.kind
            FROM owner_keys k JOIN key_owners o ON o.id = k.owner_id
              JOIN owner_keys present ON present.id = o.owner_key_id
            WHERE k.policy_id = :policyId AND k.state <> 'DESTROYED' AND k.id > :after
              AND (k.id = o.owner_key_id OR (present.policy_id <> :policyId
                AND NOT EXISTS (SELECT 1 FROM owner_keys r WHERE r.owner_id = o.id
                  AND r.state = 'RETIRED' AND r.policy_id = :policyId AND r.id < k.id)))
            ORDER BY k.id LIMIT :max\
            """)
        .bind("policyId", policyId)
        .bind("after", after)
        .bind("max", max)
        .mapTo(Under.class)
        .list();
  }

  /**
   * Mailboxes and sites that have to come under the policy and have no key under it yet, by id.
   *
   * @param after the id of the last one of the page before; all zeros at first
   */
  public static List<Under> waiting(Handle tx, Policy policy, UUID after, int max) {
    Optional<String> ordered = ordered(policy.kind());
    return ordered.isEmpty() ? List.of() : waiting(tx, policy, ordered.get(), after, max);
  }

  /** How many {@link #waiting} finds in all; it looks at each of them. */
  public static long countWaiting(Handle tx, Policy policy) {
    return ordered(policy.kind())
        .map(
            ordered ->
                tx.createQuery("SELECT COUNT(*) " + WAITING.formatted(ordered))
                    .bind("policyId", policy.id())
                    .bind("tenantId", policy.tenantId())
                    .mapTo(Long.class)
                    .one())
        .orElse(0L);
  }

  /** What says that an owner has to come under a policy, in a form that has an index. */
  private static Optional<String> ordered(PolicyKind kind) {
    return switch (kind) {
      case MAILBOX -> Optional.of("o.ordered_policy_id = :policyId");
      case FILE ->
          Optional.of(
              "o.geo_id IN (SELECT g.id FROM geos g"
                  + " WHERE g.tenant_id = :tenantId AND g.policy_id = :policyId)");
      case MULTI_WORKLOAD ->
          Optional.of(
              "o.tenant_id = :tenantId AND o.kind = 'MAILBOX' AND o.ordered_policy_id IS NULL"
                  + " AND EXISTS (SELECT 1 FROM tenants t WHERE t.id = :tenantId"
                  + " AND t.multi_workload_policy_id = :policyId)");
      // What it covers is under it or on its way back to it.
      case SERVICE_MANAGED -> Optional.empty();
    };
  }

  private static List<Under> waiting(
      Handle tx, Policy policy, String ordered, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT o.id AS at, o.id AS owner_id, o.kind
            %s AND o.id > :after
            ORDER BY o.id LIMIT :max\
            """
                .formatted(WAITING.formatted(ordered)))
        .bind("policyId", policy.id())
        .bind("tenantId", policy.tenantId())
        .bind("after", after)
        .bind("max", max)
        .mapTo(Under.class)
        .list();
  }

  /** Owner keys under the policy of any state but destroyed, by id. */
  public static List<WrappedOwnerKey> keys(Handle tx, UUID policyId, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT %s FROM owner_keys k
            WHERE k.policy_id = :policyId AND k.state <> 'DESTROYED' AND k.id > :after
            ORDER BY k.id LIMIT :max\
            """
                .formatted(WrappedKeys.COLUMNS))
        .bind("policyId", policyId)
        .bind("after", after)
        .bind("max", max)
        .map((row, context) -> WrappedKeys.ownerKey(row, 1))
        .list();
  }

  /** How many these are. */
  public static long countKeys(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT COUNT(*) FROM owner_keys
            WHERE policy_id = :policyId AND state <> 'DESTROYED'\
            """)
        .bind("policyId", policyId)
        .mapTo(Long.class)
        .one();
  }
}
