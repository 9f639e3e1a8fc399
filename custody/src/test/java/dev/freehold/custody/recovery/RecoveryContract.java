package dev.freehold.custody.recovery;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery from the loss of both roots, on every database. */
abstract class RecoveryContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  RecoveryContract(Dialect dialect) {
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

  private static final String ASKER = "asker@contoso";
  private static final String APPROVER = "approver@contoso";
  private static final String OPERATOR = "operator";

  private RecoveryRequest request(Policy policy) {
    return fixture.recovery.request(fixture.tenant, policy.id(), "both vaults burnt", ASKER);
  }

  private RecoveryRequest opened(Policy policy) {
    UUID id = request(policy).id();
    fixture.recovery.approve(fixture.tenant, id, Optional.empty(), APPROVER);
    return fixture.recovery.open(id, OPERATOR);
  }

  private Job recover(UUID request, Policy policy) {
    return fixture.recovery.recoverMailboxes(fixture.tenant, request, policy.id(), ASKER);
  }

  private RecoveryState state(UUID request) {
    return fixture.recovery.get(fixture.tenant, request).state();
  }

  private Policy replacement() {
    return fixture.policy(PolicyKind.MAILBOX, "new", CHARLIE, DELTA);
  }

  @Test
  @DisplayName("Everything moves to new roots in four recorded steps, and the old policy retires")
  void recovers() {
    Policy first = fixture.mailboxPolicy("first");
    Policy lost = fixture.mailboxPolicy("lost");
    List<UUID> all = fixture.mailboxes(20, Optional.of(first.id()));
    fixture.runToTheEnd(fixture.moves.assign(fixture.tenant, all, Optional.of(lost.id()), ADMIN));
    assertThat(fixture.custody.bundle.packsOf(lost.id())).isNotEmpty();
    fixture.vaultsRefuse(ALPHA, BRAVO);
    UUID id = opened(lost).id();
    assertThat(state(id)).isEqualTo(RecoveryState.OPEN);
    assertRefused(
        CustodyError.POLICY_NOT_ASSIGNABLE, () -> fixture.mailbox(Optional.of(lost.id())));
    fixture.openCold(fixture.keyOf(all.getFirst()).ownerKeyId(), SYSTEM).close();
    Policy replacement = replacement();
    Job job = fixture.runToTheEnd(recover(id, replacement));
    assertThat(job.statement())
        .containsEntry("retiredPolicy", lost.id().toString())
        .containsEntry("keysLeftUnderIt", "0");
    assertThat(all)
        .allSatisfy(
            owner -> {
              assertThat(fixture.standing(owner).policyId()).isEqualTo(replacement.id());
              assertThat(fixture.standing(owner).orderedPolicyId()).contains(replacement.id());
            });
    assertThat(fixture.opensBy(fixture.keyOf(all.getLast()).ownerKeyId(), CHARLIE)).isTrue();
    Policy after = fixture.policies.get(fixture.tenant, lost.id());
    assertThat(after.state()).isEqualTo(PolicyState.RETIRED);
    assertThat(after.isRecovering()).isFalse();
    assertThat(after.isAssignable()).isFalse();
    assertThat(fixture.custody.bundle.packsOf(lost.id())).isEmpty();
    assertThat(state(id)).isEqualTo(RecoveryState.DONE);
    assertStep("RecoveryRequest", ASKER);
    assertStep("RecoveryApprove", APPROVER);
    assertStep("RecoveryOpen", OPERATOR);
    assertStep("RecoveryMove", ASKER);
    assertThat(fixture.custody.entries("PolicyRetire")).hasSize(1);
  }

  private void assertStep(String operation, String actor) {
    assertThat(fixture.custody.entries(operation))
        .singleElement()
        .satisfies(recorded -> assertThat(recorded.entry().actor()).isEqualTo(actor));
  }

