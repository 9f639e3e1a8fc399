package dev.freehold.custody.protection;

import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.locks.PastUses;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.RolledVersions;
import dev.freehold.custody.rolls.KeyVersionNeeds;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How a policy and its keys stand, as far as the database says. So it is the same on every node and
 * after a restart.
 *
 * @param policy the policy
 * @param checks what the last cross-check found, a member for each root that was checked
 * @param seen whether the availability key is used in the roots' place now, and how fast the last
 *     revocation was
 * @param availabilityUses past uses of the availability key; empty if there is none
 * @param rolledAt when a root was last rolled; empty if none was
 * @param versionsBefore versions that rolls have left behind and that no policy of the tenant needs
 *     any more, the newest first
 */
public record PolicyStanding(
    Policy policy,
    List<RootCheck> checks,
    PolicyLockRows.Seen seen,
    Optional<PastUses> availabilityUses,
    Optional<Instant> rolledAt,
    List<RolledVersions.Version> versionsBefore) {

  /** How many versions from before are told of one policy. */
  public static final int MAX_VERSIONS_BEFORE = 10;

  /** Copies the lists. */
  public PolicyStanding {
    checks = List.copyOf(checks);
    versionsBefore = List.copyOf(versionsBefore);
  }

  /**
   * All policies of a tenant by name, the service-managed default among them. The number of
   * statements is the same however many there are.
   */
  public static List<PolicyStanding> ofTenant(Handle tx, UUID tenantId, Instant now) {
    Map<UUID, List<RootCheck>> checks =
        CrossCheck.latestOfTenant(tx, tenantId).stream()
            .collect(Collectors.groupingBy(RootCheck::policyId));
    Map<UUID, PolicyLockRows.Seen> seen = PolicyLockRows.seen(tx, tenantId);
    Map<UUID, PastUses> uses = PastUses.ofTenant(tx, tenantId, now);
    Map<UUID, List<RolledVersions.Version>> rolled =
        RolledVersions.ofTenant(tx, tenantId).stream()
            .collect(Collectors.groupingBy(RolledVersions.Version::policyId));
    Set<String> needed = KeyVersionNeeds.allOf(tx, tenantId);
    return Policies.ofTenant(tx, tenantId).stream()
        .map(
            policy ->
                new PolicyStanding(
                    policy,
                    checks.getOrDefault(policy.id(), List.of()),
                    seen.getOrDefault(policy.id(), PolicyLockRows.Seen.NOTHING),
                    Optional.ofNullable(uses.get(policy.id())),
                    rolled.getOrDefault(policy.id(), List.of()).stream()
                        .map(RolledVersions.Version::rolledAt)
                        .findFirst(),
                    before(rolled.getOrDefault(policy.id(), List.of()), needed)))
        .toList();
  }

  private static List<RolledVersions.Version> before(
      List<RolledVersions.Version> rolled, Set<String> needed) {
    return rolled.stream()
        .filter(version -> !needed.contains(version.keyVersionUri().toLowerCase(Locale.ROOT)))
        .limit(MAX_VERSIONS_BEFORE)
        .toList();
  }
}
