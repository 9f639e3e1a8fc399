package dev.freehold.server.features.protection;

import dev.freehold.custody.access.AccessStatus;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.RootsHeard;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.faults.Fault;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.protection.PolicyStanding;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.features.protection.PolicyFault.AvailabilityKey;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** For each policy of a tenant whose fault it is, if its key is not given on this node now. */
final class PolicyFaultsApi {

  private final Database database;
  private final CachedKeyAccess keyAccess;
  private final AvailabilityKeys availabilityKeys;
  private final Clock clock;

  PolicyFaultsApi(
      Database database,
      CachedKeyAccess keyAccess,
      AvailabilityKeys availabilityKeys,
      Clock clock) {
    this.database = database;
    this.keyAccess = keyAccess;
    this.availabilityKeys = availabilityKeys;
    this.clock = clock;
  }

  /** {@code GET /api/v1/policy-faults}: of the caller's tenant. */
  void own(Exchange exchange) throws IOException {
    reply(exchange, exchange.caller().tenantId(), true);
  }

  /**
   * {@code GET /api/v1/operator/tenants/{tenant}/policy-faults}: ids and codes. Names are the
   * tenant's, and so are its vaults.
   */
  void ofTenant(Exchange exchange) throws IOException {
    reply(exchange, exchange.pathId("tenant"), false);
  }

  private void reply(Exchange exchange, UUID tenantId, boolean isNamed) throws IOException {
    Function<UUID, AvailabilityKey> keys = availabilityKeys(tenantId);
    exchange.reply(
        200,
        new Faults(
            database.read(tx -> PolicyStanding.ofTenant(tx, tenantId, clock.instant())).stream()
                .filter(standing -> !standing.policy().state().isDestroyed())
                .map(standing -> view(standing, keys.apply(standing.policy().id()), isNamed))
                .toList()));
  }

  private OnePolicy view(PolicyStanding standing, AvailabilityKey key, boolean isNamed) {
    Policy policy = standing.policy();
    RootsHeard heard = keyAccess.heard();
    Optional<AccessStatus> here = keyAccess.status(policy.id());
    Optional<AccessStatus> counts = here.filter(_ -> !heard.isBack(policy.id()));
    return new OnePolicy(
        policy.id(),
        Wire.word(policy.kind()),
        isNamed ? policy.name() : null,
        PolicyFault.of(standing, counts, key, check -> isBack(heard, check))
            .map(Fault::code)
            .orElse(null),
        here.map(status -> Wire.word(status.lastAnswer())).orElse(null),
        standing.seen().standsIn().isPresent()
            || here.filter(AccessStatus::isByAvailabilityKey).isPresent(),
        Wire.word(key),
        standing.checks().stream().map(OneRoot::of).toList());
  }

  private static boolean isBack(RootsHeard heard, RootCheck check) {
    return heard.isBack(RootKeyUri.parse(check.keyVersionUri()).vaultUrl(), check.checkedAt());
  }

  /** Asks once for all policies: a database that is down is waited for once. */
  private Function<UUID, AvailabilityKey> availabilityKeys(UUID tenantId) {
    try {
      Set<UUID> present = availabilityKeys.policiesOf(tenantId);
      return id -> present.contains(id) ? AvailabilityKey.PRESENT : AvailabilityKey.MISSING;
    } catch (PersistenceException down) {
      return _ -> AvailabilityKey.UNKNOWN;
    }
  }

  /** All policies of a tenant that were not destroyed. */
  record Faults(List<OnePolicy> policies) {}

  /**
   * A policy. Without {@code code} its key is given. {@code lastAnswer} is what this node heard
   * when it last asked; {@code roots} is what the last cross-check of any node found.
   */
  record OnePolicy(
      UUID id,
      String kind,
      String name,
      String code,
      String lastAnswer,
      boolean byAvailabilityKey,
      String availabilityKey,
      List<OneRoot> roots) {}

  /** A root, without its address. */
  record OneRoot(int root, String outcome, String code, String checkedAt) {
    static OneRoot of(RootCheck check) {
      return new OneRoot(
          check.slot(),
          Wire.word(check.finding()),
          check.code().orElse(null),
          check.checkedAt().toString());
    }
  }
}
