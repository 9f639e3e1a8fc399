package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.holds.HeldCounts;
import dev.freehold.custody.holds.HoldWish;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purges and legal holds against each other, on every database. */
abstract class Fault28Contract {

  private static final HoldWish CASE = new HoldWish("Case 28", "counsel");
  private static final int ROUNDS = 6;

  private final Dialect dialect;
  @TempDir private Path folder;
  private PurgeFixture purges;
  private MovesFixture fixture;
  private LegalHolds holds;
  private PurgeRequests requests;
  private PurgeCases cases;

  Fault28Contract(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The fixture's purges, with real holds in the place of its set. */
  @BeforeEach
  void open() {
    purges = new PurgeFixture(dialect, folder);
    fixture = purges.custody;
    holds = new LegalHolds(fixture.database, fixture.custody.ledger, Clock.systemUTC());
    PermissionProbe probe =
        new PermissionProbe(
            fixture.routed(), fixture.custody.ledger, fixture.custody.meters, SUITE.random());
    requests =
        new PurgeRequests(
            fixture.database,
            fixture.policies,
            probe,
            holds,
            fixture.custody.ledger,
            Clock.systemUTC());
    cases =
        new PurgeCases(
            fixture.database,
            probe,
            holds,
            purges.contents,
            purges.contents::names,
            fixture.jobs,
            fixture.custody.ledger,
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    purges.close();
  }

  private void request(Policy policy) {
    requests.request(fixture.tenant, policy.id(), PurgeFixture.WISH, ADMIN);
  }

  private PurgeCase authorise(Policy policy) {
    PurgeCase purge = purges.ofPolicy(policy);
    return cases.authorise(fixture.tenant, purge.id(), purges.document(purge), ADMIN);
  }

  private void place(UUID mailbox) {
    holds.place(fixture.tenant, mailbox, CASE, ADMIN);
  }

  private void lift(UUID mailbox) {
    holds.lift(fixture.tenant, mailbox, CASE.name(), ADMIN);
  }

  private void assertRefusedAndRecorded(Runnable step) {
    long before = refusals();
    assertRefused(CustodyError.LEGAL_HOLD, step::run);
    assertThat(refusals()).isEqualTo(before + 1);
  }

  private long refusals() {
    return fixture.custody.ledger.entries(fixture.tenant, 0, 1000).stream()
        .filter(recorded -> recorded.entry().outcome() == Outcome.REFUSED)
        .filter(recorded -> "legal-hold".equals(recorded.entry().details().get("code")))
        .count();
  }

  @Test
  @DisplayName(
      "fault28: each step of a purge is refused while one mailbox is held, and everybody sees why")
  void fault28_everyStep() {
    Policy policy = fixture.mailboxPolicy("leaving");
    UUID held = fixture.mailbox(Optional.of(policy.id()));
    fixture.mailbox(Optional.of(policy.id()));
    fixture.vaultsRefuse(ALPHA, BRAVO);

    place(held);
    assertRefusedAndRecorded(() -> request(policy));
    assertThat(holds.countsUnder(fixture.tenant, policy.id())).isEqualTo(new HeldCounts(1, 0));
    lift(held);
    request(policy);

    place(held);
    assertRefusedAndRecorded(() -> authorise(policy));
    lift(held);
    PurgeCase purge = authorise(policy);

    place(held);
    assertRefusedAndRecorded(() -> cases.approve(purge.id(), PurgeFixture.FIRST));
    lift(held);
    cases.approve(purge.id(), PurgeFixture.FIRST);

    place(held);
    assertRefusedAndRecorded(() -> cases.approve(purge.id(), PurgeFixture.SECOND));
    assertThat(purges.stateOf(policy)).isEqualTo(PolicyState.PURGE_AUTHORISED);
    lift(held);
    cases.approve(purge.id(), PurgeFixture.SECOND);
    assertThat(purges.stateOf(policy)).isEqualTo(PolicyState.PURGING);
    assertRefused(CustodyError.HOLD_TOO_LATE, () -> place(held));
  }

  @Test
  @DisplayName(
      "fault28: a hold on a mailbox that has yet to come under the policy stops its purge as well")
  void fault28_ordered() {
    Policy policy = fixture.mailboxPolicy("leaving");
    UUID ordered = fixture.mailbox();
    fixture.moves.assign(fixture.tenant, List.of(ordered), Optional.of(policy.id()), ADMIN);
    place(ordered);
    fixture.vaultsRefuse(ALPHA, BRAVO);
    assertRefusedAndRecorded(() -> request(policy));
  }

  @Test
  @DisplayName("fault28: if a hold and the start of a purge meet, one of them is refused")
  void fault28_atTheSameMoment() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      fixture.vaultsAgree(ALPHA, BRAVO);
      Policy policy = fixture.policy(PolicyKind.MAILBOX, "leaving" + round, ALPHA, BRAVO);
      UUID mailbox = fixture.mailbox(Optional.of(policy.id()));
      fixture.vaultsRefuse(ALPHA, BRAVO);
      request(policy);
      PurgeCase purge = authorise(policy);
      cases.approve(purge.id(), PurgeFixture.FIRST);

      CyclicBarrier together = new CyclicBarrier(2);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Optional<CustodyError>> placing =
            threads.submit(() -> refusal(together, () -> place(mailbox)));
        Future<Optional<CustodyError>> starting =
            threads.submit(
                () -> refusal(together, () -> cases.approve(purge.id(), PurgeFixture.SECOND)));
        Optional<CustodyError> placed = placing.get(60, TimeUnit.SECONDS);
        Optional<CustodyError> started = starting.get(60, TimeUnit.SECONDS);

        boolean isHeld = !holds.of(fixture.tenant, mailbox).isEmpty();
        boolean isPurging = purges.stateOf(policy) == PolicyState.PURGING;
        assertThat(isHeld).as("round %d", round).isNotEqualTo(isPurging);
        assertThat(placed)
            .isEqualTo(isHeld ? Optional.empty() : Optional.of(CustodyError.HOLD_TOO_LATE));
        assertThat(started)
            .isEqualTo(isPurging ? Optional.empty() : Optional.of(CustodyError.LEGAL_HOLD));
      }
    }
  }

  private static Optional<CustodyError> refusal(CyclicBarrier together, Runnable act)
      throws Exception {
    together.await(30, TimeUnit.SECONDS);
    try {
      act.run();
      return Optional.empty();
    } catch (CustodyException refused) {
      return Optional.of(refused.error());
    }
  }
}
