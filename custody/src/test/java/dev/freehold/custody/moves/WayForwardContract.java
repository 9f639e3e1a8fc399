package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.recovery.RecoveryRequest;
import dev.freehold.custody.recovery.RecoveryState;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done after a failure and during a wait, on every database. */
abstract class WayForwardContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  WayForwardContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Runs a job on a node that cannot write keys to the bundle, until the job has failed. */
  private void fail(Job job) {
    Runnable full =
        () -> {
          throw new IllegalStateException("no space is left");
        };
    try (JobRunner _ = fixture.watched(full)) {
      fixture.awaitState(job, JobState.FAILED);
    }
  }

  private Geo geoWithSites() {
    Geo geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    IntStream.range(0, 12).forEach(i -> fixture.site(geo.id()));
    return geo;
  }

  private Job register(RootKeyUri primary, RootKeyUri secondary) {
    return fixture.filePolicies.register(
        fixture.tenant, "NAM", fixture.exact(primary), fixture.exact(secondary), ADMIN);
  }

  private Job restore(RootKeyUri primary, RootKeyUri secondary) {
    return fixture.recovery.recoverGeo(
        fixture.tenant, "NAM", fixture.exact(primary), fixture.exact(secondary), ADMIN);
  }

  private Job rollGeo() {
    return fixture.filePolicies.roll(fixture.tenant, "NAM", 1, fixture.exact(ALPHA), ADMIN);
  }

  private GeoStatus status() {
    return fixture.geoStatuses.of(fixture.tenant, "NAM");
  }

  private UUID geoPolicy() {
    return fixture.geos.get(fixture.tenant, "NAM").policyId().orElseThrow();
  }

  private JobState stateOf(Job job) {
    return fixture.jobs.get(fixture.tenant, job.id()).state();
  }

  private RecoveryRequest opened(UUID policyId) {
    UUID id = fixture.recovery.request(fixture.tenant, policyId, "burnt", "asker").id();
    fixture.recovery.approve(fixture.tenant, id, Optional.empty(), "approver");
    return fixture.recovery.open(id, "operator");
  }

  private RecoveryState state(RecoveryRequest request) {
    return fixture.recovery.get(fixture.tenant, request.id()).state();
  }

  @Test
  @DisplayName(
      "After a failed registration the geo is Registering, and the same order completes it")
  void registersAgain() {
    geoWithSites();
    Job failed = register(ALPHA, BRAVO);
    UUID policy = geoPolicy();
    fail(failed);
    assertThat(status().state()).isEqualTo(GeoState.REGISTERING);
    assertThat(status().percentOfSites()).isZero();
    assertThat(status().job()).isEmpty();
    assertRefused(CustodyError.GEO_REGISTERED, () -> register(CHARLIE, DELTA));
    Job again = register(ALPHA, BRAVO);
    assertThat(geoPolicy()).isEqualTo(policy);
    assertRefused(CustodyError.JOB_RUNNING, this::rollGeo);
    assertRefused(
        CustodyError.JOB_RUNNING, () -> fixture.jobs.resume(fixture.tenant, failed.id(), ADMIN));
    fixture.runToTheEnd(again);
    assertThat(status().state()).isEqualTo(GeoState.REGISTERED);
    assertThat(status().percentOfSites()).isEqualTo(100);
    assertRefused(CustodyError.GEO_REGISTERED, () -> register(ALPHA, BRAVO));
    rollGeo();
    assertThat(status().state()).isEqualTo(GeoState.ROLLING);
  }

  @Test
  @DisplayName("A registration that failed goes on when it is resumed; a cancelled one is repeated")
  void resumesAndCancels() {
    geoWithSites();
    Job job = register(ALPHA, BRAVO);
    fail(job);
    Job resumed = fixture.jobs.resume(fixture.tenant, job.id(), ADMIN);
    assertThat(status().job().map(Job::id)).contains(job.id());
    fixture.jobs.cancel(fixture.tenant, resumed.id(), ADMIN);
    assertThat(status().state()).isEqualTo(GeoState.REGISTERING);
    fail(register(ALPHA, BRAVO));
    Job last = register(ALPHA, BRAVO);
    fail(last);
    fixture.runToTheEnd(fixture.jobs.resume(fixture.tenant, last.id(), ADMIN));
    assertThat(status().state()).isEqualTo(GeoState.REGISTERED);
    assertThat(fixture.custody.entries("JobCancel")).hasSize(1);
    assertThat(fixture.custody.entries("JobResume")).hasSize(2);
  }

  @Test
  @DisplayName("After a failed restore the geo is Recovering, and the same order completes it")
  void restoresAgain() {
    geoWithSites();
    fixture.runToTheEnd(register(ALPHA, BRAVO));
    UUID lost = geoPolicy();
    // A roll that nobody carries out does not stand in the way of a recovery.
    Job roll = rollGeo();
    RecoveryRequest request = opened(lost);
    fixture.vaultsRefuse(ALPHA, BRAVO);
    Job failed = restore(CHARLIE, DELTA);
    assertThat(stateOf(roll)).isEqualTo(JobState.CANCELLED);
    UUID next = geoPolicy();
    fail(failed);
    assertThat(status().state()).isEqualTo(GeoState.RECOVERING);
    assertThat(state(request)).isEqualTo(RecoveryState.MOVING);
    assertRefused(CustodyError.NOT_IN_RECOVERY, () -> restore(DELTA, CHARLIE));
    assertRefused(CustodyError.GEO_REGISTERED, () -> register(CHARLIE, DELTA));
    fixture.jobs.cancel(fixture.tenant, restore(CHARLIE, DELTA).id(), ADMIN);
    assertThat(status().state()).isEqualTo(GeoState.RECOVERING);
    fixture.runToTheEnd(restore(CHARLIE, DELTA));
    assertThat(geoPolicy()).isEqualTo(next);
    assertThat(state(request)).isEqualTo(RecoveryState.DONE);
    assertThat(fixture.policies.get(fixture.tenant, lost).state()).isEqualTo(PolicyState.RETIRED);
    assertThat(status().state()).isEqualTo(GeoState.REGISTERED);
    assertRefused(CustodyError.NOT_IN_RECOVERY, () -> restore(CHARLIE, DELTA));
  }

  @Test
  @DisplayName("A recovery of mailboxes whose move failed or runs can be ordered again")
  void recoversAgain() {
    Policy lost = fixture.mailboxPolicy("lost");
    Policy next = fixture.policy(PolicyKind.MAILBOX, "next", CHARLIE, DELTA);
    UUID mailbox = fixture.mailbox(Optional.of(lost.id()));
    RecoveryRequest request = opened(lost.id());
    fixture.vaultsRefuse(ALPHA, BRAVO);
    fail(recover(request, next));
    assertThat(state(request)).isEqualTo(RecoveryState.MOVING);
    Job second = recover(request, next);
    Job third = recover(request, next);
    assertThat(stateOf(second)).isEqualTo(JobState.CANCELLED);
    fixture.runToTheEnd(third);
    assertThat(state(request)).isEqualTo(RecoveryState.DONE);
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(next.id());
    assertThat(fixture.policies.get(fixture.tenant, lost.id()).isRecovering()).isFalse();
    assertRefused(CustodyError.RECOVERY_STEP_REFUSED, () -> recover(request, next));
  }

  private Job recover(RecoveryRequest request, Policy policy) {
    return fixture.recovery.recoverMailboxes(fixture.tenant, request.id(), policy.id(), ADMIN);
  }

  private Job roll(Policy policy, Map<Integer, Optional<String>> keys) {
    return fixture.rolls.roll(fixture.tenant, policy.id(), policy.id(), new TreeMap<>(keys), ADMIN);
  }

  @Test
  @DisplayName("A roll that waits for a lost key can be cancelled, and another key used instead")
  void cancelsARoll() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID mailbox = fixture.mailbox(Optional.of(policy.id()));
    RootKeyUri lost = fixture.vaults.newVersion(ALPHA);
    Job waiting = roll(policy, Map.of(1, Optional.empty()));
    fixture.vaults.enable(lost, false);
    try (JobRunner _ = fixture.runner()) {
      fixture.awaitState(waiting, JobState.WAITING);
      Map<Integer, Optional<String>> cure = Map.of(1, Optional.of(CHARLIE.toString()));
      assertRefused(CustodyError.JOB_RUNNING, () -> roll(policy, cure));
      fixture.jobs.cancel(fixture.tenant, waiting.id(), ADMIN);
      fixture.finish(roll(policy, cure));
    }
    assertThat(stateOf(waiting)).isEqualTo(JobState.CANCELLED);
    assertThat(fixture.opensBy(fixture.keyOf(mailbox).ownerKeyId(), CHARLIE)).isTrue();
  }

  @Test
  @DisplayName("A roll of a policy that was retired meanwhile fails instead of waiting")
  void rollsNothingRetired() {
    Policy lost = fixture.mailboxPolicy("lost");
    Policy next = fixture.policy(PolicyKind.MAILBOX, "next", CHARLIE, DELTA);
    Job roll = roll(lost, Map.of(1, Optional.empty()));
    fixture.jobs.pause(fixture.tenant, roll.id(), ADMIN);
    fixture.runToTheEnd(recover(opened(lost.id()), next));
    fixture.vaultsRefuse(ALPHA, BRAVO);
    fixture.jobs.resume(fixture.tenant, roll.id(), ADMIN);
    try (JobRunner _ = fixture.runner()) {
      fixture.awaitState(roll, JobState.FAILED);
    }
    assertThat(fixture.jobs.get(fixture.tenant, roll.id()).code())
        .contains(CustodyError.POLICY_NOT_ASSIGNABLE.code());
  }

  private Job assignTenant(Optional<UUID> policyId) {
    return fixture.moves.assignMultiWorkload(fixture.tenant, policyId, ADMIN);
  }

  @Test
  @DisplayName("A newer multi-workload assignment replaces one that is under way")
  void supersedes() {
    Policy one = fixture.policy(PolicyKind.MULTI_WORKLOAD, "one", ALPHA, BRAVO);
    Policy two = fixture.policy(PolicyKind.MULTI_WORKLOAD, "two", CHARLIE, DELTA);
    List<UUID> all = fixture.mailboxes(60, Optional.empty());
    Job first = assignTenant(Optional.of(one.id()));
    AtomicReference<Job> second = new AtomicReference<>();
    Runnable order = () -> second.set(assignTenant(Optional.of(two.id())));
    try (JobRunner _ = fixture.interrupted(order)) {
      fixture.awaitState(first, JobState.CANCELLED);
      Eventually.holds("the second order", () -> second.get() != null);
      fixture.finish(second.get());
    }
    assertThat(all)
        .allSatisfy(owner -> assertThat(fixture.standing(owner).policyId()).isEqualTo(two.id()));
    Job withdrawn = assignTenant(Optional.empty());
    fixture.runToTheEnd(assignTenant(Optional.of(one.id())));
    assertThat(stateOf(withdrawn)).isEqualTo(JobState.CANCELLED);
    assertThat(all)
        .allSatisfy(owner -> assertThat(fixture.standing(owner).policyId()).isEqualTo(one.id()));
    assertThat(fixture.custody.entries("JobCancel")).hasSize(2);
  }

  @Test
  @DisplayName("Nothing new comes under a policy in recovery, whatever it covers")
  void nothingNewInRecovery() {
    Policy tenantWide = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", ALPHA, BRAVO);
    fixture.runToTheEnd(assignTenant(Optional.of(tenantWide.id())));
    Geo geo = geoWithSites();
    fixture.runToTheEnd(register(ALPHA, BRAVO));
    opened(tenantWide.id());
    opened(geoPolicy());
    CustodyError refused = CustodyError.POLICY_NOT_ASSIGNABLE;
    assertRefused(refused, () -> fixture.mailbox());
    assertRefused(refused, () -> fixture.site(geo.id()));
    fixture.runToTheEnd(restore(CHARLIE, DELTA));
    fixture.site(geo.id());
    assertThat(status().sites()).isEqualTo(13);
  }
}
