package dev.freehold.custody.holds;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.HeldOwners;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.owners.OwnerRemoval;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Legal holds, on every database. */
abstract class LegalHoldContract {

  private static final UUID FIRST_PAGE = new UUID(0, 0);
  private static final HoldWish WISH = new HoldWish("Case 12", "Asked for by counsel");

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private LegalHolds holds;
  private HeldOwners held;

  LegalHoldContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    holds = new LegalHolds(fixture.database, fixture.custody.ledger, Clock.systemUTC());
    held = new HeldOwners(dialect);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private LegalHold place(UUID ownerId) {
    return holds.place(fixture.tenant, ownerId, WISH, ADMIN);
  }

  private void requireNone(UUID ownerId) {
    fixture.database.write(
        tx -> {
          held.requireNone(tx, fixture.tenant, ownerId);
          return null;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<UUID> heldUnder(Policy policy) {
    return fixture.database.read(tx -> holds.heldOwners(tx, fixture.tenant, policy.id(), 10));
  }

  @Test
  @DisplayName("A hold is there until it is lifted, by its name in any case or its GUID")
  void placedAndLifted() {
    UUID mailbox = fixture.mailbox();
    requireNone(mailbox);
    LegalHold hold = place(mailbox);
    assertThat(holds.of(fixture.tenant, mailbox)).containsExactly(hold);
    assertThat(hold.ownerKind()).isEqualTo(OwnerKind.MAILBOX);
    assertRefused(CustodyError.LEGAL_HOLD, () -> requireNone(mailbox));
    holds.lift(fixture.tenant, mailbox, "case 12", ADMIN);
    requireNone(mailbox);

    LegalHold again = place(mailbox);
    holds.lift(fixture.tenant, mailbox, again.id().toString(), ADMIN);
    assertThat(holds.of(fixture.tenant, mailbox)).isEmpty();
    assertRefused(
        CustodyError.HOLD_NOT_FOUND,
        () -> holds.lift(fixture.tenant, mailbox, again.id().toString(), ADMIN));
  }

  @Test
  @DisplayName("Several may be on one mailbox; it is held until the last is lifted")
  void several() {
    UUID mailbox = fixture.mailbox();
    place(mailbox);
    assertRefused(CustodyError.HOLD_EXISTS, () -> place(mailbox));
    assertRefused(
        CustodyError.HOLD_EXISTS,
        () -> holds.place(fixture.tenant, mailbox, new HoldWish("CASE 12", ""), ADMIN));
    holds.place(fixture.tenant, mailbox, new HoldWish("Case 13", ""), ADMIN);
    assertThat(holds.counts(fixture.tenant, List.of(mailbox))).containsEntry(mailbox, 2);
    holds.lift(fixture.tenant, mailbox, "Case 12", ADMIN);
    assertRefused(CustodyError.LEGAL_HOLD, () -> requireNone(mailbox));
    assertThat(holds.named(fixture.tenant, List.of(mailbox), "case 13")).containsKey(mailbox);
    assertThat(holds.named(fixture.tenant, List.of(mailbox), "Case 12")).isEmpty();
  }

  @Test
  @DisplayName("One mailbox has no more holds than the limit, and each has a valid name")
  void bounds() {
    UUID mailbox = fixture.mailbox();
    IntStream.range(0, CustodyLimits.MAX_HOLDS_PER_OWNER)
        .forEach(
            n ->
                holds.place(
                    fixture.tenant, mailbox, new HoldWish("Case %d".formatted(n), ""), ADMIN));
    assertRefused(
        CustodyError.HOLD_LIMIT_REACHED,
        () -> holds.place(fixture.tenant, mailbox, new HoldWish("one more", ""), ADMIN));
    for (String name :
        List.of("", " ", " a", "a\nb", "n".repeat(129), UUID.randomUUID().toString())) {
      assertRefused(
          CustodyError.HOLD_INVALID,
          () -> holds.place(fixture.tenant, mailbox, new HoldWish(name, ""), ADMIN));
    }
    assertRefused(
        CustodyError.HOLD_INVALID,
        () -> holds.place(fixture.tenant, mailbox, new HoldWish("a", "r".repeat(1_025)), ADMIN));
  }

  @Test
  @DisplayName("Placing and lifting are in the ledger, with who, what and why")
  void recorded() {
    UUID mailbox = fixture.mailbox();
    LegalHold hold = place(mailbox);
    holds.lift(fixture.tenant, mailbox, WISH.name(), ADMIN);
    for (String operation : List.of("LegalHoldPlace", "LegalHoldLift")) {
      assertThat(fixture.custody.entries(operation))
          .singleElement()
          .satisfies(
              recorded -> {
                assertThat(recorded.entry().actor()).isEqualTo(ADMIN);
                assertThat(recorded.entry().objectId()).isEqualTo(mailbox.toString());
                assertThat(recorded.entry().details()).containsEntry("hold", hold.id().toString());
              });
    }
  }

  @Test
  @DisplayName("Another tenant's mailbox, and its holds, answer like what does not exist")
  void otherTenants() {
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    UUID mailbox = fixture.mailbox();
    place(mailbox);
    assertRefused(CustodyError.OWNER_NOT_FOUND, () -> holds.place(other, mailbox, WISH, ADMIN));
    assertRefused(
        CustodyError.OWNER_NOT_FOUND, () -> holds.place(other, UUID.randomUUID(), WISH, ADMIN));
    assertRefused(
        CustodyError.HOLD_NOT_FOUND, () -> holds.lift(other, mailbox, WISH.name(), ADMIN));
    assertThat(holds.of(other, mailbox)).isEmpty();
    assertThat(holds.counts(other, List.of(mailbox))).isEmpty();
    assertThat(holds.list(other, FIRST_PAGE, 10)).isEmpty();
    assertThat(holds.counts(other)).isEqualTo(new HeldCounts(0, 0));
  }

  @Test
  @DisplayName("The tenant's holds are listed in pages, and counted by kind")
  void listed() {
    Geo geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    UUID site = fixture.site(geo.id());
    List<UUID> owners = List.of(fixture.mailbox(), fixture.mailbox(), site);
    List<LegalHold> placed = owners.stream().map(this::place).toList();
    List<LegalHold> first = holds.list(fixture.tenant, FIRST_PAGE, 2);
    assertThat(first).hasSize(2);
    List<LegalHold> rest = holds.list(fixture.tenant, first.getLast().id(), 2);
    assertThat(rest).hasSize(1);
    assertThat(first).doesNotContainAnyElementsOf(rest);
    assertThat(placed).containsAll(first).containsAll(rest);
    assertThat(holds.counts(fixture.tenant)).isEqualTo(new HeldCounts(2, 1));
  }

  @Test
  @DisplayName("A hold protects the policies of the mailbox's keys and the policy assigned to it")
  void underPolicies() {
    Policy policy = fixture.mailboxPolicy("held");
    Policy other = fixture.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
    UUID under = fixture.mailbox(Optional.of(policy.id()));
    UUID ordered = fixture.mailbox();
    UUID leaving = fixture.mailbox(Optional.of(policy.id()));
    UUID elsewhere = fixture.mailbox(Optional.of(other.id()));
    fixture.moves.assign(fixture.tenant, List.of(ordered), Optional.of(policy.id()), ADMIN);
    fixture.moves.assign(fixture.tenant, List.of(leaving), Optional.of(other.id()), ADMIN);
    assertThat(heldUnder(policy)).isEmpty();
    List.of(under, ordered, leaving, elsewhere).forEach(this::place);

    assertThat(heldUnder(policy)).containsExactlyInAnyOrder(under, ordered, leaving);
    assertThat(heldUnder(other)).containsExactlyInAnyOrder(leaving, elsewhere);
    assertThat(holds.countsUnder(fixture.tenant, policy.id())).isEqualTo(new HeldCounts(3, 0));
    List<UUID> bounded =
        fixture.database.read(tx -> holds.heldOwners(tx, fixture.tenant, policy.id(), 1));
    assertThat(bounded).hasSize(1);
  }

  @Test
  @DisplayName("A hold on a site protects its geo's policy")
  void underGeos() {
    Geo geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    Geo elsewhere = fixture.geos.create(fixture.tenant, "EUR", ADMIN);
    UUID site = fixture.site(geo.id());
    place(fixture.site(elsewhere.id()));
    fixture.runToTheEnd(
        fixture.filePolicies.register(
            fixture.tenant, "NAM", fixture.exact(ALPHA), fixture.exact(BRAVO), ADMIN));
    Policy policy = fixture.policies.get(fixture.tenant, fixture.standing(site).policyId());
    assertThat(heldUnder(policy)).isEmpty();
    place(site);
    assertThat(heldUnder(policy)).containsExactly(site);
    assertThat(holds.countsUnder(fixture.tenant, policy.id())).isEqualTo(new HeldCounts(0, 1));
  }

  @Test
  @DisplayName("A site that is held is not removed")
  void notRemoved() {
    Geo geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    UUID site = fixture.site(geo.id());
    place(site);
    OwnerRemoval removal =
        new OwnerRemoval(dialect, fixture.custody.bundle, fixture.custody.ledger);
    assertRefused(
        CustodyError.LEGAL_HOLD,
        () -> fixture.database.write(tx -> removal.remove(tx, fixture.tenant, site, ADMIN)));
    holds.lift(fixture.tenant, site, WISH.name(), ADMIN);
    List<UUID> keys = fixture.database.write(tx -> removal.remove(tx, fixture.tenant, site, ADMIN));
    assertThat(keys).hasSize(1);
  }

  @Test
  @DisplayName("Placing a hold waits for a deletion under way, and no deletion follows")
  void deletionUnderWay() throws Exception {
    UUID mailbox = fixture.mailbox();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> holdsAtTheEnd =
          threads.submit(
              () ->
                  fixture.database.write(
                      tx -> {
                        held.requireNone(tx, fixture.tenant, mailbox);
                        asked.countDown();
                        await(goOn);
                        return holds
                            .counts(tx, fixture.tenant, List.of(mailbox))
                            .getOrDefault(mailbox, 0);
                      }));
      await(asked);
      Future<LegalHold> placing = threads.submit(() -> place(mailbox));
      goOn.countDown();
      assertThat(holdsAtTheEnd.get(30, TimeUnit.SECONDS)).isZero();
      assertThat(placing.get(30, TimeUnit.SECONDS)).isNotNull();
      assertRefused(CustodyError.LEGAL_HOLD, () -> requireNone(mailbox));
    }
  }

  @Test
  @DisplayName("A hold is placed before or after a move of its mailbox, never in between")
  void whileItMoves() {
    Policy policy = fixture.mailboxPolicy("there");
    List<UUID> mailboxes = fixture.mailboxes(20, Optional.empty());
    try (var _ = fixture.runner(3)) {
      var job = fixture.moves.assign(fixture.tenant, mailboxes, Optional.of(policy.id()), ADMIN);
      mailboxes.forEach(this::place);
      fixture.finish(job);
    }
    assertThat(mailboxes).allMatch(mailbox -> fixture.standing(mailbox).isSettled());
    assertThat(holds.countsUnder(fixture.tenant, policy.id())).isEqualTo(new HeldCounts(20, 0));
  }
}
