package dev.freehold.bench.policies;

import com.sun.management.OperatingSystemMXBean;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.moves.Moves;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts all mailboxes of one policy under another and back, as a job, and beside it the same without
 * encryption.
 */
final class RewrapBench {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final long GC_EVERY_NANOS = 100_000_000;
  private static final int MEBIBYTE = 1 << 20;
  private static final int PARTS = 16;

  /** By the clock, of the whole job and of its phase alone; and by time of one processor. */
  private static final List<String> MEASURES =
      List.of("order to DONE", "phase KEYS   ", "of processor ");

  private final PolicyStage stage;
  private final int count;
  private final UUID left;
  private final UUID right;
  private final List<UUID> keyIds;

  RewrapBench(PolicyStage stage, int count) {
    this.stage = stage;
    this.count = count;
    this.left = stage.policy("left-" + count);
    this.right = stage.policy("right-" + count);
    this.keyIds = new ManyMailboxes(stage).under(left, count);
  }

  /** Runs an even number of rounds of each after one of each to warm up. */
  @SuppressWarnings("SystemOut")
  void run(int rounds) {
    double[][] wrapped = new double[MEASURES.size()][rounds];
    double[][] plain = new double[MEASURES.size()][rounds];
    TimedKind assign = new TimedKind(kind(Moves.ASSIGN));
    TimedKind without = new TimedKind(new PlainMove(stage.database, stage.bundle));
    try (JobRunner _ = stage.run(List.of(assign, without), () -> false)) {
      for (int round = -1; round < rounds; round++) {
        double[] moved = time(assign, move(left, right));
        double[] back = time(assign, move(right, left));
        double[] plainMoved = time(without, plain(left, right));
        double[] plainBack = time(without, plain(right, left));
        for (int i = 0; round >= 0 && i < MEASURES.size(); i++) {
          wrapped[i][round] = (moved[i] + back[i]) / 2;
          plain[i][round] = (plainMoved[i] + plainBack[i]) / 2;
        }
      }
    }
    requireAllOpen();
    for (int i = 0; i < MEASURES.size(); i++) {
      print(MEASURES.get(i), wrapped[i], plain[i]);
    }
  }

  /** The most memory in use after a collection, while the keys move there and back. */
  @SuppressWarnings("SystemOut")
  void memory() throws InterruptedException {
    TimedKind assign = new TimedKind(kind(Moves.ASSIGN));
    AtomicBoolean over = new AtomicBoolean();
    List<Long> used = new ArrayList<>();
    long before = usedAfterCollection();
    Thread sampler =
        new Thread(
            () -> {
              while (!over.get()) {
                used.add(usedAfterCollection());
                LockSupport.parkNanos(GC_EVERY_NANOS);
              }
            });
    try (JobRunner _ = stage.run(List.of(assign), () -> false)) {
      sampler.start();
      time(assign, move(left, right));
      time(assign, move(right, left));
    }
    over.set(true);
    sampler.join();
    System.out.printf(
        "%,d keys: heap after collections: before %d MiB, most during %d MiB of %d samples%n",
        count,
        before / MEBIBYTE,
        used.stream().mapToLong(Long::longValue).max().orElseThrow() / MEBIBYTE,
        used.size());
  }

  JobKind kind(String name) {
    return stage.kinds().stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Order move(UUID from, UUID to) {
    return () -> stage.moves.assignAll(stage.tenantId, from, to, PolicyStage.ADMIN);
  }

  UUID left() {
    return left;
  }

  UUID right() {
    return right;
  }

  private Order plain(UUID from, UUID to) {
    return () -> {
      String ends = ends(from);
      UUID id =
          stage.database.write(
              tx ->
                  stage.jobs.create(
                      tx,
                      new NewJob(
                          stage.tenantId,
                          PlainMove.NAME,
                          from,
                          Map.of(
                              "from", from.toString(), "to", to.toString(), PlainMove.ENDS, ends),
                          PARTS,
                          count,
                          0,
                          Optional.empty(),
                          PolicyStage.ADMIN,
                          Role.EXCHANGE_ADMIN)));
      stage.jobs.wake();
      return stage.jobs.get(stage.tenantId, id);
    };
  }

  /** Cut into parts of the same size, as a real move is. */
  private String ends(UUID policyId) {
    List<UUID> owners =
        stage.database.read(
            tx ->
                tx.createQuery(
                        "SELECT id FROM key_owners WHERE ordered_policy_id = :id ORDER BY id")
                    .bind("id", policyId)
                    .mapTo(UUID.class)
                    .list());
    return Stream.concat(
            Stream.of(new UUID(0, 0)),
            IntStream.rangeClosed(1, PARTS).mapToObj(i -> owners.get(count * i / PARTS - 1)))
        .map(UUID::toString)
        .collect(Collectors.joining(","));
  }

  /** Keys a second, as {@link #MEASURES} says. */
  private double[] time(TimedKind kind, Order order) {
    kind.reset();
    long start = System.nanoTime();
    long startProcessor = SYSTEM.getProcessCpuTime();
    Job done = Figures.await(stage, order.place());
    long end = System.nanoTime();
    long processor = SYSTEM.getProcessCpuTime() - startProcessor;
    if (done.doneItems() != count) {
      throw new IllegalStateException("not every key was moved: " + done);
    }
    return new double[] {
      count * 1e9 / (end - start),
      count * 1e9 / (kind.endedNanos("KEYS") - kind.beganNanos()),
      count * 1e9 / processor
    };
  }

  /** Plain moves came between: those keys are where they were wrapped for. */
  private void requireAllOpen() {
    Requester bench = Requester.system("bench");
    for (UUID keyId : keyIds) {
      try (Key256 key = stage.keys.open(keyId, bench).key()) {
        key.copy().close();
      }
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @SuppressWarnings("SystemOut")
  private void print(String what, double[] wrapped, double[] plain) {
    double[] ratios = new double[wrapped.length];
    Arrays.setAll(ratios, round -> wrapped[round] / plain[round]);
    System.out.printf(
        "%,d keys, %s: %,.0f keys/s; without encryption %,.0f; median of the ratios %.2f%n"
            + "    with %s%n    without %s%n",
        count,
        what,
        Figures.median(wrapped),
        Figures.median(plain),
        Figures.median(ratios),
        Figures.rounded(wrapped),
        Figures.rounded(plain));
  }

  /** Orders a job. */
  interface Order {
    Job place();
  }
}
