package dev.freehold.custody.policies;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.candidates.RootBinding;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The service-managed default of each tenant: a policy of the same shape as a customer's, under the
 * service's own roots, made when the tenant first needs it. It cannot be switched off, so nothing
 * is ever stored in clear. Safe for use by many threads.
 */
public final class ServicePolicies {

  private static final String ACTOR = "system:service-managed-default";

  private final Database database;
  private final ServiceRoots serviceRoots;
  private final PolicyKeyMaker keys;
  private final PolicyStore store;
  private final Clock clock;

  /** Keeps the policies beside those of {@link Policies}. */
  public ServicePolicies(
      Database database,
      AvailabilityKeys availabilityKeys,
      RootVaults vaults,
      ServiceRoots serviceRoots,
      BundleSink bundle,
      Ledger ledger,
      CryptoSuite suite,
      Clock clock) {
    this.database = database;
    this.serviceRoots = serviceRoots;
    this.keys = new PolicyKeyMaker(new RootBinding(vaults), availabilityKeys, suite);
    this.store = new PolicyStore(database, bundle, ledger);
    this.clock = clock;
  }

  /**
   * The GUID of the tenant's service-managed policy; not to be called inside a transaction.
   *
   * @throws dev.freehold.custody.CustodyException {@code TENANT_NOT_FOUND}
   */
  public UUID ensure(UUID tenantId) {
    return database.read(tx -> find(tx, tenantId)).orElseGet(() -> make(tenantId));
  }

  private UUID make(UUID tenantId) {
    database.read(
        tx -> {
          PolicyCounts.requireRoom(tx, tenantId, PolicyKind.SERVICE_MANAGED);
          return null;
        });
    UUID id = UUID.randomUUID();
    List<RootKeyUri> roots = serviceRoots.current();
    VaultCaller caller = new VaultCaller(tenantId, PolicyKind.SERVICE_MANAGED.workload());
    WrappedPolicyKey key = keys.make(caller, id, roots);
    try {
      return store
          .keep(draft(tenantId, id, roots), key, ACTOR, (tx, act) -> take(tx, tenantId, id))
          .id();
    } catch (MadeMeanwhile other) {
      return database.read(tx -> find(tx, tenantId)).orElseThrow(CustodyException::policyNotFound);
    }
  }

  private Policy draft(UUID tenantId, UUID id, List<RootKeyUri> roots) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Policy(
        tenantId,
        id,
        PolicyKind.SERVICE_MANAGED,
        "service-managed:" + id,
        "The default for what no policy of the organisation covers.",
        true,
        PolicyState.ACTIVE,
        false,
        false,
        roots.stream().map(ServicePolicies::root).toList(),
        now,
        now,
        Optional.empty());
  }

  private static Policy.Root root(RootKeyUri version) {
    return new Policy.Root(version.withoutVersion().toString(), version.toString());
  }

  private static Optional<UUID> find(Handle tx, UUID tenantId) {
    return TenantCoverage.of(tx, tenantId).service();
  }

  /** The node that is second undoes its own. */
  private static void take(Handle tx, UUID tenantId, UUID policyId) {
    if (!TenantCoverage.takeService(tx, tenantId, policyId)) {
      throw new MadeMeanwhile();
    }
  }

  /** Undoes a transaction: another thread or node made the tenant's policy. */
  private static final class MadeMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
