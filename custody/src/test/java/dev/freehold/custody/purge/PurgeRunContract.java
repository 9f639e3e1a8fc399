package dev.freehold.custody.purge;

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
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.nodes.Node;
import dev.freehold.custody.nodes.NodeBeats;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.custody.operators.Operators;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.run.PurgeRunSettings;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the run of a purge destroys, and when it says so, on every database. */
abstract class PurgeRunContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private PurgeFixture fixture;
  private MovesFixture custody;
  private Policy leaving;

  PurgeRunContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new PurgeFixture(dialect, folder);
    custody = fixture.custody;
    leaving = custody.mailboxPolicy("leaving");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<UUID> mailboxesWithMail(int count) {
    List<UUID> mailboxes = custody.mailboxes(count, Optional.of(leaving.id()));
    mailboxes.forEach(mailbox -> fixture.contents.put(mailbox, 3));
    return mailboxes;
  }

  private static void assertGone(Reason reason, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void assertNothingLeft(List<WrappedOwnerKey> keys) {
    custody.vaultsAgree(ALPHA, BRAVO);
    for (WrappedOwnerKey key : keys) {
      assertThat(custody.keyState(key.ownerKeyId())).isEqualTo("DESTROYED");
      assertThat(custody.inBundle(key)).isEmpty();
      assertGone(Reason.PURGED, () -> custody.openCold(key.ownerKeyId(), USER));
      assertGone(Reason.PURGED, () -> custody.openCold(key.ownerKeyId(), SYSTEM));
    }
    assertThat(custody.availabilityKeysOf(leaving.id())).isEmpty();
    assertThat(
            custody.custody.bundle.copiesOf(
                new BundlePart(custody.tenant, BundlePart.Kind.POLICY, leaving.id())))
        .isEmpty();
    assertThat(custody.custody.bundle.packsOf(leaving.id())).isEmpty();
    assertThat(wrapsLeft()).isZero();
  }

  /** Copies of the policy's own key, and of keys under it, in the database. */
  private long wrapsLeft() {
    return custody.database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT (SELECT COUNT(*) FROM policy_roots
                        WHERE policy_id = :id AND LENGTH(wrapped_key) > 0)
                      + (SELECT COUNT(*) FROM policies
                        WHERE id = :id AND LENGTH(wrapped_by_availability) > 0)
                      + (SELECT COUNT(*) FROM owner_keys
                        WHERE policy_id = :id AND wrapped_key IS NOT NULL)\
                    """)
                .bind("id", leaving.id())
                .mapTo(Long.class)
                .one());
  }

  @Test
  @DisplayName(
      "The whole run: every copy of every key is destroyed, then the ledger says so, with numbers")
  void whole() {
    List<UUID> mailboxes = mailboxesWithMail(5);
    List<WrappedOwnerKey> keys = mailboxes.stream().map(custody::keyOf).toList();
    UUID stays = custody.mailbox();
    PurgeCase begun = fixture.begun(leaving);
    assertThat(begun.state()).isEqualTo(PolicyState.PURGING);
    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGING);

    Job job = fixture.finish(begun);

    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGED);
    assertNothingLeft(keys);
    assertThat(fixture.contents.released()).containsExactlyInAnyOrderElementsOf(mailboxes);
    assertThat(fixture.contents.tried()).hasSize(10);
    custody.openCold(custody.keyOf(stays).ownerKeyId(), USER).close();
    assertThat(job.statement())
        .containsEntry("destroyedOwners", "5")
        .containsEntry("destroyedKeys", "6")
        .containsEntry("destroyedObjects", "15")
        .containsEntry("destroyedBytes", "150")
        .containsEntry("availabilityKeys", "1")
        .containsEntry("triedOwners", "5")
        .containsEntry("triedObjects", "10");
    assertThat(job.doneItems()).isEqualTo(10).isEqualTo(job.totalItems());
    PurgeCase purged = fixture.now(begun);
    LedgerEntry entry = fixture.entries("PolicyPurge").getFirst().entry();
    assertThat(purged.receiptEntry()).hasValue(fixture.entries("PolicyPurge").getFirst().index());
    assertThat(entry.objectId()).isEqualTo(begun.id().toString());
    assertThat(entry.actor()).isEqualTo("system:purge:" + job.id());
    assertThat(entry.details())
        .containsAllEntriesOf(job.statement())
        .containsEntry("policyId", leaving.id().toString())
        .containsEntry("documentSha256", PurgeFixture.hash('a'))
        .containsEntry("signedSha256", PurgeFixture.hash('b'))
        .containsEntry("signerCertificateSha256", PurgeFixture.hash('c'))
        .containsEntry("inventorySha256", purged.inventory().orElseThrow().sha256())
        .containsEntry("root1WrapKey", "REFUSED Forbidden")
        .containsEntry("root2UnwrapKey", "REFUSED Forbidden")
        .containsEntry("operatorKeys", "op-1 op-2")
        .containsEntry("workload", "EXCHANGE");
    assertThat(entry.details().get("journals")).isNotBlank();
  }

  @Test
  @DisplayName("Mailboxes that were ordered and had not come under it stay, and it says how many")
  void leftOut() {
    mailboxesWithMail(2);
    UUID inBetween = mailboxInBetween();
    List<UUID> ordered = custody.mailboxes(3, Optional.empty());
    custody.moves.assign(custody.tenant, ordered, Optional.of(leaving.id()), ADMIN);
    PurgeCase begun = fixture.begun(leaving);
    assertThat(fixture.requests.waiting(begun)).isEqualTo(3);
    assertThat(fixture.entries("PolicyPurgeRequest").getLast().entry().details())
        .containsEntry("waitingOwners", "3");
    Policy other = custody.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
    custody.moves.assign(
        custody.tenant, List.of(ordered.getFirst()), Optional.of(other.id()), ADMIN);
    assertThat(fixture.requests.waiting(begun)).isEqualTo(2);
    UUID doomed = custody.keyOf(inBetween).ownerKeyId();

    fixture.finish(begun);

    assertThat(fixture.requests.waiting(begun)).isEqualTo(2);
    assertThat(fixture.entries("PolicyPurge").getFirst().entry().details())
        .containsEntry("destroyedOwners", "3")
        .containsEntry("waitingOwners", "2");
    for (UUID mailbox : ordered) {
      custody.openCold(custody.keyOf(mailbox).ownerKeyId(), USER).close();
    }
    assertThat(custody.keyState(doomed)).isEqualTo("DESTROYED");
  }

  /**
   * It has its key under the policy, and content that is not resealed yet under its earlier one.
   */
  private UUID mailboxInBetween() {
    UUID mailbox = custody.mailbox();
    custody.resealer.put(custody.keyOf(mailbox).ownerKeyId(), 3, 0);
    custody.resealer.hinder(custody.keyOf(mailbox).ownerKeyId());
    Job move =
        custody.moves.assign(custody.tenant, List.of(mailbox), Optional.of(leaving.id()), ADMIN);
    try (JobRunner _ = custody.runner()) {
      custody.awaitState(move, JobState.WAITING);
    }
    assertThat(custody.standing(mailbox).policyId()).isEqualTo(leaving.id());
    return mailbox;
  }

  private static BackupsDestroyed backups(int number, LocalDate day) {
    return new BackupsDestroyed(
        number,
        day,
        "Sanne",
        "op-1",
        PurgeFixture.hash((char) ('0' + number)),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        NoteKey.generate().sign("Sanne", "text\n"));
  }

  @Test
  @DisplayName("That backups are destroyed is attested after the run, corrected, never removed")
  void attested() {
    PurgeBackups backups =
        new PurgeBackups(custody.database, custody.custody.ledger, Clock.systemUTC());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    PurgeCase begun = fixture.begun(leaving);
    assertRefused(CustodyError.PURGE_STEP_REFUSED, () -> backups.next(begun, today));
    assertRefused(CustodyError.PURGE_STEP_REFUSED, () -> backups.attest(begun, backups(1, today)));
    fixture.finish(begun);
    PurgeCase purged = fixture.now(begun);
    assertThat(fixture.cases.open(10)).containsExactly(purged);
    for (LocalDate day : List.of(today.plusDays(2), today.minusDays(3))) {
      assertRefused(CustodyError.PURGE_BACKUPS_REFUSED, () -> backups.next(purged, day));
    }
    BackupsDestroyed first = backups(1, today.minusDays(1));
    assertThat(backups.attest(purged, first).backups()).containsExactly(first);
    assertThat(fixture.cases.open(10)).isEmpty();
    assertRefused(
        CustodyError.PURGE_BACKUPS_REFUSED, () -> backups.attest(purged, backups(1, today)));
    BackupsDestroyed second = backups(2, today);
    assertThat(backups.attest(purged, second).backups()).containsExactly(first, second);
    assertThat(fixture.now(begun).backups()).containsExactly(first, second);
    assertThat(fixture.entries("PolicyPurgeBackups"))
        .extracting(one -> one.entry().outcome())
        .containsExactly(Outcome.REFUSED, Outcome.DONE, Outcome.REFUSED, Outcome.DONE);
    assertThat(PurgeBackups.entries(custody.database, begun.id()))
        .containsExactly(
            fixture.entries("PolicyPurgeBackups").get(1).index(),
            fixture.entries("PolicyPurgeBackups").get(3).index());
  }

  @Test
  @DisplayName("A policy without mailboxes can be purged too, and no longer counts")
  void empty() {
    fixture.finish(fixture.begun(leaving));
    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGED);
    assertThat(policyCount()).isZero();
    custody.vaultsAgree(ALPHA, BRAVO);
    custody.mailboxPolicy("another");
    assertThat(policyCount()).isEqualTo(1);
  }

  private int policyCount() {
    return custody.database.read(
        tx ->
            tx.createQuery("SELECT policy_count FROM tenants WHERE id = :id")
                .bind("id", custody.tenant)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  @DisplayName("From the second approval on no key opens on this node, and nothing new is stored")
  void atOnce() {
    UUID mailbox = mailboxesWithMail(1).getFirst();
    UUID key = custody.keyOf(mailbox).ownerKeyId();
    custody.access.open(key, USER).close();
    PurgeCase begun = fixture.begun(leaving);
    custody.vaultsAgree(ALPHA, BRAVO);
    assertGone(Reason.PURGED, () -> custody.openCold(key, SYSTEM));
    assertGone(
        Reason.PURGED,
        () ->
            custody.database.write(
                tx -> {
                  custody.access.requireSealable(tx, key, SYSTEM);
                  return null;
                }));
    fixture.finish(begun);
    assertGone(Reason.PURGED, () -> custody.access.open(key, USER));
    assertGone(Reason.PURGED, () -> custody.access.openForSealing(mailbox, SYSTEM));
    assertThat(custody.ownerKeys.standing(custody.tenant, mailbox)).isEmpty();
  }

  @Test
  @DisplayName("It does not end before no node can have a key in memory")
  void leases() {
    mailboxesWithMail(1);
    PurgeCase begun = fixture.begun(leaving);
    try (JobRunner _ = fixture.runner(new PurgeRunSettings(Duration.ofMinutes(5), 1))) {
      Job waiting = custody.awaitState(fixture.jobOf(begun), JobState.WAITING);
      assertThat(waiting.code()).contains("purge-waits-for-leases");
    }
    assertThat(custody.availabilityKeysOf(leaving.id())).isEmpty();
    assertThat(fixture.contents.tried()).isEmpty();
    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGING);
    assertThat(fixture.entries("PolicyPurge")).isEmpty();
  }

  @Test
  @DisplayName("Nodes that said they overwrote the keys are not waited for; the receipt names them")
  void forgettingNodes() {
    UUID operators = custody.custody.tenants.create(Operators.TENANT, "test").id();
    Clock clock = Clock.systemUTC();
    Nodes nodes = new Nodes(custody.database, operators, custody.custody.ledger, clock, clock);
    Node node = nodes.admit(UUID.randomUUID());
    NodeBeats beats =
        new NodeBeats(
            custody.database,
            custody.custody.availabilityKeys,
            nodes,
            new NodeBeats.Own(node.id(), "1.0", Duration.ofMinutes(1), Optional::empty),
            operators,
            _ -> {},
            _ -> {},
            clock,
            clock);
    beats.beat();
    mailboxesWithMail(1);
    PurgeCase begun = fixture.begun(leaving);
    try (JobRunner _ = fixture.runner(new PurgeRunSettings(Duration.ofMinutes(5), 1))) {
      Job waiting = custody.awaitState(fixture.jobOf(begun), JobState.WAITING);
      assertThat(waiting.reason().orElseThrow()).contains("Not heard from yet: node-1");
      beats.beat();
      beats.beat();
      fixture.awaitDone(begun);
    }
    assertThat(fixture.entries("PolicyPurge").getFirst().entry().details())
        .containsEntry("nodes", "node-1 overwrote its keys");
  }

  @Test
  @DisplayName(
      "It destroys again, and waits from the beginning, what the availability database has lost")
  void lostCommit() {
    mailboxesWithMail(1);
    UUID key = custody.availabilityKeysOf(leaving.id()).getFirst();
    byte[] sealed = fixture.sealedAvailabilityKeys(leaving.id()).getFirst();
    PurgeCase begun = fixture.begun(leaving);
    WatchedTime time = new WatchedTime();
    try (JobRunner _ = fixture.runner(new PurgeRunSettings(Duration.ofMinutes(5), 1), time)) {
      custody.awaitState(fixture.jobOf(begun), JobState.WAITING);
      time.advance(Duration.ofMinutes(4));
      failOver(key, sealed);
      Eventually.holds("destroyed again", () -> custody.availabilityKeysOf(leaving.id()).isEmpty());
      time.advance(Duration.ofMinutes(4));
      time.awaitTwoLooks();
      awaitWaitForLeases(begun);
      time.advance(Duration.ofMinutes(5));
      fixture.awaitDone(begun);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LATE_PACKS", "JOURNALS", "PROOF", ""})
  @DisplayName("It comes to its end, and waits again, if that is lost after the wait for the nodes")
  void lostAfterTheWait(String phase) {
    mailboxesWithMail(1);
    UUID key = custody.availabilityKeysOf(leaving.id()).getFirst();
    byte[] sealed = fixture.sealedAvailabilityKeys(leaving.id()).getFirst();
    PurgeCase begun = fixture.begun(leaving);
    WatchedTime time = new WatchedTime();
    AtomicBoolean isOver = new AtomicBoolean();
    Consumer<JobStep> before =
        step -> {
          boolean isThere =
              phase.isEmpty()
                  ? step.shard() == step.shards()
                  : step.position().startsWith(phase + " ");
          if (isThere && isOver.compareAndSet(false, true)) {
            failOver(key, sealed);
          }
        };
    try (JobRunner _ =
        fixture.runner(new PurgeRunSettings(Duration.ofMinutes(5), 1), time, before)) {
      custody.awaitState(fixture.jobOf(begun), JobState.WAITING);
      time.advance(Duration.ofMinutes(5));
      Eventually.holds("failed over", PurgeFixture.PATIENCE, isOver::get);
      Eventually.holds("destroyed again", () -> custody.availabilityKeysOf(leaving.id()).isEmpty());
      time.awaitTwoLooks();
      awaitWaitForLeases(begun);
      time.advance(Duration.ofMinutes(5));
      fixture.awaitDone(begun);
    }
    assertThat(custody.availabilityKeysOf(leaving.id())).isEmpty();
    assertThat(custody.custody.availabilityKeys.endedNow().has(leaving.id())).isTrue();
    assertThat(fixture.jobOf(begun).statement()).containsEntry("triedOwners", "1");
  }

  /** Transactions of other tests may put off the erasure, and so the wait. */
  private void awaitWaitForLeases(PurgeCase begun) {
    Eventually.holds(
        "waits for leases",
        () -> fixture.jobOf(begun).code().equals(Optional.of("purge-waits-for-leases")));
  }

  /** Nanoseconds that pass when a test says so, and at which a job looks. */
  private static final class WatchedTime implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public long getAsLong() {
      looks.incrementAndGet();
      return nanos.get();
    }

    void advance(Duration time) {
      nanos.addAndGet(time.toNanos());
    }

    void awaitTwoLooks() {
      int before = looks.get();
      Eventually.holds("looked twice", () -> looks.get() >= before + 2);
    }
  }

  /** To a standby of the availability database that has not heard of the purge. */
  private void failOver(UUID key, byte[] sealed) {
    custody.custody.availabilityDatabase.write(
        tx -> {
          tx.execute("DELETE FROM ended_policies");
          return tx.createUpdate(
                  """
                  INSERT INTO availability_keys (id, tenant_id, policy_id, sealed_key, created_at)
                  VALUES (:id, :tenantId, :policyId, :sealed, :now)\
                  """)
              .bind("id", key)
              .bind("tenantId", custody.tenant)
              .bind("policyId", leaving.id())
              .bind("sealed", sealed)
              .bind("now", Instant.now())
              .execute();
        });
  }

  @Test
  @DisplayName(
      "fault35: a clock that jumps a day ahead does not end the wait, one put back no more")
  void fault35_leases() {
    mailboxesWithMail(1);
    PurgeCase begun = fixture.begun(leaving);
    PurgeRunSettings minutes = new PurgeRunSettings(Duration.ofMinutes(5), 1);
    try (JobRunner _ = fixture.runner(minutes, jumping(Duration.ofDays(1)))) {
      Job waiting = custody.awaitState(fixture.jobOf(begun), JobState.WAITING);
      assertThat(waiting.code()).contains("purge-waits-for-leases");
    }
    try (JobRunner _ = fixture.runner(PurgeFixture.AT_ONCE, jumping(Duration.ofDays(-1)))) {
      fixture.awaitDone(begun);
    }
  }

  /** A clock that has jumped each time that somebody looks at it. */
  private static Clock jumping(Duration jump) {
    AtomicInteger jumps = new AtomicInteger();
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.now().plus(jump.multipliedBy(jumps.getAndIncrement()));
      }
    };
  }

  @Test
  @DisplayName(
      "An object that still opens makes it fail; once the object does not open, it continues")
  void opens() {
    List<UUID> mailboxes = mailboxesWithMail(3);
    fixture.contents.leak(mailboxes.get(1));
    PurgeCase begun = fixture.begun(leaving);
    try (JobRunner _ = fixture.runner(PurgeFixture.AT_ONCE)) {
      Job failed = custody.awaitState(fixture.jobOf(begun), JobState.FAILED);
      assertThat(failed.code()).contains("purge-not-complete");
      assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGING);
      assertThat(fixture.entries("PolicyPurge")).isEmpty();
      assertThat(fixture.contents.released()).doesNotContain(mailboxes.get(1));
      fixture.contents.seal();
      custody.jobs.resume(custody.tenant, failed.id(), ADMIN);
      custody.awaitState(failed, JobState.DONE);
    }
    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGED);
    assertThat(fixture.entries("PolicyPurge")).hasSize(1);
  }

  @Test
  @DisplayName("It can be paused, but not cancelled")
  void notCancelled() {
    PurgeCase begun = fixture.begun(leaving);
    UUID job = begun.jobId().orElseThrow();
    assertRefused(
        CustodyError.JOB_NOT_CANCELLABLE, () -> custody.jobs.cancel(custody.tenant, job, ADMIN));
    custody.jobs.pause(custody.tenant, job, ADMIN);
    custody.jobs.resume(custody.tenant, job, ADMIN);
    fixture.finish(begun);
  }

  @Test
  @DisplayName(
      "Older copies in packs of another policy are deleted; the other keys in these packs stay")
  void packs() {
    Policy other = custody.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
    Policy third = custody.policy(PolicyKind.MAILBOX, "third", CHARLIE, DELTA);
    List<UUID> mailboxes = custody.mailboxes(12, Optional.of(third.id()));
    custody.runToTheEnd(
        custody.moves.assign(custody.tenant, mailboxes, Optional.of(other.id()), ADMIN));
    assertThat(custody.custody.bundle.packsOf(other.id())).hasSize(1);
    List<UUID> leave = mailboxes.subList(0, 3);
    custody.runToTheEnd(
        custody.moves.assign(custody.tenant, leave, Optional.of(leaving.id()), ADMIN));
    List<WrappedOwnerKey> gone = leave.stream().map(custody::keyOf).toList();
    List<WrappedOwnerKey> kept = mailboxes.subList(3, 12).stream().map(custody::keyOf).toList();

    fixture.finish(fixture.begun(leaving));

    List<WrappedOwnerKey> packed =
        custody.custody.bundle.packsOf(other.id()).stream()
            .flatMap(pack -> KeyBundle.ownerKeysInPack(pack).stream())
            .toList();
    assertThat(packed).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(gone)
        .allSatisfy(
            key ->
                assertThat(
                        custody.custody.bundle.copiesOf(
                            new BundlePart(
                                custody.tenant, BundlePart.Kind.OWNER_KEY, key.ownerKeyId())))
                    .isEmpty());
  }

  @Test
  @DisplayName("A retired key that still had content under it is destroyed with the present one")
  void retired() {
    UUID mailbox = custody.mailbox();
    UUID before = custody.keyOf(mailbox).ownerKeyId();
    custody.resealer.put(before, 4, 0);
    custody.resealer.hinder(before);
    Job move =
        custody.moves.assign(custody.tenant, List.of(mailbox), Optional.of(leaving.id()), ADMIN);
    try (JobRunner _ = custody.runner()) {
      Eventually.holds("a key of its own", () -> custody.keyState(before).equals("RETIRED"));
    }
    PurgeCase begun = fixture.begun(leaving);
    Job job = fixture.finish(begun);
    assertThat(custody.keyState(before)).isEqualTo("DESTROYED");
    assertThat(job.statement()).containsEntry("destroyedKeys", "3");
    custody.runToTheEnd(move);
  }

  @Test
  @DisplayName("Purged mailboxes cannot be moved: other orders skip them")
  void passedBy() {
    List<UUID> mailboxes = mailboxesWithMail(2);
    Policy other = custody.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
    fixture.finish(fixture.begun(leaving));
    assertRefused(
        CustodyError.POLICY_PURGE_REQUESTED,
        () -> custody.moves.assignAll(custody.tenant, leaving.id(), other.id(), ADMIN));
    assertRefused(
        CustodyError.POLICY_PURGE_REQUESTED,
        () -> custody.moves.assign(custody.tenant, mailboxes, Optional.of(other.id()), ADMIN));
    Policy covering = custody.policy(PolicyKind.MULTI_WORKLOAD, "all", CHARLIE, DELTA);
    Job job =
        custody.runToTheEnd(
            custody.moves.assignMultiWorkload(custody.tenant, Optional.of(covering.id()), ADMIN));
    assertThat(job.statement()).containsEntry("owners", "0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("fault 29: it crashes at any of its writes, goes on to its end, and says so once")
  void fault29_crashes(boolean afterwards) {
    int n = 1;
    boolean reached = true;
    while (reached) {
      Policy policy = custody.mailboxPolicy("crash-%d".formatted(n));
      leaving = policy;
      List<UUID> mailboxes = mailboxesWithMail(3);
      List<WrappedOwnerKey> keys = mailboxes.stream().map(custody::keyOf).toList();
      PurgeCase begun = fixture.begun(policy);
      CrashPoint point = new CrashPoint(n, afterwards);
      try (JobRunner _ = fixture.runner(point, PurgeFixture.AT_ONCE)) {
        fixture.awaitDone(begun);
      }
      assertNothingLeft(keys);
      assertThat(fixture.contents.released()).containsAll(mailboxes);
      assertThat(fixture.jobOf(begun).statement())
          .containsEntry("destroyedOwners", "3")
          .containsEntry("destroyedKeys", "4")
          .containsEntry("destroyedObjects", "9");
      assertThat(
              fixture.entries("PolicyPurge").stream()
                  .filter(e -> e.entry().objectId().equals(begun.id().toString())))
          .hasSize(1);
      reached = point.isReached();
      n++;
      assertThat(n).isLessThan(100);
    }
    // Fewer would mean that the crashes were not where the writes are.
    assertThat(n).isGreaterThan(20);
  }
}
