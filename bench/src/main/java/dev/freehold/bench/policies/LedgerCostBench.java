package dev.freehold.bench.policies;

import com.sun.management.OperatingSystemMXBean;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What messages and documents cost with the ledger and without it, in turn. Neither writes an entry
 * by itself: each use of a root key does, once in the time that keys are held. Beside that, the
 * first opening by a node that holds nothing yet, which has to wait for its entry.
 */
final class LedgerCostBench {

  private static final int THREADS = 8;
  private static final int WRITES = 300;
  private static final int READS = 2_000;
  private static final int PAIRS_PER_ROUND = 12;
  private static final int COLD_OPENS = 200;
  private static final int WARMING_PAIRS = 4;
  private static final Requester ALICE = Requester.user("alice");
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Path folder;
  private final LeaseSettings leases;

  /** With keys that are held for {@code lease}. */
  LedgerCostBench(Path folder, Duration lease) {
    this.folder = folder.resolve("ledger-" + lease.toSeconds());
    this.leases = LeaseSettings.withLease(lease);
  }

  private interface Work {
    void run(ContentPaths paths, int number) throws IOException;
  }

  /** Milliseconds of wall time and of processor time for one message or document. */
  private record Cost(double wall, double processor) {}

  private record Arm(Stage stage, ContentPaths paths) implements AutoCloseable {
    @Override
    public void close() {
      stage.close();
    }
  }

  void run(int rounds) throws Exception {
    int pairs = rounds * PAIRS_PER_ROUND;
    try (Arm with = arm("with", database -> new Ledger(database, Stage.CLOCK));
        Arm without =
            arm("without", database -> new Ledger(new SilentDatabase(database), Stage.CLOCK))) {
      compare("append a message of 64 KiB", with, without, pairs, WRITES, ContentPaths::append);
      compare("read it", with, without, pairs, READS, ContentPaths::read);
      compare("put a document of 64 KiB", with, without, pairs, WRITES, ContentPaths::put);
      compare("get it", with, without, pairs, READS, ContentPaths::get);
      coldOpens(with.stage, without.stage);
    }
  }

  private Arm arm(String name, Function<Database, Ledger> ledgers) throws IOException {
    Path own = folder.resolve(name);
    Stage stage =
        new Stage(
            own,
            new DatabaseSettings.Sqlite(own.resolve("main.db")),
            leases,
            blobs -> blobs,
            ledgers);
    return new Arm(stage, new ContentPaths(stage));
  }

  @SuppressWarnings("SystemOut")
  private static void compare(String what, Arm with, Arm without, int pairs, int count, Work work)
      throws Exception {
    for (int i = 0; i < WARMING_PAIRS; i++) {
      measure(with, count, work);
      measure(without, count, work);
    }
    Cost[] ledger = new Cost[pairs];
    Cost[] none = new Cost[pairs];
    double[] ratios = new double[pairs];
    long before = entries(with.stage);
    for (int pair = 0; pair < pairs; pair++) {
      if (pair % 2 == 0) {
        ledger[pair] = measure(with, count, work);
        none[pair] = measure(without, count, work);
      } else {
        none[pair] = measure(without, count, work);
        ledger[pair] = measure(with, count, work);
      }
      ratios[pair] = ledger[pair].wall / none[pair].wall;
    }
    System.out.printf(
        "%-26s ms: with %.3f, without %.3f, median of the pairs' ratios %.3f (half of them %.2f to"
            + " %.2f); processor %.3f, %.3f, ratio %.3f; %d entries, load %.1f%n",
        what,
        median(ledger, Cost::wall),
        median(none, Cost::wall),
        Figures.median(ratios),
        Figures.quantile(ratios, 0.25),
        Figures.quantile(ratios, 0.75),
        mean(ledger),
        mean(none),
        mean(ledger) / mean(none),
        entries(with.stage) - before,
        SYSTEM.getSystemLoadAverage());
  }

  private static double median(Cost[] costs, ToDoubleFunction<Cost> what) {
    return Figures.median(Arrays.stream(costs).mapToDouble(what).toArray());
  }

  /** Of processor time, which is counted in steps that are long beside one pair. */
  private static double mean(Cost[] costs) {
    return Arrays.stream(costs).mapToDouble(Cost::processor).average().orElseThrow();
  }

  private static long entries(Stage stage) {
    return stage.ledger.log(stage.tenantId).head().size();
  }

  private static Cost measure(Arm arm, int count, Work work) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long processor = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.run(arm.paths, i % WRITES);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return new Cost(
        Figures.millis(System.nanoTime() - start) / count,
        Figures.millis(SYSTEM.getProcessCpuTime() - processor) / count);
  }

  @SuppressWarnings("SystemOut")
  private void coldOpens(Stage with, Stage without) {
    UUID withKey = anyKey(with);
    UUID withoutKey = anyKey(without);
    double[] withMillis = new double[COLD_OPENS];
    double[] withoutMillis = new double[COLD_OPENS];
    for (int i = 0; i < COLD_OPENS; i++) {
      withMillis[i] = coldOpen(with, withKey);
      withoutMillis[i] = coldOpen(without, withoutKey);
    }
    System.out.printf(
        "first opening by a node, vaults that take 2 ms: with %.2f ms, without %.2f ms%n",
        Figures.median(withMillis), Figures.median(withoutMillis));
  }

  private static UUID anyKey(Stage stage) {
    return new ManyMailboxes(stage).under(stage.policy("cold"), 1).getFirst();
  }

  private double coldOpen(Stage stage, UUID keyId) {
    try (CachedKeyAccess node = stage.unkept(leases)) {
      long start = System.nanoTime();
      node.open(keyId, ALICE).close();
      return Figures.millis(System.nanoTime() - start);
    }
  }
}
