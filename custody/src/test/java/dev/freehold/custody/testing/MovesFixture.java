package dev.freehold.custody.testing;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.checks.RootProbe;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.JobTimes;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.ThrottleSettings;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.moves.CustodyJobs;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.GeoStatuses;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.owners.PreparedOwnerKey;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.service.RootVaultRouter;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.RowIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Custody with jobs, vaults whose keys have versions, and content that is only counted. */
public final class MovesFixture implements AutoCloseable {

  private static final UUID HIDDEN = UUID.randomUUID();

  public static final RootKeyUri ALPHA = VersionedVaults.key("alpha", "root-1");
  public static final RootKeyUri BRAVO = VersionedVaults.key("bravo", "root-2");
  public static final RootKeyUri CHARLIE = VersionedVaults.key("charlie", "root-3");
  public static final RootKeyUri DELTA = VersionedVaults.key("delta", "root-4");

  public final CustodyFixture custody;
  public final VersionedVaults vaults = new VersionedVaults();
  public final Database database;
  public final CachedKeyAccess access;
  public final OwnerKeys ownerKeys;
  public final Policies policies;
  public final Assignments assignments;
  public final Geos geos;
  public final Jobs jobs;
  public final RootRolls rootRolls;
  public final Rolls rolls;
  public final Moves moves;
  public final FilePolicies filePolicies;
  public final GeoStatuses geoStatuses;
  public final Recovery recovery;
  public final CrossCheck crossCheck;
  public final PurgeRequests purges;
  public final MemoryResealer resealer;
  public final UUID tenant;

  public MovesFixture(Dialect dialect, Path folder) {
    this.custody = new CustodyFixture(dialect, folder);
    this.database = custody.database;
    this.tenant = custody.tenant.id();
    Stream.of(ALPHA, BRAVO, CHARLIE, DELTA).forEach(vaults::newVersion);
    ReadyServiceRoots.insert(custody);
    this.access = freshAccess();
    this.ownerKeys = custody.ownerKeys(access);
    this.policies = custody.policies(vaults, CustodyFixture.allowList(ALPHA.port()));
    this.assignments = new Assignments(dialect);
    this.geos = new Geos(database, custody.ledger, Clock.systemUTC());
    this.jobs = new Jobs(database, custody.ledger, Clock.systemUTC());
    this.rootRolls = rootRolls(custody.bundle);
    this.rolls = new Rolls(database, policies, rootRolls, jobs);
    this.moves = new Moves(database, custody.servicePolicies, assignments, custody.ledger, jobs);
    this.filePolicies =
        new FilePolicies(database, policies, custody.servicePolicies, geos, rolls, jobs);
    this.geoStatuses = new GeoStatuses(geos, policies, jobs);
    this.recovery =
        new Recovery(
            database,
            policies,
            moves,
            filePolicies,
            (tx, tenantId, actor, since) -> true,
            custody.ledger,
            Clock.systemUTC());
    this.crossCheck = crossCheck(Duration.ofHours(1));
    this.purges =
        new PurgeRequests(
            database,
            policies,
            new PermissionProbe(routed(), custody.ledger, custody.meters, SUITE.random()),
            (tx, tenantId, policyId, max) -> List.of(),
            custody.ledger,
            Clock.systemUTC());
    this.resealer = new MemoryResealer(new WrappedKeys(database));
  }

  /** Nothing cached. */
  public CachedKeyAccess freshAccess() {
    return custody.access(vaults, CustodyFixture.PATIENT, System::nanoTime);
  }

  public CrossCheck crossCheck(Duration interval) {
    return new CrossCheck(
        database,
        new RootProbe(routed(), custody.ledger, custody.meters),
        new PolicyLocks(database, custody.ledger, custody.clock),
        custody.ledger,
        custody.clock,
        interval);
  }

  public RootVaultRouter routed() {
    return new RootVaultRouter(vaults, custody.serviceRoots);
  }

  public RootRolls rootRolls(BundleSink bundle) {
    return new RootRolls(
        database,
        vaults,
        CustodyFixture.allowList(ALPHA.port()),
        bundle,
        custody.ledger,
        Clock.systemUTC());
  }

