package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.BundleAgrees;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, moves and new mailboxes that meet, on every database. */
abstract class RaceContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  RaceContract(Dialect dialect) {
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

  private Job assign(UUID mailbox, Policy policy) {
    return fixture.moves.assign(fixture.tenant, List.of(mailbox), Optional.of(policy.id()), ADMIN);
  }

  @Test
  @DisplayName("An order that comes while an earlier one is carried out is the one that counts")
  void laterOrderWins() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    UUID mailbox = fixture.mailbox(Optional.of(one.id()));
    Job first = assign(mailbox, two);
    // The second order has nothing to move: the key is where it has to be, until the first commits.
    try (JobRunner _ = fixture.interrupted(() -> fixture.finish(assign(mailbox, one)))) {
      fixture.finish(first);
    }
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(one.id());
    assertThat(fixture.standing(mailbox).isSettled()).isTrue();
    assertThat(fixture.keyOf(mailbox).revision()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "If one mailbox is assigned another policy while all of its policy move, it goes to that one")
  void singleOrderDuringTheMoveOfAll() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    Policy three = fixture.mailboxPolicy("three");
    List<UUID> all = fixture.mailboxes(40, Optional.of(one.id()));
    AtomicReference<Job> single = new AtomicReference<>();
    Job job = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    UUID special = all.stream().min(UUID::compareTo).orElseThrow();
    try (JobRunner _ = fixture.interrupted(() -> single.set(assign(special, three)))) {
      fixture.finish(job);
      fixture.finish(single.get());
    }
    assertThat(all)
        .allSatisfy(
            owner -> {
              assertThat(fixture.standing(owner).isSettled()).isTrue();
              assertThat(fixture.standing(owner).policyId())
                  .isEqualTo(owner.equals(special) ? three.id() : two.id());
            });
  }

  @Test
  @DisplayName(
      "A mailbox that was there already, and leaves while all of its policy move, comes back")
  void leavesDuringTheMoveOfAll() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    List<UUID> all = fixture.mailboxes(20, Optional.of(one.id()));
    List<UUID> half = all.subList(0, 10);
    fixture.runToTheEnd(fixture.moves.assign(fixture.tenant, half, Optional.of(two.id()), ADMIN));
    // Ordered back, which its own job does not come to before the other one has read its page.
    Job back = fixture.moves.assign(fixture.tenant, half, Optional.of(one.id()), ADMIN);
    fixture.jobs.pause(fixture.tenant, back.id(), ADMIN);
    Job job = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    try (JobRunner _ =
        fixture.interrupted(
            () -> {
              fixture.jobs.resume(fixture.tenant, back.id(), ADMIN);
              fixture.finish(back);
            })) {
      fixture.finish(job);
    }
    assertThat(all)
        .allSatisfy(
            owner -> {
              assertThat(fixture.standing(owner).isSettled()).isTrue();
              assertThat(fixture.standing(owner).policyId()).isEqualTo(two.id());
            });
  }

  @Test
  @DisplayName("A mailbox that is made behind the last page of a part, while that moves, moves too")
  void newMailboxBehindTheLastPage() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    UUID before = fixture.mailbox(Optional.of(one.id()));
    NewOwner behind = NewOwner.mailbox(fixture.tenant, new UUID(-1, -2), Optional.of(one.id()));
    Job job = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    try (JobRunner _ = fixture.interrupted(() -> fixture.ownerKeys.create(behind, SYSTEM))) {
      fixture.finish(job);
    }
    assertThat(List.of(before, behind.ownerId()))
        .allSatisfy(
            owner -> {
              assertThat(fixture.standing(owner).isSettled()).isTrue();
              assertThat(fixture.standing(owner).policyId()).isEqualTo(two.id());
            });
  }

  @Test
  @DisplayName("A mailbox that is made while the tenant's policy changes comes under the new one")
  void newMailboxesDuringAChange() throws Exception {
    Policy one = fixture.policy(PolicyKind.MULTI_WORKLOAD, "one", ALPHA, BRAVO);
    Policy two = fixture.policy(PolicyKind.MULTI_WORKLOAD, "two", CHARLIE, DELTA);
    ConcurrentHashMap<UUID, Boolean> made = new ConcurrentHashMap<>();
    try (JobRunner _ = fixture.runner();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> makers = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        makers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 25; i++) {
                    made.put(makeWhateverCovers(), true);
                  }
                }));
      }
      for (Optional<UUID> next :
          List.of(
              Optional.of(one.id()),
              Optional.of(two.id()),
              Optional.<UUID>empty(),
              Optional.of(one.id()))) {
        fixture.finish(fixture.moves.assignMultiWorkload(fixture.tenant, next, ADMIN));
      }
      for (Future<?> maker : makers) {
        maker.get();
      }
    }
    assertThat(made).hasSize(100);
    assertThat(made.keySet())
        .allSatisfy(
            owner -> {
              assertThat(fixture.standing(owner).isSettled()).isTrue();
              assertThat(fixture.standing(owner).policyId()).isEqualTo(one.id());
            });
  }

  private UUID makeWhateverCovers() {
    while (true) {
      NewOwner owner = NewOwner.mailbox(fixture.tenant, UUID.randomUUID(), Optional.empty());
      try {
        fixture.ownerKeys.create(owner, SYSTEM);
        return owner.ownerId();
      } catch (CustodyException e) {
        assertThat(e.error()).isEqualTo(CustodyError.COVERAGE_CHANGED);
      }
    }
  }

  @Test
  @DisplayName("The service-managed default is made once, however many need it at once")
  void serviceManagedOnce() throws Exception {
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    List<Callable<UUID>> asks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asks.add(() -> fixture.custody.servicePolicies.ensure(other));
    }
    HashSet<UUID> ids = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<UUID> made : threads.invokeAll(asks)) {
        ids.add(made.get());
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(fixture.policies.list(other, PolicyKind.SERVICE_MANAGED)).hasSize(1);
    assertThat(fixture.custody.entries(other, "PolicyCreate")).hasSize(1);
  }

  @Test
  @DisplayName("Whatever orders compete, every mailbox ends up where the last one puts it")
  void randomOrders() throws Exception {
    long seed = System.nanoTime();
    List<Optional<UUID>> targets =
        List.of(
            Optional.of(fixture.mailboxPolicy("one").id()),
            Optional.of(fixture.mailboxPolicy("two").id()),
            Optional.of(fixture.mailboxPolicy("three").id()),
            Optional.empty());
    List<UUID> owners = fixture.mailboxes(12, targets.getFirst());
    try (JobRunner _ = fixture.runner(5);
        JobRunner _ = fixture.otherNode(5);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> administrators = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(seed + thread);
        administrators.add(threads.submit(() -> orderAtRandom(random, owners, targets)));
      }
      for (Future<?> administrator : administrators) {
        administrator.get();
      }
      Eventually.holds("no job is left", this::allJobsEnded);
    }
    assertThat(fixture.jobs.list(fixture.tenant, new UUID(0, 0), 1000))
        .as("seed %d", seed)
        .allSatisfy(job -> assertThat(job.state()).isEqualTo(JobState.DONE));
    for (UUID owner : owners) {
      assertThat(fixture.standing(owner).isSettled()).as("seed %d", seed).isTrue();
      fixture.openCold(fixture.standing(owner).keyId(), SYSTEM).close();
    }
  }

  private void orderAtRandom(Random random, List<UUID> owners, List<Optional<UUID>> targets) {
    for (int i = 0; i < 12; i++) {
      Optional<UUID> target = targets.get(random.nextInt(targets.size()));
      Optional<UUID> from = targets.get(random.nextInt(targets.size()));
      if (target.isPresent() && from.isPresent() && random.nextInt(4) == 0) {
        assignAll(from.get(), target.get());
      } else {
        List<UUID> some = owners.stream().filter(owner -> random.nextInt(3) == 0).toList();
        fixture.moves.assign(fixture.tenant, some.isEmpty() ? owners : some, target, ADMIN);
      }
    }
  }

  private void assignAll(UUID from, UUID to) {
    try {
      fixture.moves.assignAll(fixture.tenant, from, to, ADMIN);
    } catch (CustodyException e) {
      assertThat(e.error()).isEqualTo(CustodyError.JOB_RUNNING);
    }
  }

  private boolean allJobsEnded() {
    return fixture.jobs.list(fixture.tenant, new UUID(0, 0), 1000).stream()
        .noneMatch(Job::isUnfinished);
  }
}
