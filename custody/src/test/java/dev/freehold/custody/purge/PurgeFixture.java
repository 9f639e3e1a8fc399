package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.run.PurgeJob;
import dev.freehold.custody.purge.run.PurgeRunSettings;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Purges over custody with jobs; content is named only, holds are a set. */
final class PurgeFixture implements AutoCloseable {

  private static final int PAGE = 1000;

  /** For steps that rewrite the files of databases, as the last ones of a purge do. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  static final PurgeWish WISH = new PurgeWish("We move house", "Tove Lind", false);
  static final OperatorApproval FIRST = approval("Sanne", "op-1");
  static final OperatorApproval SECOND = approval("Milo", "op-2");
  static final PurgeRunSettings AT_ONCE = new PurgeRunSettings(Duration.ofMillis(1), 2);

  final MovesFixture custody;
  final FakeContents contents;
  final Set<UUID> held = ConcurrentHashMap.newKeySet();
  final PurgeRequests requests;
  final PurgeCases cases;
  final PurgeConsents consents;
  private final PermissionProbe probe;

  PurgeFixture(Dialect dialect, Path folder) {
    this.custody = new MovesFixture(dialect, folder);
    this.contents = new FakeContents(custody);
    this.probe =
        new PermissionProbe(
            custody.routed(), custody.custody.ledger, custody.custody.meters, SUITE.random());
    this.requests =
        new PurgeRequests(
            custody.database,
            custody.policies,
            probe,
            (tx, tenantId, policyId, max) -> held.stream().sorted().limit(max).toList(),
            custody.custody.ledger,
            Clock.systemUTC());
    this.cases = casesOn(custody.database);
    this.consents =
        new PurgeConsents(
            custody.database, cases, custody.policies, custody.custody.ledger, Clock.systemUTC());
  }

  /** The same cases, as another node sees them through {@code database}. */
  PurgeCases casesOn(Database database) {
    return new PurgeCases(
        database,
        probe,
        (tx, tenantId, policyId, max) -> held.stream().sorted().limit(max).toList(),
        contents,
        contents::names,
        custody.jobs,
        custody.custody.ledger,
        Clock.systemUTC());
  }

  static String hash(char digit) {
    return String.valueOf(digit).repeat(64);
  }

  static OperatorApproval approval(String name, String key) {
    return new OperatorApproval(
        name, key, hash('e'), Instant.ofEpochSecond(1_770_000_000), Optional.empty());
  }

  DocumentFacts document(PurgeCase purge) {
    return new DocumentFacts(
        hash('a'),
        hash('b'),
        cases.inventory(custody.tenant, purge.id()).sha256(),
        hash('c'),
        "Aino Berg",
        Instant.ofEpochSecond(1_770_000_000));
  }

  /** A mailbox policy whose purge is requested; both its vaults refuse. */
  PurgeCase requested(Policy policy) {
    custody.vaultsRefuse(ALPHA, BRAVO);
    requests.request(custody.tenant, policy.id(), WISH, ADMIN);
    return ofPolicy(policy);
  }

  PurgeCase ofPolicy(Policy policy) {
    return cases.list(custody.tenant).stream()
        .filter(purge -> purge.policyId().equals(policy.id()))
        .findFirst()
        .orElseThrow();
  }

  PurgeCase authorised(Policy policy) {
    PurgeCase purge = requested(policy);
    return cases.authorise(custody.tenant, purge.id(), document(purge), "bearer");
  }

  /** Both operators have approved, and no node does the job yet. */
  PurgeCase begun(Policy policy) {
    return approvedTwice(authorised(policy));
  }

  PurgeCase approvedTwice(PurgeCase purge) {
    cases.approve(purge.id(), FIRST);
    return cases.approve(purge.id(), SECOND);
  }

  PurgeCase now(PurgeCase purge) {
    return cases.get(custody.tenant, purge.id());
  }

  PolicyState stateOf(Policy policy) {
    return custody.policies.get(custody.tenant, policy.id()).state();
  }

  List<byte[]> sealedAvailabilityKeys(UUID policyId) {
    return custody.custody.availabilityDatabase.read(
        tx ->
            tx.createQuery("SELECT sealed_key FROM availability_keys WHERE policy_id = :id")
                .bind("id", policyId)
                .mapTo(byte[].class)
                .list());
  }

