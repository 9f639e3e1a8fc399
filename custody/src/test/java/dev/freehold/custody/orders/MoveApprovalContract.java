package dev.freehold.custody.orders;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may take content out of a policy none of whose roots agrees, on every database. */
abstract class MoveApprovalContract {

  private static final String SECOND = "second";

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private MoveApprovals approvals;
  private Policy revoked;
  private Policy other;

  MoveApprovalContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    approvals =
        new MoveApprovals(
            fixture.database,
            fixture.jobs,
            (tx, tenantId, actor, since) -> !actor.startsWith("made-since"),
            fixture.custody.ledger,
            fixture.custody.clock);
    revoked = fixture.mailboxPolicy("revoked");
    other = fixture.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Made by another node, so that the one that moves it has no key of its policy. */
  private UUID mailboxOf(Policy policy) {
    NewOwner owner = NewOwner.mailbox(fixture.tenant, UUID.randomUUID(), Optional.of(policy.id()));
    try (CachedKeyAccess node = fixture.freshAccess()) {
      fixture.custody.ownerKeys(node).create(owner, SYSTEM);
    }
    return owner.ownerId();
  }

  private Job assign(UUID mailbox, Optional<UUID> policyId) {
    return fixture.moves.assign(fixture.tenant, List.of(mailbox), policyId, ADMIN);
  }

  private void revoke(UUID mailbox) {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    notice(mailbox);
  }

  private void notice(UUID mailbox) {
    assertThatThrownBy(() -> fixture.openCold(fixture.keyOf(mailbox).ownerKeyId(), USER).close())
        .isInstanceOf(KeyAccessException.class);
  }

  private UUID policyOf(UUID mailbox) {
    return fixture.standing(mailbox).policyId();
  }

  private Job awaitApproval(Job job) {
    Eventually.holds(
        "the job waits for approval",
        () ->
            fixture
                .jobs
                .get(fixture.tenant, job.id())
                .code()
                .filter(MoveApprovals.AWAITS_APPROVAL::equals)
                .isPresent());
    return fixture.jobs.get(fixture.tenant, job.id());
  }

  private MoveApprovalRequest approve(Job job) {
    return approvals.approve(fixture.tenant, job.id(), Optional.of("agreed"), SECOND);
  }

  private int fallbacks() {
    return fixture.custody.entries("FallbackToAvailabilityKey").size();
  }

  /** Lets the job be tried for a while, so that what must not happen would have. */
  private void letTry(Job job) {
    int before = fixture.custody.entries("KeyUnwrap").size();
    Eventually.holds(
        "it was tried again",
        () -> fixture.custody.entries("KeyUnwrap").size() > before + 4 || hasEnded(job));
  }

  private boolean hasEnded(Job job) {
    return !fixture.jobs.get(fixture.tenant, job.id()).isUnfinished();
  }

  @Test
  @DisplayName(
      "fault 59: one administrator alone moves nothing; a second person releases the order")
  void fault59_takesTwo() {
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    Job ordered = assign(mailbox, Optional.of(other.id()));
    assertThat(ordered.state()).isEqualTo(JobState.WAITING);
    assertThat(ordered.code()).contains(MoveApprovals.AWAITS_APPROVAL);
    try (JobRunner _ = fixture.runner()) {
      letTry(ordered);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
      assertThat(fallbacks()).as("uses of the availability key").isZero();
      MoveApprovalRequest waiting = approvals.list(fixture.tenant).getFirst();
      assertThat(waiting.left()).extracting(left -> left.policyId()).containsExactly(revoked.id());
      assertThat(waiting.target()).isEqualTo(other.id());
      for (String nobody : List.of(ADMIN, "made-since-then")) {
        assertRefused(
            CustodyError.MOVE_APPROVAL_REFUSED,
            () -> approvals.approve(fixture.tenant, ordered.id(), Optional.empty(), nobody));
      }
      assertRefused(
          CustodyError.JOB_NOT_FOUND,
          () -> approvals.approve(UUID.randomUUID(), ordered.id(), Optional.empty(), SECOND));
      approve(ordered);
      fixture.finish(ordered);
    }
    assertThat(policyOf(mailbox)).isEqualTo(other.id());
    assertThat(fixture.custody.entries("MoveApprove")).hasSize(1);
    assertThat(fixture.custody.entries("JobWait"))
        .singleElement()
        .extracting(RecordedEntry::entry)
        .satisfies(
            entry -> {
              assertThat(entry.objectId()).isEqualTo(ordered.id().toString());
              assertThat(entry.actor()).isEqualTo(ADMIN);
              assertThat(entry.details()).containsEntry("code", MoveApprovals.AWAITS_APPROVAL);
            });
    assertRefused(CustodyError.MOVE_APPROVAL_REFUSED, () -> approve(ordered));
  }

