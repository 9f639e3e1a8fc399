package dev.freehold.custody.rolls;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.custody.testing.VersionedVaults;
import dev.freehold.persistence.Dialect;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rolls of root keys and availability keys, on every database. */
abstract class RollContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  RollContract(Dialect dialect) {
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

  private Job rollBoth(Policy policy) {
    return roll(policy, Map.of(1, Optional.empty(), 2, Optional.empty()));
  }

  private Job roll(Policy policy, Map<Integer, Optional<String>> keys) {
    return fixture.rolls.roll(fixture.tenant, policy.id(), policy.id(), new TreeMap<>(keys), ADMIN);
  }

  private WrappedPolicyKey key(Policy policy) {
    return new WrappedKeys(fixture.database).policy(policy.id()).orElseThrow().key();
  }

  private RootKeyUri rootOf(Policy policy, int slot) {
    return key(policy).roots().get(slot - 1).keyVersion();
  }

  @Test
  @DisplayName("A roll to the newest versions states what is under them, and the old may go")
  void refreshes() throws Exception {
    Policy policy = fixture.mailboxPolicy("mail");
    List<UUID> mailboxes = fixture.mailboxes(25, Optional.of(policy.id()));
    RootKeyUri old1 = rootOf(policy, 1);
    RootKeyUri old2 = rootOf(policy, 2);
    RootKeyUri new1 = fixture.vaults.newVersion(ALPHA);
    RootKeyUri new2 = fixture.vaults.newVersion(BRAVO);
    Job job = fixture.runToTheEnd(rollBoth(policy));
    assertThat(job.statement())
        .containsEntry("ownerKeys", "25")
        .containsEntry("ownerKeysThatDidNotOpen", "0")
        .containsEntry("digest", digest(mailboxes))
        .containsEntry("root1", new1.toString())
        .containsEntry("root1Check", "AGREES")
        .containsEntry("root2", new2.toString())
        .containsEntry("root2Check", "AGREES")
        .containsEntry("versionsBeforeStillNeeded", "")
        .containsEntry("versionsBeforeMayBeDisabled", "true");
    assertThat(job.statement().get("versionsBefore").split(" "))
        .containsExactlyInAnyOrder(old1.toString(), old2.toString());
    assertThat(job.doneItems()).isEqualTo(25).isEqualTo(job.totalItems());
    fixture.vaults.enable(old1, false);
    fixture.vaults.enable(old2, false);
    UUID one = fixture.keyOf(mailboxes.getFirst()).ownerKeyId();
    assertThat(fixture.opensBy(one, ALPHA)).isTrue();
    assertThat(fixture.opensBy(one, BRAVO)).isTrue();
    assertThat(fixture.custody.entries("RootKeyRoll")).hasSize(2);
    assertThat(fixture.policies.get(fixture.tenant, policy.id()).roots())
        .extracting(Policy.Root::keyVersionUri)
        .containsExactly(new1.toString(), new2.toString());
  }