  private PurgeJob job(
      CrashPoint point,
      CachedKeyAccess access,
      PurgeRunSettings settings,
      Clock clock,
      LongSupplier nanoTime) {
    return new PurgeJob(
        custody.database,
        new AvailabilityKeys(
            point.around(custody.custody.availabilityDatabase),
            custody.custody.master,
            SUITE.random(),
            Clock.systemUTC()),
        point.around(custody.custody.bundle),
        contents,
        access::forget,
        new Nodes(custody.database, custody.tenant, custody.custody.ledger, clock, clock),
        () -> {},
        custody.custody.ledger,
        settings,
        clock,
        nanoTime);
  }

  JobRunner runner(PurgeRunSettings settings) {
    return runner(new CrashPoint(() -> {}), settings);
  }

  /** A node whose steps are torn off at one write. */
  JobRunner runner(CrashPoint point, PurgeRunSettings settings) {
    return start(point, settings, Clock.systemUTC(), System::nanoTime);
  }

  /** A node whose clock does as it likes. */
  JobRunner runner(PurgeRunSettings settings, Clock clock) {
    return start(new CrashPoint(() -> {}), settings, clock, System::nanoTime);
  }

  /** A node that waits by another measure of time. */
  JobRunner runner(PurgeRunSettings settings, LongSupplier nanoTime) {
    return start(new CrashPoint(() -> {}), settings, Clock.systemUTC(), nanoTime);
  }

  /** The same; {@code before} runs before each step. */
  JobRunner runner(PurgeRunSettings settings, LongSupplier nanoTime, Consumer<JobStep> before) {
    PurgeJob job =
        job(new CrashPoint(() -> {}), custody.access, settings, Clock.systemUTC(), nanoTime);
    return custody.start(
        List.of(
            new JobKind() {
              @Override
              public String name() {
                return job.name();
              }

              @Override
              public JobOutcome step(JobStep step) {
                before.accept(step);
                return job.step(step);
              }

              @Override
              public JobOutcome finish(JobStep step) {
                before.accept(step);
                return job.finish(step);
              }
            }),
        2);
  }

  private JobRunner start(
      CrashPoint point, PurgeRunSettings settings, Clock clock, LongSupplier nanoTime) {
    PurgeJob job = job(point, custody.access, settings, clock, nanoTime);
    return custody.start(List.of(point.around(job)), 2);
  }

  Job finish(PurgeCase begun) {
    try (JobRunner _ = runner(AT_ONCE)) {
      return awaitDone(begun);
    }
  }

  Job awaitDone(PurgeCase begun) {
    Eventually.holds("purged", PATIENCE, () -> jobOf(begun).endedAt().isPresent());
    Job ended = jobOf(begun);
    assertThat(ended.state()).as("%s %s", ended.code(), ended.reason()).isEqualTo(JobState.DONE);
    return ended;
  }

  Job jobOf(PurgeCase begun) {
    return custody.jobs.get(custody.tenant, begun.jobId().orElseThrow());
  }

  List<RecordedEntry> entries(String operation) {
    List<RecordedEntry> found = new ArrayList<>();
    List<RecordedEntry> page = custody.custody.ledger.entries(custody.tenant, 0, PAGE);
    while (!page.isEmpty()) {
      page.stream().filter(e -> e.entry().operation().equals(operation)).forEach(found::add);
      page = custody.custody.ledger.entries(custody.tenant, page.getLast().sequence(), PAGE);
    }
    return found;
  }

  Identity vaultAdmin(String name) {
    return custody.custody.identities.createUser(
        custody.tenant, name, Set.of(Role.VAULT_ADMIN), ADMIN);
  }

  PurgeCase consent(PurgeCase purge, Identity who) {
    return consents.consent(
        signedIn(who, Instant.now()),
        purge.id(),
        List.of(BRAVO.vaultUrl(), ALPHA.vaultUrl()),
        who.objectId().toString());
  }

  static Caller signedIn(Identity who, Instant at) {
    return new Caller(
        who.tenantId(), who.objectId(), UUID.randomUUID(), who.roles(), Optional.of(at), 0);
  }

  @Override
  public void close() {
    custody.close();
  }
}
