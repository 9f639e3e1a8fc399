package dev.freehold.bench.policies;

import dev.freehold.bench.importing.RunFolder;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.DatabaseSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * Whether the purge of a policy with a hundred gigabytes under it takes as long as that of one with
 * a hundred megabytes, each in its own database, in turn. Once with as many objects that are a
 * thousand times as large, and once with a thousand times as many messages.
 */
final class PurgeBench {

  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final LeaseSettings LEASES = LeaseSettings.withLease(LEASE);
  private static final int FACTOR = 1_000;

  /** 2,000 objects of 50 kB or 50 MB; one blob of each mailbox is there, to be opened before. */
  private static final PurgeContent SMALL = new PurgeContent(500, 1, 3, 50_000);

  private static final PurgeContent LARGE = new PurgeContent(500, 1, 3, 50_000 * FACTOR);

  /** Messages of 76.9 kB, 13 or 13,000 in each mailbox; the blobs of most are not there. */
  private static final PurgeContent FEW = new PurgeContent(100, 13, 0, 76_923);

  private static final PurgeContent MANY = new PurgeContent(100, 13, 13 * FACTOR - 13, 76_923);

  private final Path folder;

  PurgeBench(Path folder) {
    this.folder = folder;
  }

  void run(int rounds) throws Exception {
    compare("a thousand times as many messages", FEW, MANY, rounds);
    compare("as many objects, a thousand times as large", SMALL, LARGE, rounds);
  }

  @SuppressWarnings("SystemOut")
  private void compare(String how, PurgeContent small, PurgeContent large, int rounds)
      throws Exception {
    System.out.printf("%s%n", how);
    purge(small); // to warm up
    List<PurgeTiming> smalls = new ArrayList<>();
    List<PurgeTiming> larges = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        smalls.add(purge(small));
        larges.add(purge(large));
      } else {
        larges.add(purge(large));
        smalls.add(purge(small));
      }
    }
    print(smalls);
    print(larges);
    System.out.printf(
        "  ratio of the medians %.2f, median of the rounds' ratios %.2f, of processor time %.2f;"
            + " goal 0.80 to 1.20%n",
        median(larges, PurgeTiming::run) / median(smalls, PurgeTiming::run),
        ratio(larges, smalls, PurgeTiming::run),
        ratio(larges, smalls, PurgeTiming::processor));
  }

  @SuppressWarnings("SystemOut")
  private PurgeTiming purge(PurgeContent content) throws Exception {
    Path own = folder.resolve("purge");
    try (PolicyStage stage =
        new PolicyStage(
            own,
            new DatabaseSettings.Sqlite(own.resolve("main.db")),
            LEASES,
            blobs -> new SparseBlobs(blobs, own.resolve("sparse")),
            database -> new Ledger(database, PolicyStage.CLOCK),
            PolicyStage.Seals.CHECKED)) {
      UUID policyId = stage.policy("purged");
      UUID sealed = content.fill(stage, policyId);
      PurgeStage purges = new PurgeStage(stage, LEASES);
      purges.requireOpen(sealed);
      PurgeTiming timing = purges.purge(policyId, LEASE);
      System.out.printf(
          "    %,7d MB, database %,d MB: run %,.0f ms, lease %,.0f ms, processor %,.0f ms, list"
              + " %.0f ms, load %.1f%n",
          timing.bytes() / 1_000_000,
          own.resolve("main.db").toFile().length() / 1_000_000,
          timing.run(),
          timing.leaseWait(),
          timing.processor(),
          timing.list(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      return timing;
    } finally {
      RunFolder.delete(own);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(List<PurgeTiming> all) {
    Map<String, Double> phases = new TreeMap<>();
    for (String phase : all.getFirst().phases().keySet()) {
      phases.put(phase, median(all, one -> one.phases().get(phase)));
    }
    StringBuilder text = new StringBuilder();
    phases.forEach((phase, millis) -> text.append(" %s %.0f".formatted(phase, millis)));
    System.out.printf(
        "  %,d MB: approval to PURGED %,.0f ms without the wait for leases of %,.0f ms;"
            + " steps, ms:%s%n",
        all.getFirst().bytes() / 1_000_000,
        median(all, PurgeTiming::run),
        median(all, PurgeTiming::leaseWait),
        text);
  }

  /** The median of what each round has. */
  private static double ratio(
      List<PurgeTiming> larges, List<PurgeTiming> smalls, ToDoubleFunction<PurgeTiming> what) {
    double[] ratios = new double[larges.size()];
    Arrays.setAll(
        ratios,
        round -> what.applyAsDouble(larges.get(round)) / what.applyAsDouble(smalls.get(round)));
    return Figures.median(ratios);
  }

  private static double median(List<PurgeTiming> all, ToDoubleFunction<PurgeTiming> what) {
    return Figures.median(all.stream().mapToDouble(what).toArray());
  }
}