  /** Written from the description alone. */
  private String digest(List<UUID> owners) throws Exception {
    byte[] digest = new byte[32];
    List<WrappedOwnerKey> keys =
        owners.stream()
            .map(fixture::keyOf)
            .sorted(Comparator.comparing(key -> key.ownerKeyId().toString()))
            .toList();
    for (WrappedOwnerKey key : keys) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] wrapped = MessageDigest.getInstance("SHA-256").digest(key.wrapped().bytes());
      sha256.update(digest);
      sha256.update(HexFormat.of().parseHex(key.ownerKeyId().toString().replace("-", "")));
      sha256.update(ByteBuffer.allocate(4).putInt(key.generation()).array());
      sha256.update(ByteBuffer.allocate(8).putLong(key.revision()).array());
      sha256.update(wrapped);
      digest = sha256.digest();
    }
    return HexFormat.of().formatHex(digest);
  }

  @Test
  @DisplayName("A roll asks the vaults as often for forty mailboxes as for one")
  void constantCalls() {
    Policy small = fixture.mailboxPolicy("small");
    Policy big = fixture.mailboxPolicy("big");
    fixture.mailboxes(1, Optional.of(small.id()));
    fixture.mailboxes(40, Optional.of(big.id()));
    fixture.vaults.newVersion(ALPHA);
    int before = fixture.vaults.calls();
    fixture.runToTheEnd(rollBoth(small));
    int forOne = fixture.vaults.calls() - before;
    fixture.runToTheEnd(rollBoth(big));
    assertThat(fixture.vaults.calls() - before - forOne).isEqualTo(forOne);
  }

  @Test
  @DisplayName("Versions that another policy needs, or keys that do not open, forbid disabling")
  void warns() {
    Policy policy = fixture.mailboxPolicy("mail");
    Policy other = fixture.mailboxPolicy("other");
    RootKeyUri old = rootOf(policy, 1);
    fixture.vaults.newVersion(ALPHA);
    Map<Integer, Optional<String>> first = Map.of(1, Optional.empty());
    assertThat(fixture.runToTheEnd(roll(policy, first)).statement())
        .containsEntry("versionsBeforeStillNeeded", old.toString())
        .containsEntry("versionsBeforeMayBeDisabled", "false");
    assertThat(new KeyVersionNeeds(fixture.database).neededBy(fixture.tenant, old.toString()))
        .containsExactly(other.id());
    UUID mailbox = fixture.mailbox(Optional.of(other.id()));
    fixture.database.write(
        tx ->
            tx.createUpdate("UPDATE owner_keys SET generation = 9 WHERE owner_id = :id")
                .bind("id", mailbox)
                .execute());
    assertThat(fixture.runToTheEnd(roll(other, first)).statement())
        .containsEntry("ownerKeysThatDidNotOpen", "1")
        .containsEntry("versionsBeforeStillNeeded", "")
        .containsEntry("versionsBeforeMayBeDisabled", "false");
  }

  @Test
  @DisplayName(
      "Roots are replaced by other keys, and back; the present version is not listed as an "
          + "earlier one")
  void replaces() {
    Policy policy = fixture.mailboxPolicy("mail");
    RootKeyUri old = rootOf(policy, 1);
    UUID owner = fixture.keyOf(fixture.mailbox(Optional.of(policy.id()))).ownerKeyId();
    fixture.runToTheEnd(
        roll(policy, Map.of(1, Optional.of(CHARLIE.toString()), 2, Optional.of(DELTA.toString()))));
    assertThat(fixture.opensBy(owner, CHARLIE)).isTrue();
    assertThat(fixture.opensBy(owner, DELTA)).isTrue();
    assertThat(fixture.opensBy(owner, ALPHA)).isFalse();
    // Somebody hears that the roots agree again, which unlocks the policy.
    fixture.openCold(owner, USER).close();
    Job back = fixture.runToTheEnd(roll(policy, Map.of(1, Optional.of(old.toString()))));
    assertThat(back.statement().get("versionsBefore")).doesNotContain(old.toString());
    assertThat(back.statement()).containsEntry("versionsBeforeMayBeDisabled", "true");
  }

  @Test
  @DisplayName("Two new keys in one vault are refused before anything is rolled")
  void refusesOneVault() {
    Policy policy = fixture.mailboxPolicy("mail");
    RootKeyUri second = VersionedVaults.key("charlie", "another");
    fixture.vaults.newVersion(second);
    assertThatThrownBy(
            () ->
                roll(
                    policy,
                    Map.of(1, Optional.of(CHARLIE.toString()), 2, Optional.of(second.toString()))))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.KEYS_IN_ONE_VAULT));
    assertThat(fixture.jobs.unfinished(fixture.tenant, policy.id())).isEmpty();
    assertThatThrownBy(() -> roll(policy, Map.of(3, Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("fault 17: a key that was deleted and made anew is refused and never used")
  void fault17_recreatedKey() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID owner = fixture.keyOf(fixture.mailbox(Optional.of(policy.id()))).ownerKeyId();
    WrappedPolicyKey before = key(policy);
    VersionedVaults.Key backup = fixture.vaults.delete(ALPHA);
    fixture.vaults.newVersion(ALPHA);
    assertThatThrownBy(() -> rollBoth(policy))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.KEY_RECREATED));
    assertThat(key(policy)).isEqualTo(before);
    assertThat(fixture.opensBy(owner, ALPHA)).isFalse();
    assertThat(fixture.opensBy(owner, BRAVO)).isTrue();
    fixture.vaults.restore(ALPHA, backup);
    assertThat(fixture.opensBy(owner, ALPHA)).isTrue();
    fixture.vaults.newVersion(ALPHA);
    fixture.runToTheEnd(rollBoth(policy));
  }

  @Test
  @DisplayName(
      "fault 18: if a version is disabled in the middle of a roll, the roll waits and is not "
          + "half done")
  void fault18_disabledMidRoll() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID owner = fixture.keyOf(fixture.mailbox(Optional.of(policy.id()))).ownerKeyId();
    RootKeyUri new1 = fixture.vaults.newVersion(ALPHA);
    RootKeyUri new2 = fixture.vaults.newVersion(BRAVO);
    Job job = rollBoth(policy);
    fixture.vaults.beforeWrap(
        key -> {
          if (key.equals(new1)) {
            fixture.vaults.enable(new2, false);
          }
        });
    try (JobRunner _ = fixture.runner()) {
      Job waiting = fixture.awaitState(job, JobState.WAITING);
      assertThat(waiting.code()).contains(CustodyError.KEY_DISABLED.code());
      assertThat(waiting.reason().orElseThrow()).contains(new2.toString());
      assertThat(fixture.opensBy(owner, ALPHA)).isTrue();
      assertThat(fixture.opensBy(owner, BRAVO)).isTrue();
      fixture.vaults.enable(new2, true);
      fixture.finish(job);
    }
    assertThat(rootOf(policy, 1)).isEqualTo(new1);
    assertThat(rootOf(policy, 2)).isEqualTo(new2);
  }

  @Test
  @DisplayName("fault 19: a second roll during the first is refused")
  void fault19_secondRoll() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.vaults.newVersion(ALPHA);
    Job job = rollBoth(policy);
    AtomicReference<CustodyError> refused = new AtomicReference<>();
    fixture.vaults.beforeWrap(
        key -> {
          try {
            fixture.rolls.rollAvailabilityKey(fixture.tenant, policy.id(), ADMIN);
          } catch (CustodyException e) {
            refused.set(e.error());
          }
        });
    fixture.runToTheEnd(job);
    assertThat(refused.get()).isEqualTo(CustodyError.JOB_RUNNING);
    assertThat(rootOf(policy, 1))
        .isNotEqualTo(RootKeyUri.parse(policy.roots().getFirst().keyVersionUri()));
  }

  @Test
  @DisplayName(
      "The statement fits, however many versions were left behind and however long their names are")
  void manyRolls() {
    RootKeyUri longName = VersionedVaults.key("charlie", "k".repeat(120));
    fixture.vaults.newVersion(longName);
    Policy policy = fixture.policy(PolicyKind.MAILBOX, "mail", longName, BRAVO);
    try (JobRunner _ = fixture.runner()) {
      for (int i = 0; i < 8; i++) {
        fixture.vaults.newVersion(longName);
        Job job = fixture.finish(roll(policy, Map.of(1, Optional.empty())));
        assertThat(job.statement().get("versionsBefore")).contains("/keys/kkk");
      }
    }
  }

  @Test
  @DisplayName("An availability key is rolled, and the one before it destroyed")
  void availabilityKey() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID owner = fixture.keyOf(fixture.mailbox(Optional.of(policy.id()))).ownerKeyId();
    UUID old = key(policy).availabilityKeyId();
    Job job =
        fixture.runToTheEnd(fixture.rolls.rollAvailabilityKey(fixture.tenant, policy.id(), ADMIN));
    UUID present = key(policy).availabilityKeyId();
    assertThat(present).isNotEqualTo(old);
    assertThat(job.statement()).containsEntry("availabilityKeyId", present.toString());
    assertThat(fixture.custody.availabilityKeys.open(old, policy.id())).isEmpty();
    assertThat(fixture.availabilityKeysOf(policy.id())).containsExactly(present);
    assertThat(fixture.custody.entries("AvailabilityKeyRoll")).hasSize(1);
    fixture.vaults.set(ALPHA, Mood.REFUSES);
    fixture.vaults.set(BRAVO, Mood.REFUSES);
    fixture.openCold(owner, SYSTEM).close();
    fixture.vaults.set(ALPHA, Mood.AGREES);
    fixture.openCold(owner, USER).close();
  }
}