  @Test
  @DisplayName(
      "fault 59: removing the policy waits too, and continues by itself when a root agrees")
  void fault59_takingAway() {
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    Job job = assign(mailbox, Optional.empty());
    try (JobRunner _ = fixture.runner()) {
      letTry(job);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
      fixture.vaultsAgree(ALPHA);
      fixture.finish(job);
    }
    assertThat(fixture.standing(mailbox).kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
    assertThat(fallbacks()).isZero();
  }

  @Test
  @DisplayName("fault 59: an order from before a revocation that no node has noticed yet waits")
  void fault59_orderedBefore() {
    UUID mailbox = mailboxOf(revoked);
    Job job = assign(mailbox, Optional.of(other.id()));
    assertThat(job.state()).isNotEqualTo(JobState.WAITING);
    fixture.vaultsRefuse(ALPHA, BRAVO);
    try (JobRunner _ = fixture.runner()) {
      assertThat(awaitApproval(job).reason().orElseThrow()).contains("the policy revoked");
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
      letTry(job);
      assertThat(fixture.custody.entries("JobWait")).hasSize(1);
      approvals.deny(fixture.tenant, job.id(), Optional.empty(), SECOND);
      fixture.awaitState(job, JobState.CANCELLED);
    }
    assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
    assertThat(fixture.custody.entries("MoveDeny")).hasSize(1);
  }

  @Test
  @DisplayName("fault 59: a lock that another node wrote counts while this one has a lease")
  void fault59_leaseOfThisNode() {
    UUID mailbox = fixture.mailbox(Optional.of(revoked.id()));
    revoke(mailbox);
    Job job = assign(mailbox, Optional.of(other.id()));
    try (JobRunner _ = fixture.runner()) {
      awaitApproval(job);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
      approve(job);
      fixture.finish(job);
    }
    assertThat(policyOf(mailbox)).isEqualTo(other.id());
  }

  @Test
  @DisplayName("fault 55: deleting the row of a lock releases nothing")
  void fault55_lockWrittenAway() {
    UUID mailbox = fixture.mailbox(Optional.of(revoked.id()));
    revoke(mailbox);
    fixture.database.write(tx -> tx.execute("UPDATE policies SET locked_at = NULL"));
    Job job = assign(mailbox, Optional.of(other.id()));
    assertThat(job.code()).contains(MoveApprovals.AWAITS_APPROVAL);
    try (JobRunner _ = fixture.runner()) {
      awaitTries(job, 3);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
      fixture.database.write(tx -> tx.execute("UPDATE policy_access SET refused_at = NULL"));
      awaitTries(job, 8);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
    }
  }

  private void awaitTries(Job job, int tries) {
    Eventually.holds(
        "it was tried again",
        () ->
            hasEnded(job)
                || fixture.database.read(
                        tx ->
                            tx.createQuery("SELECT MAX(tries) FROM job_shards WHERE job_id = :id")
                                .bind("id", job.id())
                                .mapTo(Integer.class)
                                .one())
                    >= tries);
  }

  @Test
  @DisplayName("fault 55: no approval covers a lock whose time was forged")
  void fault55_lockOfAnotherTime() {
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    fixture.database.write(
        tx -> tx.execute("UPDATE policy_access SET refused_at = refused_at - 1000000"));
    Job job = assign(mailbox, Optional.of(other.id()));
    approve(job);
    try (JobRunner _ = fixture.runner()) {
      letTry(job);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
    }
  }

  @Test
  @DisplayName(
      "While roots are silent the move waits, and the availability key does not replace them")
  void silence() {
    UUID mailbox = mailboxOf(revoked);
    Stream.of(ALPHA, BRAVO).forEach(root -> fixture.vaults.set(root, Mood.SILENT));
    Job job = assign(mailbox, Optional.empty());
    try (JobRunner _ = fixture.runner()) {
      awaitApproval(job);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
      assertThat(fallbacks()).isZero();
      fixture.vaultsAgree(ALPHA, BRAVO);
      fixture.finish(job);
    }
    assertThat(fixture.standing(mailbox).kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
  }

  @Test
  @DisplayName("fault 59: one person alone can neither replace nor remove the tenant's policy")
  void fault59_multiWorkload() {
    Policy tenantWide = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", ALPHA, BRAVO);
    Policy next = fixture.policy(PolicyKind.MULTI_WORKLOAD, "next", CHARLIE, DELTA);
    fixture.runToTheEnd(assignTenant(Optional.of(tenantWide.id())));
    UUID mailbox = fixture.mailbox();
    UUID covered = fixture.mailbox();
    revoke(mailbox);
    Job replaced = assignTenant(Optional.of(next.id()));
    assertThat(replaced.code()).contains(MoveApprovals.AWAITS_APPROVAL);
    Job away = assignTenant(Optional.empty());
    // A policy with a higher precedence is another way out.
    Job own = assign(mailbox, Optional.of(other.id()));
    try (JobRunner _ = fixture.runner()) {
      awaitApproval(away);
      awaitApproval(own);
      assertThat(policyOf(mailbox)).isEqualTo(tenantWide.id());
      approve(own);
      fixture.finish(own);
      assertThat(policyOf(mailbox)).isEqualTo(other.id());
      assertThat(policyOf(covered)).isEqualTo(tenantWide.id());
      approve(away);
      fixture.finish(away);
    }
    assertThat(fixture.standing(covered).kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
    assertThat(fixture.jobs.get(fixture.tenant, replaced.id()).state())
        .isEqualTo(JobState.CANCELLED);
  }

  private Job assignTenant(Optional<UUID> policyId) {
    return fixture.moves.assignMultiWorkload(fixture.tenant, policyId, ADMIN);
  }

  @Test
  @DisplayName("fault 59: an approval covers that order to that policy, and not a later lock")
  void fault59_approvalOfOneOrder() {
    Policy third = fixture.policy(PolicyKind.MAILBOX, "third", DELTA, CHARLIE);
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    Job approved = assign(mailbox, Optional.of(other.id()));
    fixture.jobs.pause(fixture.tenant, approved.id(), ADMIN);
    approve(approved);
    Job elsewhere = assign(mailbox, Optional.of(third.id()));
    fixture.jobs.resume(fixture.tenant, approved.id(), ADMIN);
    try (JobRunner _ = fixture.runner()) {
      awaitApproval(approved);
      awaitApproval(elsewhere);
      letTry(approved);
      assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
    }
    fixture.jobs.cancel(fixture.tenant, elsewhere.id(), ADMIN);
    Job back = assign(mailbox, Optional.of(other.id()));
    fixture.jobs.cancel(fixture.tenant, back.id(), ADMIN);
    fixture.vaultsAgree(ALPHA, BRAVO);
    fixture.openCold(fixture.keyOf(mailbox).ownerKeyId(), USER).close();
    fixture.custody.clock.advance(Duration.ofMinutes(1));
    revoke(mailbox);
    try (JobRunner _ = fixture.runner()) {
      letTry(approved);
      assertThat(policyOf(mailbox))
          .as("locked again since it was approved")
          .isEqualTo(revoked.id());
      approve(approved);
      fixture.finish(approved);
    }
    assertThat(policyOf(mailbox)).isEqualTo(other.id());
  }

  @Test
  @DisplayName("fault 59: if an order was changed after its approval, the approval does not count")
  void fault59_changedOrder() {
    UUID mailbox = mailboxOf(revoked);
    UUID added = mailboxOf(revoked);
    revoke(mailbox);
    Job job = assign(mailbox, Optional.of(other.id()));
    approve(job);
    fixture.database.write(
        tx -> {
          NamedOwnerRows.insert(tx, job.id(), List.of(added));
          return null;
        });
    try (JobRunner _ = fixture.runner()) {
      letTry(job);
      assertThat(List.of(policyOf(mailbox), policyOf(added))).containsOnly(revoked.id());
    }
  }

  @Test
  @DisplayName("fault 55: a forged approval authorises nothing")
  void fault55_forgedApproval() {
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    Job job = assign(mailbox, Optional.of(other.id()));
    fixture.database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO move_approvals (job_id, tenant_id, order_digest, target_policy_id,
                      approved_by, approved_at)
                    VALUES (:job, :tenant, :digest, :target, 'second', :now)\
                    """)
                .bind("job", job.id())
                .bind("tenant", fixture.tenant)
                .bind("digest", OrderDigest.of(tx, job.id()))
                .bind("target", other.id())
                .bind("now", fixture.custody.clock.instant())
                .execute());
    try (JobRunner _ = fixture.runner()) {
      assertThat(fixture.awaitState(job, JobState.FAILED).code())
          .contains(CustodyError.ROW_NOT_AUTHENTIC.code());
    }
    assertThat(policyOf(mailbox)).isEqualTo(revoked.id());
  }

  @Test
  @DisplayName(
      "An approved recovery counts as the second person, for roots that are the customer's own")
  void recovery() {
    UUID mailbox = mailboxOf(revoked);
    UUID toNobody = mailboxOf(revoked);
    revoke(mailbox);
    Job job = assign(mailbox, Optional.of(other.id()));
    Job away = assign(toNobody, Optional.empty());
    UUID request = fixture.recovery.request(fixture.tenant, revoked.id(), "burnt", ADMIN).id();
    try (JobRunner _ = fixture.runner()) {
      awaitApproval(job);
      fixture.recovery.approve(fixture.tenant, request, Optional.empty(), SECOND);
      fixture.finish(job);
      awaitApproval(away);
    }
    assertThat(policyOf(mailbox)).isEqualTo(other.id());
    assertThat(policyOf(toNobody)).isEqualTo(revoked.id());
  }

  @Test
  @DisplayName("fault 59: one person alone cannot give a locked policy other roots")
  void fault59_otherRoots() {
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    Job roll =
        fixture.rolls.roll(
            fixture.tenant,
            revoked.id(),
            revoked.id(),
            new TreeMap<>(Map.of(1, Optional.of(CHARLIE.toString()))),
            ADMIN);
    try (JobRunner _ = fixture.runner()) {
      awaitApproval(roll);
      notice(mailbox);
      assertThat(approvals.get(fixture.tenant, roll.id()).target()).isEqualTo(revoked.id());
      approve(roll);
      fixture.finish(roll);
    }
    assertThat(fixture.opensBy(fixture.keyOf(mailbox).ownerKeyId(), CHARLIE)).isTrue();
  }

  @Test
  @DisplayName("A locked policy delays no mailbox of another policy in the same job")
  void othersGoOn() {
    Policy free = fixture.policy(PolicyKind.MAILBOX, "free", DELTA, CHARLIE);
    List<UUID> moving = fixture.mailboxes(30, Optional.of(free.id()));
    UUID mailbox = mailboxOf(revoked);
    revoke(mailbox);
    List<UUID> all = Stream.concat(Stream.of(mailbox), moving.stream()).toList();
    Job job = fixture.moves.assign(fixture.tenant, all, Optional.of(other.id()), ADMIN);
    try (JobRunner _ = fixture.runner(7)) {
      Eventually.holds(
          "all others are there",
          () -> moving.stream().allMatch(owner -> policyOf(owner).equals(other.id())));
      assertThat(awaitApproval(job).doneItems()).isEqualTo(moving.size());
      approve(job);
      assertThat(fixture.finish(job).doneItems()).isEqualTo(all.size());
    }
    assertThat(policyOf(mailbox)).isEqualTo(other.id());
  }
}
