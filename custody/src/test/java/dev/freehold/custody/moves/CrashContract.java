package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.testing.BundleAgrees;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls and moves that crash at every one of their writes, on every database. */
abstract class CrashContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  CrashContract(Dialect dialect) {
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

  /** Runs {@code attempt} with a crash at each write in turn until none is reached. */
  private static void atEveryWrite(boolean afterwards, Predicate<CrashPoint> attempt) {
    int n = 1;
    while (attempt.test(new CrashPoint(n, afterwards))) {
      n++;
      assertThat(n).isLessThan(100);
    }
    // Fewer would mean that the crashes were not where the writes are.
    assertThat(n).isGreaterThan(3);
  }

  private Job run(Job job, CrashPoint point) {
    try (JobRunner _ = fixture.crashing(point, 2)) {
      return fixture.finish(job);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("fault 20: a roll that crashes at any write goes on, and no key loses both wraps")
  void fault20_roll(boolean afterwards) {
    Policy policy = fixture.mailboxPolicy("mail");
    List<UUID> owners = fixture.mailboxes(3, Optional.of(policy.id()));
    UUID owner = fixture.keyOf(owners.getFirst()).ownerKeyId();
    atEveryWrite(
        afterwards,
        point -> {
          String new1 = fixture.vaults.newVersion(ALPHA).toString();
          String new2 = fixture.vaults.newVersion(BRAVO).toString();
          Job job =
              run(
                  fixture.rolls.roll(
                      fixture.tenant,
                      policy.id(),
                      policy.id(),
                      new TreeMap<>(Map.of(1, Optional.empty(), 2, Optional.empty())),
                      ADMIN),
                  point);
          assertThat(job.statement())
              .containsEntry("ownerKeys", "3")
              .containsEntry("root1", new1)
              .containsEntry("root2", new2)
              .containsEntry("versionsBeforeMayBeDisabled", "true");
          assertThat(job.doneItems()).isEqualTo(3);
          assertThat(fixture.opensBy(owner, ALPHA)).isTrue();
          assertThat(fixture.opensBy(owner, BRAVO)).isTrue();
          assertBundleIsTheDatabases(policy);
          return point.isReached();
        });
  }

  private void assertBundleIsTheDatabases(Policy policy) {
    byte[] part = fixture.custody.bundle.part(fixture.tenant, BundlePart.Kind.POLICY, policy.id());
    assertThat(KeyBundle.policyKey(part))
        .isEqualTo(new WrappedKeys(fixture.database).policy(policy.id()).orElseThrow().key());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("fault 20: the roll of an availability key leaves one key, wherever it crashes")
  void fault20_availabilityRoll(boolean afterwards) {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID owner = fixture.keyOf(fixture.mailbox(Optional.of(policy.id()))).ownerKeyId();
    atEveryWrite(
        afterwards,
        point -> {
          Job job =
              run(fixture.rolls.rollAvailabilityKey(fixture.tenant, policy.id(), ADMIN), point);
          UUID present = UUID.fromString(job.statement().get("availabilityKeyId"));
          assertThat(fixture.availabilityKeysOf(policy.id())).containsExactly(present);
          assertBundleIsTheDatabases(policy);
          fixture.vaultsRefuse(ALPHA, BRAVO);
          fixture.openCold(owner, SYSTEM).close();
          fixture.vaultsAgree(ALPHA, BRAVO);
          return point.isReached();
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("fault 20: a move that crashes at any write loses no key and counts each once")
  void fault20_move(boolean afterwards) {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    atEveryWrite(
        afterwards,
        point -> {
          List<UUID> owners = new ArrayList<>(fixture.mailboxes(2, Optional.empty()));
          owners.addAll(fixture.mailboxes(2, Optional.of(one.id())));
          List<WrappedOwnerKey> before = owners.stream().map(fixture::keyOf).toList();
          before.forEach(key -> fixture.resealer.put(key.ownerKeyId(), 2, 0));
          Job job =
              run(
                  fixture.moves.assign(fixture.tenant, owners, Optional.of(two.id()), ADMIN),
                  point);
          assertThat(job.doneItems()).isEqualTo(4).isEqualTo(job.totalItems());
          for (int i = 0; i < owners.size(); i++) {
            WrappedOwnerKey after = fixture.keyOf(owners.get(i));
            boolean renewed = i < 2;
            assertThat(fixture.standing(owners.get(i)).isSettled()).isTrue();
            assertThat(after.policyId()).isEqualTo(two.id());
            assertThat(after.revision()).isEqualTo(renewed ? 1 : 2);
            assertThat(after.generation()).isEqualTo(renewed ? 2 : 1);
            assertThat(fixture.inBundle(after)).contains(after);
            assertThat(fixture.resealer.under(after.ownerKeyId())).isEqualTo(2);
            if (renewed) {
              assertThat(fixture.keyState(before.get(i).ownerKeyId())).isEqualTo("DESTROYED");
              assertThat(fixture.inBundle(before.get(i))).isEmpty();
            }
            fixture.openCold(after.ownerKeyId(), SYSTEM).close();
          }
          return point.isReached();
        });
  }
}