  /**
   * Looks often and waits little. Heartbeats are rare: on a machine that stands still for a while
   * nodes that live would be taken for dead, and steps be done by two at once.
   */
  public static JobSettings quick(int batch) {
    return new JobSettings(
        4,
        50,
        new ThrottleSettings(batch, batch, OptionalInt.empty(), Duration.ofMillis(1)),
        new JobTimes(
            Duration.ofMillis(20),
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200)));
  }

  private List<JobKind> kinds(BundleSink bundle, CrossCheck check, Database availability) {
    AvailabilityKeys availabilityKeys =
        new AvailabilityKeys(availability, custody.master, SUITE.random(), Clock.systemUTC());
    return CustodyJobs.kinds(
        database,
        access.depKeys(),
        bundle,
        custody.ledger,
        SUITE,
        Clock.systemUTC(),
        resealer,
        rootRolls(bundle),
        new AvailabilityRolls(database, availabilityKeys, routed(), bundle, custody.ledger, SUITE),
        check);
  }

  public JobRunner runner() {
    return runner(100);
  }

  public JobRunner runner(int batch) {
    return start(
        jobs, kinds(custody.bundle, crossCheck, custody.availabilityDatabase), quick(batch));
  }

  /** A node in whose first write to the bundle something else happens. */
  public JobRunner interrupted(Runnable meanwhile) {
    AtomicBoolean done = new AtomicBoolean();
    return watched(
        () -> {
          if (!done.getAndSet(true)) {
            meanwhile.run();
          }
        });
  }

  /** A node that lets somebody look before each write to the bundle. */
  public JobRunner watched(Runnable look) {
    BundleSink bundle = new CrashPoint(look).around(custody.bundle);
    return start(jobs, kinds(bundle, crossCheck, custody.availabilityDatabase), quick(100));
  }

  /** A node that lets somebody act between one step and the next. */
  public JobRunner betweenSteps(Runnable act) {
    List<JobKind> kinds =
        kinds(custody.bundle, crossCheck, custody.availabilityDatabase).stream()
            .<JobKind>map(kind -> new ActingBetweenSteps(kind, act))
            .toList();
    return start(jobs, kinds, quick(100));
  }

  /** A node of its own that does jobs of the same database. */
  public JobRunner otherNode(int batch) {
    return start(
        new Jobs(database, custody.ledger, Clock.systemUTC()),
        kinds(custody.bundle, crossCheck, custody.availabilityDatabase),
        quick(batch));
  }

  /** A node whose steps are torn off at one write. */
  public JobRunner crashing(CrashPoint point, int batch) {
    List<JobKind> kinds =
        kinds(point.around(custody.bundle), crossCheck, point.around(custody.availabilityDatabase))
            .stream()
            .map(point::around)
            .toList();
    return start(jobs, kinds, quick(batch));
  }

  /** A node that does jobs of these kinds only. */
  public JobRunner start(List<JobKind> kinds, int batch) {
    return start(jobs, kinds, quick(batch));
  }

  private JobRunner start(Jobs nodesJobs, List<JobKind> kinds, JobSettings settings) {
    return JobRunner.start(
        database, nodesJobs, kinds, () -> false, settings, custody.meters, Clock.systemUTC());
  }

  public Job awaitState(Job job, JobState state) {
    Eventually.holds("job " + state, () -> isOrFails(job, state));
    return jobs.get(tenant, job.id());
  }

  private boolean isOrFails(Job job, JobState state) {
    Job now = jobs.get(tenant, job.id());
    if (now.state() == JobState.FAILED && state != JobState.FAILED) {
      throw new AssertionError("the job failed: " + now.code() + " " + now.reason());
    }
    return now.state() == state;
  }

  public Job finish(Job job) {
    return awaitState(job, JobState.DONE);
  }

  public Job runToTheEnd(Job job) {
    try (JobRunner _ = runner()) {
      return finish(job);
    }
  }

  /** The key with the version that is its newest now. */
  public String exact(RootKeyUri key) {
    VaultCaller caller = new VaultCaller(tenant, Workload.SHAREPOINT);
    return vaults.describe(caller, key) instanceof Given<RootKeyFacts>(RootKeyFacts facts)
        ? facts.keyVersion().toString()
        : key.toString();
  }

  public Policy mailboxPolicy(String name) {
    return policy(PolicyKind.MAILBOX, name, ALPHA, BRAVO);
  }

  public Policy policy(PolicyKind kind, String name, RootKeyUri first, RootKeyUri second) {
    return policies.create(
        new NewPolicy(tenant, kind, name, "", first.toString(), second.toString()), ADMIN);
  }

  public UUID mailbox() {
    return mailbox(Optional.empty());
  }

  public UUID mailbox(Optional<UUID> policyId) {
    NewOwner owner = NewOwner.mailbox(tenant, UUID.randomUUID(), policyId);
    ownerKeys.create(owner, SYSTEM);
    return owner.ownerId();
  }

  public UUID site(UUID geoId) {
    NewOwner owner = NewOwner.site(tenant, UUID.randomUUID(), geoId);
    ownerKeys.create(owner, SYSTEM);
    return owner.ownerId();
  }

  public List<UUID> mailboxes(int count, Optional<UUID> policyId) {
    List<NewOwner> owners =
        IntStream.range(0, count)
            .mapToObj(i -> NewOwner.mailbox(tenant, RowIds.next(Clock.systemUTC()), policyId))
            .toList();
    List<PreparedOwnerKey> prepared =
        owners.stream().map(owner -> ownerKeys.prepare(owner, SYSTEM)).toList();
    database.write(
        tx -> {
          prepared.forEach(key -> ownerKeys.insert(tx, key));
          return null;
        });
    return owners.stream().map(NewOwner::ownerId).toList();
  }

  public OwnerStanding standing(UUID owner) {
    return ownerKeys.standing(tenant, owner).orElseThrow();
  }

  public WrappedOwnerKey keyOf(UUID owner) {
    return new WrappedKeys(database).currentKeyOf(owner).orElseThrow();
  }

  /** Opens a key as if nothing was cached. */
  public OwnerKey openCold(UUID ownerKeyId, Requester requester) {
    try (CachedKeyAccess cold = freshAccess()) {
      return cold.open(ownerKeyId, requester);
    }
  }

  /** Whether a user gets the key when only one vault agrees. */
  public boolean opensBy(UUID ownerKeyId, RootKeyUri only) {
    List<RootKeyUri> others =
        Stream.of(ALPHA, BRAVO, CHARLIE, DELTA).filter(key -> !key.sameVault(only)).toList();
    others.forEach(key -> vaults.set(key, Mood.REFUSES));
    try (OwnerKey _ = openCold(ownerKeyId, USER)) {
      return true;
    } catch (KeyAccessException e) {
      return false;
    } finally {
      others.forEach(key -> vaults.set(key, Mood.AGREES));
    }
  }

  public void vaultsRefuse(RootKeyUri... keys) {
    Stream.of(keys).forEach(key -> vaults.set(key, Mood.REFUSES));
  }

  public void vaultsAgree(RootKeyUri... keys) {
    Stream.of(keys).forEach(key -> vaults.set(key, Mood.AGREES));
  }

  /** Hides a policy's availability key, so that only its roots open it. */
  public void hideAvailabilityKey(UUID policyId) {
    renameAvailabilityKeys(policyId, HIDDEN);
  }

  public void showAvailabilityKey(UUID policyId) {
    renameAvailabilityKeys(HIDDEN, policyId);
  }

  private void renameAvailabilityKeys(UUID from, UUID to) {
    custody.availabilityDatabase.write(
        tx ->
            tx.createUpdate("UPDATE availability_keys SET policy_id = :to WHERE policy_id = :from")
                .bind("to", to)
                .bind("from", from)
                .execute());
  }

  /** The newest copy of an owner key in the bundle. */
  public Optional<WrappedOwnerKey> inBundle(WrappedOwnerKey key) {
    BundlePart part = new BundlePart(tenant, BundlePart.Kind.OWNER_KEY, key.ownerKeyId());
    Stream<WrappedOwnerKey> own = custody.bundle.copiesOf(part).stream().map(KeyBundle::ownerKey);
    Stream<WrappedOwnerKey> packed =
        custody.bundle.packsOf(key.policyId()).stream()
            .map(pack -> KeyBundle.ownerKeyInPack(pack, key.ownerKeyId()))
            .flatMap(Optional::stream);
    return Stream.concat(own, packed)
        .filter(Objects::nonNull)
        .reduce((a, b) -> a.revision() >= b.revision() ? a : b);
  }

  public List<UUID> availabilityKeysOf(UUID policyId) {
    return custody.availabilityDatabase.read(
        tx ->
            tx.createQuery("SELECT id FROM availability_keys WHERE policy_id = :id")
                .bind("id", policyId)
                .mapTo(UUID.class)
                .list());
  }

  public String keyState(UUID ownerKeyId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT state FROM owner_keys WHERE id = :id")
                .bind("id", ownerKeyId)
                .mapTo(String.class)
                .one());
  }

  public static void assertRefused(CustodyError error, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Override
  public void close() {
    access.close();
    custody.close();
  }
}
