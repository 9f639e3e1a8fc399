package dev.freehold.custody.history;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.access.SteppedAccess;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.checks.RootProbe;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.SteppedJobs;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.moves.CustodyJobs;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.purge.run.PurgeJob;
import dev.freehold.custody.purge.run.PurgeRunSettings;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.service.RootVaultRouter;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** One process, wired as the server does it, over what outlives it. */
final class Node {

  private static final LeaseSettings LEASES = LeaseSettings.withLease(World.LEASE);

  private final Mortal life;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final CachedKeyAccess access;
  final Policies policies;
  final OwnerKeys ownerKeys;
  final Moves moves;
  final Rolls rolls;
  final Recovery recovery;
  final LegalHolds holds;
  final PurgeRequests requests;
  final PurgeCases cases;
  final Contents contents;
  final SteppedJobs jobs;

  Node(World world, Mortal life) {
    this.life = life;
    CustodyFixture custody = world.custody;
    Clock clock = custody.clock;
    Database database = life.around(custody.database, true);
    // Whoever opens keys, or appends to the ledger for others too, holds a lock meanwhile.
    Database locked = life.around(custody.database, false);
    Ledger ledger = new Ledger(locked, clock);
    BundleSink bundle = life.around(custody.bundle);
    AvailabilityKeys keys = availability(world, true);
    AvailabilityKeys lockedKeys = availability(world, false);
    ServiceRoots roots =
        new ServiceRoots(
            life.around(custody.availabilityDatabase, false), custody.master, SUITE, clock);
    RootVaults routed = new RootVaultRouter(world.vaults, roots);
    PolicyLocks locks = new PolicyLocks(locked, ledger, clock);
    LongSupplier ticker = world.fault == Fault.LEASE_IGNORED ? () -> 0 : world::nanos;
    this.access =
        SteppedAccess.open(locked, lockedKeys, routed, locks, ledger, LEASES, ticker, meters);
    this.contents = new Contents(database, access);
    ServicePolicies service =
        new ServicePolicies(database, keys, roots, roots, bundle, ledger, SUITE, clock);
    var allowed = CustodyFixture.allowList(World.key(0, 1).port());
    this.policies =
        new Policies(database, keys, world.vaults, allowed, bundle, ledger, SUITE, clock);
    this.ownerKeys =
        new OwnerKeys(database, service, access.depKeys(), bundle, ledger, SUITE, clock);
    Jobs orders = new Jobs(database, ledger, clock);
    RootRolls rootRolls = new RootRolls(database, world.vaults, allowed, bundle, ledger, clock);
    this.rolls = new Rolls(database, policies, rootRolls, orders);
    this.moves = new Moves(database, service, new Assignments(database.dialect()), ledger, orders);
    Geos geos = new Geos(database, ledger, clock);
    this.recovery =
        new Recovery(
            database,
            policies,
            moves,
            new FilePolicies(database, policies, service, geos, rolls, orders),
            (tx, tenantId, actor, since) -> true,
            ledger,
            clock);
    this.holds = new LegalHolds(Faults.holds(world.fault, database), ledger, clock);
    PermissionProbe probe =
        new PermissionProbe(Faults.asked(world.fault, routed), ledger, meters, SUITE.random());
    LegalHolds held = new LegalHolds(database, ledger, clock);
    this.requests = new PurgeRequests(database, policies, probe, held, ledger, clock);
    this.cases =
        new PurgeCases(database, probe, held, contents, (_, _) -> Map.of(), orders, ledger, clock);
    CrossCheck check =
        new CrossCheck(
            locked,
            new RootProbe(routed, ledger, meters),
            locks,
            ledger,
            clock,
            Duration.ofHours(1));
    List<JobKind> moving =
        CustodyJobs.kinds(
            database,
            access.depKeys(),
            bundle,
            ledger,
            SUITE,
            clock,
            contents,
            rootRolls,
            new AvailabilityRolls(database, keys, routed, bundle, ledger, SUITE),
            check);
    JobKind purge =
        new PurgeJob(
            database,
            keys,
            bundle,
            new Contents(database, new ColdAccess(world, locked, lockedKeys, ledger, routed)),
            access::forget,
            new Nodes(database, world.custody.tenant.id(), ledger, clock, clock),
            () -> {},
            ledger,
            PurgeRunSettings.withLease(World.LEASE),
            clock,
            world::nanos);
    List<JobKind> kinds =
        Stream.concat(moving.stream(), Stream.of(purge))
            .map(kind -> Faults.around(world.fault, kind, ledger))
            .toList();
    this.jobs = new SteppedJobs(database, orders, kinds, meters, clock);
  }

  private AvailabilityKeys availability(World world, boolean yields) {
    return new AvailabilityKeys(
        life.around(world.custody.availabilityDatabase, yields),
        world.custody.master,
        SUITE.random(),
        world.custody.clock);
  }

  boolean isDead() {
    return life.isDead();
  }

  void sweep() {
    SteppedAccess.sweep(access);
  }

  void close() {
    try {
      access.close();
    } catch (NodeDiedError _) {
      // What it would have told the ledger is lost with it.
    }
  }
}
