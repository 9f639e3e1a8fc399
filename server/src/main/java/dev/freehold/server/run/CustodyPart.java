package dev.freehold.server.run;

import dev.freehold.content.blob.BlobBundleSink;
import dev.freehold.content.purge.ColdKeys;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.access.RootTimeouts;
import dev.freehold.custody.availability.ConfirmedDatabase;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.checks.SilenceWatch;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.owners.RestoredPolicies;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.roots.DatabaseTime;
import dev.freehold.custody.roots.FitToAsk;
import dev.freehold.custody.roots.RootVaultSettings;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCredentials;
import dev.freehold.custody.service.RootVaultRouter;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.certificates.ListenerNames;
import dev.freehold.server.client.ConnectedVaults;
import dev.freehold.server.client.VaultConnection;
import dev.freehold.server.client.VaultTrust;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Closer;
import dev.freehold.server.stores.Stores;
import dev.freehold.web.client.Certificates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Custody, wired: policies, keys and key access under leases, and what changes them as jobs. What
 * only one feature needs of custody is made by that feature.
 *
 * @param policies data encryption policies
 * @param servicePolicies the policies of what no tenant's policy covers
 * @param locks what the roots of policies have answered
 * @param crossCheck whether each root would help
 * @param silenceWatch asks vaults that are known to be silent whether they answer
 * @param geos geos of tenants
 * @param holds what must be kept
 * @param jobs long work
 * @param ownerKeys keys of mailboxes and sites
 * @param keyAccess who may open which key now
 * @param rootRolls rolls of root keys
 * @param availabilityRolls rolls of availability keys
 * @param bundles where key bundles go
 * @param coldKeys access to keys that remembers nothing
 * @param availabilityKeys the third roots of policies
 * @param permissions what the service may do with root keys
 */
record CustodyPart(
    Policies policies,
    ServicePolicies servicePolicies,
    PolicyLocks locks,
    CrossCheck crossCheck,
    SilenceWatch silenceWatch,
    Geos geos,
    LegalHolds holds,
    Jobs jobs,
    OwnerKeys ownerKeys,
    CachedKeyAccess keyAccess,
    RootRolls rootRolls,
    AvailabilityRolls availabilityRolls,
    BundleSink bundles,
    ColdKeys coldKeys,
    AvailabilityKeys availabilityKeys,
    PermissionProbe permissions) {

  private static final int HTTPS_PORT = 443;

  static CustodyPart start(
      ServerSettings settings,
      Stores stores,
      Ledger ledger,
      ServiceMasterKey master,
      DirectoryPart directory,
      int vaultPort,
      MeterRegistry meters,
      Clock clock,
      Closer closer) {
    ConnectedVaults connected =
        closer.add(
            ConnectedVaults.open(
                settings.keys().vaultConnections(),
                directory.tenants(),
                settings.keys().vaultTimeout(),
                clock));
    VaultAllowList allowList = allowList(settings, vaultPort, connected);
    AzureRootVaults customersVaults =
        closer.add(
            new AzureRootVaults(
                new RootVaultSettings(
                    settings.keys().vaultTimeout(),
                    RootVaultSettings.DEFAULT_MAX_RETRIES,
                    allowList),
                Certificates.context(trust(settings, stores, vaultPort, connected)),
                credentials(directory.issuer(), connected),
                meters));
    ConfirmedDatabase kept = new ConfirmedDatabase(stores.availability(), stores.database());
    ServiceRoots serviceRoots = new ServiceRoots(kept, master, stores.crypto(), clock);
    RootVaultRouter vaults =
        new RootVaultRouter(
            new FitToAsk(customersVaults, new DatabaseTime(stores.database(), clock)),
            serviceRoots);
    AvailabilityKeys availability =
        new AvailabilityKeys(kept, master, stores.crypto().random(), clock);
    new RestoredPolicies(
            stores.database(), availability, new BlobBundleSink(stores.blobs()), ledger, clock)
        .endAgain();
    PolicyLocks locks = new PolicyLocks(stores.database(), ledger, clock);
    Function<MeterRegistry, CachedKeyAccess> access =
        counted ->
            new CachedKeyAccess(
                new WrappedKeys(stores.database()),
                availability,
                vaults,
                locks,
                ledger,
                stores.crypto(),
                LeaseSettings.withLease(settings.keys().lease())
                    .rootTimeouts(
                        RootTimeouts.forCalls(settings.keys().vaultTimeout())
                            .hedgingAfter(settings.keys().hedgeDelay())),
                System::nanoTime,
                counted);
    return new CustodyWiring(
            stores.database(),
            stores.crypto(),
            new BlobBundleSink(stores.blobs()),
            ledger,
            clock,
            vaults,
            serviceRoots,
            availability,
            closer.add(access.apply(meters)),
            new FreshKeys(access),
            locks,
            allowList,
            settings.keys().crossCheckInterval(),
            meters)
        .part(closer);
  }

  /** Our own issuer speaks for us everywhere, but where a connection file says otherwise. */
  private static VaultCredentials credentials(TokenIssuer issuer, ConnectedVaults connected) {
    return (caller, audience) ->
        connected.knows(audience)
            ? connected.tokenFor(caller, audience)
            : issuer.forWorkload(caller.tenantId(), caller.workload(), audience);
  }

  private static VaultAllowList allowList(
      ServerSettings settings, int vaultPort, ConnectedVaults connected) {
    List<VaultAllowList.Rule> rules = new ArrayList<>();
    rules.add(new VaultAllowList.Rule(settings.network().vaultSuffix(), vaultPort, true));
    rules.addAll(connected.rules());
    for (String suffix : settings.keys().allowedVaultSuffixes()) {
      rules.add(new VaultAllowList.Rule(suffix, HTTPS_PORT, false));
    }
    return new VaultAllowList(rules);
  }

  private static VaultTrust trust(
      ServerSettings settings, Stores stores, int vaultPort, ConnectedVaults connected) {
    Map<String, X509ExtendedTrustManager> byDomain = new HashMap<>();
    for (String suffix : settings.keys().allowedVaultSuffixes()) {
      byDomain.put(VaultTrust.domain(suffix, HTTPS_PORT), Certificates.trustingPublic());
    }
    for (VaultConnection connection : connected.connections()) {
      byDomain.put(
          VaultTrust.domain(connection.suffix(), connection.port()),
          ConnectedVaults.trust(connection));
    }
    byDomain.put(
        VaultTrust.domain(settings.network().vaultSuffix(), vaultPort),
        stores.certificates().of(ListenerNames.VAULT).trust());
    return new VaultTrust(byDomain);
  }
}
