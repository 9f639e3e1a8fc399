package dev.freehold.server.features.protection;

import static dev.freehold.server.features.Admissions.ALL_READERS;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Protection at a glance. */
public final class ProtectionFeature implements Feature {

  /** Long enough that nearly every tenant is counted before its first page is shown. */
  private static final Duration FIRST_COUNT = Duration.ofSeconds(2);

  private static final Duration NEWER_COUNT = Duration.ofMillis(15);

  private final KeptCounts counts;
  private final ProtectionApi api;
  private final PolicyFaultsApi faults;

  /**
   * Builds the feature from these parts.
   *
   * @param vaults this server's own key vaults, if they run
   * @param keyAccess what this node heard of the keys of policies
   * @param availabilityKeys what would stand in for them
   */
  public ProtectionFeature(
      Basics basics,
      Geos geos,
      Optional<VaultServer> vaults,
      CachedKeyAccess keyAccess,
      AvailabilityKeys availabilityKeys) {
    this.counts =
        new KeptCounts(
            tenantId ->
                basics
                    .database()
                    .read(tx -> TenantCounts.of(tx, tenantId, basics.clock().instant())),
            new KeptCounts.Waits(FIRST_COUNT, NEWER_COUNT),
            System::nanoTime);
    this.api = new ProtectionApi(basics.database(), geos, counts, vaults, basics.clock());
    this.faults =
        new PolicyFaultsApi(basics.database(), keyAccess, availabilityKeys, basics.clock());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return List.of(
        get(
            "Get how the tenant is protected",
            "/api/v1/protection",
            ALL_READERS,
            api::get,
            gives(ProtectionViews.Protection.class)),
        get(
            "Get whose fault it is that keys are not given",
            "/api/v1/policy-faults",
            READERS,
            faults::own,
            gives(PolicyFaultsApi.Faults.class)),
        get(
            "Get whose fault it is that keys of a tenant are not given",
            "/api/v1/operator/tenants/{tenant}/policy-faults",
            OPERATOR,
            faults::ofTenant,
            gives(PolicyFaultsApi.Faults.class)));
  }

  @Override
  public void start(Closer closer) {
    closer.add(counts);
  }
}
