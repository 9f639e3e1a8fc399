package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.CALL_TIMEOUT;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One root hangs for as long as virtual time stands still, so whoever is answered did not wait for
 * it. Patience is real time, and short here.
 */
@DisplayName("When one root hangs and the other fails")
class OneRootHangsTest {

  private static final Duration HANGS = Duration.ofSeconds(30);
  private static final Duration SECOND_ROOT = SETTINGS.rootTimeouts().secondRootDelay();

  @TempDir private Path folder;
  private AccessHarness roots;

  @BeforeEach
  void prepare() {
    assertThat(SECOND_ROOT).isLessThan(CALL_TIMEOUT);
  }

  @AfterEach
  void close() {
    roots.close();
  }

  private void open(PolicyKind kind) {
    roots = new AccessHarness(Dialect.SQLITE, folder, kind);
    restart();
  }

  /** As after a restart: nothing is remembered but what is in the database. */
  private void restart() {
    restart(Duration.ofMillis(50));
  }

  /** The same, with another patience, which is real time. */
  private void restart(Duration silencePatience) {
    RootTimeouts usual = SETTINGS.rootTimeouts();
    roots.restart(
        SETTINGS.rootTimeouts(
            new RootTimeouts(
                usual.openTimeout(),
                usual.hedgeDelay(),
                usual.secondRootDelay(),
                usual.silenceMemory(),
                silencePatience)));
  }

  private void locked() {
    roots.vaults.setBoth(Way.REFUSES);
    assertThat(roots.refusal(USER)).isEqualTo(Reason.REFUSED);
    // The second root's turn may be due yet; what waits from here on is the test's own.
    roots.time.advance(SECOND_ROOT);
    restart();
  }

  private void hangs(Way other) {
    roots.vaults.set(ROOT_1, other);
    roots.vaults.set(ROOT_2, Way.SILENT, HANGS);
  }

  /** Asks in the background, until both roots are asked and the second one hangs. */
  private CompletableFuture<Optional<Reason>> asked(Requester requester) {
    CompletableFuture<Optional<Reason>> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(Optional.ofNullable(roots.refusal(requester))));
    Eventually.holds(
        "a root hangs and the second one's turn comes", () -> roots.time.waiting() == 2);
    roots.time.advance(SECOND_ROOT);
    return answer;
  }

  /** Who is refused by the other root's answer does not wait until this call has begun. */
  private void oneCallHangs() {
    Eventually.holds("one call is under way", () -> roots.vaults.underWay() == 1);
  }

  /** The asking that waits for the hanging root ends. */
  private void giveUp() {
    roots.time.advance(CALL_TIMEOUT);
    Eventually.holds(
        "the asking has ended", () -> roots.access.status(roots.policy.id()).isPresent());
    roots.time.advance(LEASE);
    roots.access.sweep();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILBOX", "FILE"})
  @DisplayName("fault51, fault53: a locked policy is refused without waiting, the first time too")
  void fault51_lockedIsRefusedSoon(PolicyKind kind) {
    open(kind);
    locked();
    hangs(Way.REFUSES);
    assertThat(asked(USER).join()).contains(Reason.REFUSED);
    oneCallHangs();
    giveUp();
    assertThat(asked(USER).join()).contains(Reason.REFUSED);
    oneCallHangs();
    assertThat(roots.availabilityUses("begin")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILBOX", "FILE"})
  @DisplayName("fault51: a locked policy is open again once the slow root has agreed after all")
  void fault51_lateAgreement(PolicyKind kind) {
    open(kind);
    locked();
    hangs(Way.REFUSES);
    Duration slow = CALL_TIMEOUT.minusMillis(1);
    roots.vaults.set(ROOT_2, Way.AGREES, slow);
    assertThat(asked(USER).join()).contains(Reason.REFUSED);
    roots.time.advance(slow);
    Eventually.holds("the late agreement counts", () -> roots.refusal(USER) == null);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILBOX", "FILE"})
  @DisplayName("fault53: the hanging root is waited for once, and not again")
  void fault53_waitedForOnce(PolicyKind kind) {
    open(kind);
    hangs(Way.WRONG_KEY);
    CompletableFuture<Optional<Reason>> first = asked(USER);
    roots.time.advance(CALL_TIMEOUT);
    assertThat(first.join()).contains(Reason.WRONG_ANSWER);
    giveUp();
    assertThat(asked(USER).join()).contains(Reason.WRONG_ANSWER);
    oneCallHangs();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILBOX", "FILE"})
  @DisplayName("fault51: a refusal counts before silence that is remembered")
  void fault51_refusalBeforeMemory(PolicyKind kind) {
    open(kind);
    // Else a slow machine has not heard the refusal when patience ends, and what is remembered
    // counts, as it should.
    restart(Duration.ofSeconds(3));
    roots.vaults.setBoth(Way.SILENT);
    roots.refusal(USER);
    roots.time.advance(LEASE);
    roots.access.sweep();
    int uses = roots.availabilityUses("begin").size();
    hangs(Way.REFUSES);
    assertThat(asked(USER).join()).contains(Reason.REFUSED);
    oneCallHangs();
    assertThat(roots.availabilityUses("begin")).hasSize(uses);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAILBOX"})
  @DisplayName("fault53: system work on locked mail goes on without waiting for the hanging root")
  void fault53_systemWork(PolicyKind kind) {
    open(kind);
    locked();
    hangs(Way.REFUSES);
    assertThat(asked(SYSTEM).join()).isEmpty();
    oneCallHangs();
    assertThat(roots.refusal(USER)).isEqualTo(Reason.REFUSED);
  }
}
