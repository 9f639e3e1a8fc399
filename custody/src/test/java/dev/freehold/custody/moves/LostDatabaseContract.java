package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.RootRolls.RolledRoot;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.testing.BundleAgrees;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bundle is worth if the database is lost at any moment, on every database. */
abstract class LostDatabaseContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  LostDatabaseContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void agreeAndClose() {
    try {
      new BundleAgrees(fixture).check();
    } finally {
      fixture.close();
    }
  }

  /** Before a write everything is as a crash after the write before it would leave it. */
  private void agreesBeforeEveryWrite(Supplier<Job> order) {
    BundleAgrees agrees = new BundleAgrees(fixture);
    Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    Queue<Boolean> looks = new ConcurrentLinkedQueue<>();
    CrashPoint point =
        new CrashPoint(
            () -> {
              looks.add(true);
              try {
                agrees.check();
              } catch (Throwable e) {
                broken.add(e);
              }
            });
    try (JobRunner _ = fixture.crashing(point, 4)) {
      fixture.finish(order.get());
    }
    assertThat(broken).isEmpty();
    assertThat(looks).hasSizeGreaterThan(3);
    agrees.check();
  }

  private Job assign(List<UUID> owners, Policy policy) {
    return fixture.moves.assign(fixture.tenant, owners, Optional.of(policy.id()), ADMIN);
  }

  private Job roll(Policy policy, int... slots) {
    TreeMap<Integer, Optional<String>> keys = new TreeMap<>();
    IntStream.of(slots).forEach(slot -> keys.put(slot, Optional.empty()));
    return fixture.rolls.roll(fixture.tenant, policy.id(), policy.id(), keys, ADMIN);
  }

  private static boolean isAt(Handle tx, RolledRoot rolled) {
    return tx.createQuery(
            "SELECT key_version_uri FROM policy_roots WHERE policy_id = :id AND slot = :slot")
        .bind("id", rolled.policyId())
        .bind("slot", rolled.slot())
        .mapTo(String.class)
        .one()
        .equals(rolled.from().toString());
  }

  private List<WrappedOwnerKey> ownCopies(UUID ownerKeyId) {
    return fixture
        .custody
        .bundle
        .copiesOf(new BundlePart(fixture.tenant, BundlePart.Kind.OWNER_KEY, ownerKeyId))
        .stream()
        .map(KeyBundle::ownerKey)
        .toList();
  }

  private List<WrappedPolicyKey> copies(Policy policy) {
    return fixture
        .custody
        .bundle
        .copiesOf(new BundlePart(fixture.tenant, BundlePart.Kind.POLICY, policy.id()))
        .stream()
        .map(KeyBundle::policyKey)
        .toList();
  }

  @Test
  @DisplayName("At every moment of a move, the bundle and one root open every key")
  void agreesDuringMoves() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.policy(PolicyKind.MAILBOX, "two", CHARLIE, DELTA);
    List<UUID> owners = fixture.mailboxes(6, Optional.empty());
    agreesBeforeEveryWrite(() -> assign(owners, one));
    agreesBeforeEveryWrite(() -> assign(owners, two));
    agreesBeforeEveryWrite(
        () -> fixture.moves.assign(fixture.tenant, owners, Optional.empty(), ADMIN));
  }

  @Test
  @DisplayName("At every moment of a roll, the bundle and one root open every key")
  void agreesDuringRolls() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.mailboxes(3, Optional.of(policy.id()));
    fixture.vaults.newVersion(ALPHA);
    fixture.vaults.newVersion(BRAVO);
    agreesBeforeEveryWrite(() -> roll(policy, 1, 2));
    agreesBeforeEveryWrite(
        () -> fixture.rolls.rollAvailabilityKey(fixture.tenant, policy.id(), ADMIN));
    assertThat(copies(policy)).singleElement().extracting(WrappedPolicyKey::revision).isEqualTo(4L);
  }

  @Test
  @DisplayName("A move that was interrupted and reversed leaves the copy that the row names")
  void tornOffAndTakenBack() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.policy(PolicyKind.MAILBOX, "two", CHARLIE, DELTA);
    UUID mailbox = fixture.mailbox(Optional.of(one.id()));
    WrappedOwnerKey before = fixture.keyOf(mailbox);
    Job away = assign(List.of(mailbox), two);
    // Revision 2 under the other policy gets into the bundle, and never into a row.
    try (JobRunner _ =
        fixture.interrupted(() -> fixture.runToTheEnd(assign(List.of(mailbox), one)))) {
      fixture.finish(away);
    }
    assertThat(fixture.keyOf(mailbox)).isEqualTo(before);
    assertThat(ownCopies(before.ownerKeyId()))
        .extracting(WrappedOwnerKey::policyId)
        .containsExactly(two.id(), one.id());
    fixture.runToTheEnd(assign(List.of(mailbox), two));
    WrappedOwnerKey after = fixture.keyOf(mailbox);
    assertThat(ownCopies(before.ownerKeyId())).containsExactly(after);
  }

  @Test
  @DisplayName("A node that lags behind replaces no newer part, and its roll is refused")
  void laggingRoll() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.mailbox(Optional.of(policy.id()));
    fixture.vaults.newVersion(ALPHA);
    CrashPoint lag =
        new CrashPoint(
            () -> {
              fixture.runToTheEnd(
                  fixture.rolls.rollAvailabilityKey(fixture.tenant, policy.id(), ADMIN));
              fixture.vaults.newVersion(BRAVO);
              fixture.runToTheEnd(roll(policy, 2));
            });
    RootRolls lagging = fixture.rootRolls(lag.around(fixture.custody.bundle));
    RolledRoot late =
        lagging
            .prepare(policy.id(), 1, Optional.empty(), fixture.access.depKeys(), SYSTEM)
            .orElseThrow();
    new BundleAgrees(fixture).check();
    assertThat(copies(policy).getFirst().revision()).isEqualTo(3);
    assertThat(copies(policy).getLast().revision()).isEqualTo(2);
    // Its root is still at the version that it rolled from; only the revision tells.
    assertThat(fixture.database.<Boolean>read(tx -> isAt(tx, late))).isTrue();
    assertThatThrownBy(
            () ->
                RowSeals.of(fixture.database)
                    .write(
                        act ->
                            fixture.database.write(
                                tx -> {
                                  if (!lagging.apply(tx, act, late)) {
                                    throw new IllegalStateException("late");
                                  }
                                  return null;
                                })))
        .hasMessage("late");
    // The next roll clears up what the lagging node left.
    fixture.runToTheEnd(fixture.rolls.rollAvailabilityKey(fixture.tenant, policy.id(), ADMIN));
    assertThat(copies(policy)).singleElement().extracting(WrappedPolicyKey::revision).isEqualTo(4L);
  }
}
