package dev.freehold.server.run;

import dev.freehold.content.purge.ColdKeys;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.checks.RootProbe;
import dev.freehold.custody.checks.SilenceWatch;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Closer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** Makes custody's services out of what they stand on. */
record CustodyWiring(
    Database database,
    CryptoSuite crypto,
    BundleSink bundles,
    Ledger ledger,
    Clock clock,
    RootVaults vaults,
    ServiceRoots serviceRoots,
    AvailabilityKeys availability,
    CachedKeyAccess access,
    ColdKeys coldKeys,
    PolicyLocks locks,
    VaultAllowList allowList,
    Duration crossCheckInterval,
    MeterRegistry meters) {

  CustodyPart part(Closer closer) {
    RootProbe probe = new RootProbe(vaults, ledger, meters);
    CrossCheck crossCheck =
        new CrossCheck(database, probe, locks, ledger, clock, crossCheckInterval);
    ServicePolicies servicePolicies =
        new ServicePolicies(
            database, availability, vaults, serviceRoots, bundles, ledger, crypto, clock);
    return new CustodyPart(
        new Policies(database, availability, vaults, allowList, bundles, ledger, crypto, clock),
        servicePolicies,
        locks,
        crossCheck,
        closer.add(
            new SilenceWatch(crossCheck, new WrappedKeys(database), vaults, probe, access.heard())),
        new Geos(database, ledger, clock),
        new LegalHolds(database, ledger, clock),
        new Jobs(database, ledger, clock),
        new OwnerKeys(database, servicePolicies, access.depKeys(), bundles, ledger, crypto, clock),
        access,
        new RootRolls(database, vaults, allowList, bundles, ledger, clock),
        new AvailabilityRolls(database, availability, vaults, bundles, ledger, crypto),
        bundles,
        coldKeys,
        availability,
        new PermissionProbe(vaults, ledger, meters, crypto.random()));
  }
}
