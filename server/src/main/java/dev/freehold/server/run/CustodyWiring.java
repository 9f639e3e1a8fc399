package dev.freehold.server.run;

import dev.freehold.content.purge.ColdKeys;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.checks.RootProbe;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.identity.OlderIdentity;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.lockbox.Lockbox;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.SilenceBounds;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.GeoStatuses;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.operators.Operators;
import dev.freehold.custody.orders.MoveApprovals;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.custody.rolls.KeyVersionNeeds;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.api.CustodyServices;
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

  CustodyPart part() {
    PermissionProbe permissions = new PermissionProbe(vaults, ledger, meters, crypto.random());
    ServicePolicies servicePolicies =
        new ServicePolicies(
            database, availability, vaults, serviceRoots, bundles, ledger, crypto, clock);
    RootRolls rootRolls = new RootRolls(database, vaults, allowList, bundles, ledger, clock);
    return new CustodyPart(
        services(servicePolicies, rootRolls, permissions),
        new OwnerKeys(database, servicePolicies, access.depKeys(), bundles, ledger, crypto, clock),
        access,
        rootRolls,
        new AvailabilityRolls(database, availability, vaults, bundles, ledger, crypto),
        bundles,
        coldKeys,
        availability,
        permissions);
  }

  private CustodyServices services(
      ServicePolicies servicePolicies, RootRolls rootRolls, PermissionProbe permissions) {
    Policies policies =
        new Policies(database, availability, vaults, allowList, bundles, ledger, crypto, clock);
    LegalHolds holds = new LegalHolds(database, ledger, clock);
    Jobs jobs = new Jobs(database, ledger, clock);
    Geos geos = new Geos(database, ledger, clock);
    Assignments assignments = new Assignments(database.dialect());
    Moves moves = new Moves(database, servicePolicies, assignments, ledger, jobs);
    Rolls rolls = new Rolls(database, policies, rootRolls, jobs);
    FilePolicies filePolicies =
        new FilePolicies(database, policies, servicePolicies, geos, rolls, jobs);
    return new CustodyServices(
        database,
        ledger,
        policies,
        access,
        geos,
        assignments,
        moves,
        rolls,
        new KeyVersionNeeds(database),
        filePolicies,
        new GeoStatuses(geos, policies, jobs),
        new Recovery(database, policies, moves, filePolicies, new OlderIdentity(), ledger, clock),
        new MoveApprovals(database, jobs, new OlderIdentity(), ledger, clock),
        new CrossCheck(
            database,
            new RootProbe(vaults, ledger, meters),
            locks,
            ledger,
            clock,
            crossCheckInterval),
        locks,
        new SilenceBounds(database, ledger),
        jobs,
        new PurgeRequests(database, policies, permissions, holds, ledger, clock),
        holds,
        Lockbox.of(
            database,
            ledger,
            Operators::requireNamed,
            clock,
            System::nanoTime,
            crypto.random(),
            meters));
  }
}