  @Test
  @DisplayName("Steps by the same person, in another order or of another tenant are refused")
  void refusals() {
    Policy lost = fixture.mailboxPolicy("lost");
    Policy replacement = replacement();
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    assertRefused(
        CustodyError.POLICY_NOT_FOUND,
        () -> fixture.recovery.request(other, lost.id(), "mine now", ASKER));
    UUID id = request(lost).id();
    CustodyError wrong = CustodyError.RECOVERY_STEP_REFUSED;
    assertRefused(wrong, () -> request(lost));
    assertRefused(
        wrong, () -> fixture.recovery.approve(fixture.tenant, id, Optional.empty(), ASKER));
    assertRefused(wrong, () -> fixture.recovery.open(id, OPERATOR));
    assertRefused(wrong, () -> recover(id, replacement));
    assertRefused(
        CustodyError.RECOVERY_NOT_FOUND,
        () -> fixture.recovery.approve(other, id, Optional.empty(), APPROVER));
    assertRefused(CustodyError.RECOVERY_NOT_FOUND, () -> fixture.recovery.get(other, id));
    assertThat(fixture.recovery.list(other)).isEmpty();
    fixture.recovery.approve(fixture.tenant, id, Optional.empty(), APPROVER);
    assertThat(fixture.recovery.approved()).extracting(RecoveryRequest::id).containsExactly(id);
    assertRefused(
        wrong, () -> fixture.recovery.approve(fixture.tenant, id, Optional.empty(), APPROVER));
    assertRefused(wrong, () -> fixture.recovery.open(id, APPROVER));
    assertRefused(wrong, () -> recover(id, replacement));
    assertThat(fixture.policies.get(fixture.tenant, lost.id()).isRecovering()).isFalse();
    fixture.recovery.open(id, OPERATOR);
    assertRefused(wrong, () -> fixture.recovery.open(id, OPERATOR));
    assertRefused(wrong, () -> fixture.recovery.cancel(fixture.tenant, id, ASKER));
    assertThat(fixture.jobs.list(fixture.tenant, new UUID(0, 0), 10)).isEmpty();
  }

  @Test
  @DisplayName("A withdrawn request still names who approved it, and another may follow")
  void cancels() {
    Policy lost = fixture.mailboxPolicy("lost");
    UUID id = request(lost).id();
    fixture.recovery.approve(fixture.tenant, id, Optional.empty(), APPROVER);
    RecoveryRequest cancelled = fixture.recovery.cancel(fixture.tenant, id, ADMIN);
    assertThat(cancelled.state()).isEqualTo(RecoveryState.CANCELLED);
    assertThat(cancelled.approvedBy()).contains(APPROVER);
    assertThat(cancelled.approvedAt().orElseThrow()).isAfterOrEqualTo(cancelled.requestedAt());
    assertThat(cancelled.openedAt()).isEmpty();
    assertStep("RecoveryCancel", ADMIN);
    assertThat(request(lost).state()).isEqualTo(RecoveryState.REQUESTED);
  }

  @Test
  @DisplayName("Of several requests at the same time for one policy, one is kept")
  void oneRequestAtATime() throws Exception {
    Policy lost = fixture.mailboxPolicy("lost");
    List<Callable<Boolean>> asks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asks.add(() -> isAccepted(lost));
    }
    int accepted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> ask : threads.invokeAll(asks)) {
        accepted += ask.get() ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(fixture.recovery.list(fixture.tenant)).hasSize(1);
  }

  private boolean isAccepted(Policy lost) {
    try {
      request(lost);
      return true;
    } catch (CustodyException e) {
      return false;
    }
  }

  @Test
  @DisplayName(
      "While the policy still has a key it is not retired, and the last step can be repeated")
  void repeats() {
    Policy lost = fixture.mailboxPolicy("lost");
    Policy elsewhere = fixture.policy(PolicyKind.MAILBOX, "elsewhere", CHARLIE, DELTA);
    Policy replacement = replacement();
    List<UUID> all = fixture.mailboxes(10, Optional.of(lost.id()));
    Job paused =
        fixture.moves.assign(
            fixture.tenant, List.of(all.getFirst()), Optional.of(elsewhere.id()), ADMIN);
    fixture.jobs.pause(fixture.tenant, paused.id(), ADMIN);
    UUID id = opened(lost).id();
    assertThat(fixture.runToTheEnd(recover(id, replacement)).statement())
        .containsEntry("policyNotRetired", lost.id().toString())
        .containsEntry("keysLeftUnderIt", "1");
    assertThat(state(id)).isEqualTo(RecoveryState.OPEN);
    assertThat(fixture.policies.get(fixture.tenant, lost.id()).state())
        .isEqualTo(PolicyState.ACTIVE);
    fixture.runToTheEnd(fixture.jobs.resume(fixture.tenant, paused.id(), ADMIN));
    assertThat(fixture.runToTheEnd(recover(id, replacement)).statement())
        .containsEntry("retiredPolicy", lost.id().toString());
    assertThat(state(id)).isEqualTo(RecoveryState.DONE);
    assertThat(fixture.standing(all.getFirst()).policyId()).isEqualTo(elsewhere.id());
  }

  @Test
  @DisplayName("A policy whose last key ends after the retirement was tried is not called retired")
  void lastKeyEndsLate() {
    Policy lost = fixture.mailboxPolicy("lost");
    Policy elsewhere = fixture.policy(PolicyKind.MAILBOX, "elsewhere", CHARLIE, DELTA);
    List<UUID> all = fixture.mailboxes(10, Optional.of(lost.id()));
    Job paused =
        fixture.moves.assign(
            fixture.tenant, List.of(all.getFirst()), Optional.of(elsewhere.id()), ADMIN);
    fixture.jobs.pause(fixture.tenant, paused.id(), ADMIN);
    UUID id = opened(lost).id();
    Job job = recover(id, replacement());
    try (JobRunner _ = fixture.betweenSteps(() -> endKeysOnceTried(lost, job))) {
      assertThat(fixture.finish(job).statement())
          .containsEntry("policyNotRetired", lost.id().toString())
          .containsEntry("keysLeftUnderIt", "0")
          .doesNotContainKey("retiredPolicy");
    }
    assertThat(fixture.policies.get(fixture.tenant, lost.id()).state())
        .isEqualTo(PolicyState.ACTIVE);
    assertThat(state(id)).isEqualTo(RecoveryState.OPEN);
  }

  private void endKeysOnceTried(Policy policy, Job job) {
    fixture.database.write(
        tx ->
            tx.createUpdate(
                    """
                    UPDATE owner_keys SET state = 'DESTROYED' WHERE policy_id = :policy AND EXISTS
                      (SELECT 1 FROM job_shards WHERE job_id = :job
                        AND position = 'past-retirement')\
                    """)
                .bind("policy", policy.id())
                .bind("job", job.id())
                .execute());
  }

  @Test
  @DisplayName("A multi-workload policy is recovered to another one, which then covers the tenant")
  void multiWorkload() {
    Policy lost = fixture.policy(PolicyKind.MULTI_WORKLOAD, "lost", ALPHA, BRAVO);
    fixture.runToTheEnd(
        fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(lost.id()), ADMIN));
    UUID mailbox = fixture.mailbox();
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(lost.id());
    UUID id = opened(lost).id();
    assertRefused(CustodyError.POLICY_NOT_FOUND, () -> recover(id, replacement()));
    Policy next = fixture.policy(PolicyKind.MULTI_WORKLOAD, "next", CHARLIE, DELTA);
    fixture.runToTheEnd(recover(id, next));
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(next.id());
    assertThat(fixture.standing(fixture.mailbox()).policyId()).isEqualTo(next.id());
    assertThat(fixture.policies.get(fixture.tenant, lost.id()).state())
        .isEqualTo(PolicyState.RETIRED);
  }
}
