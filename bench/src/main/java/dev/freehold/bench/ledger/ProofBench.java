package dev.freehold.bench.ledger;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.TenantLog;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.ProofCheck;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Measures how long an inclusion proof takes in a log of a thousand entries and in one of ten
 * million, from reading the head to the last hash, without a cache. Every proof is checked. Without
 * tiles a proof would take about as long as filling the log: every leaf is hashed once.
 */
public final class ProofBench {

  private static final long SMALL = 1_003;
  private static final long LARGE = 10_000_187;
  private static final int WARM_UP = 500;
  private static final int PROOFS = 5_000;
  private static final double MAX_MILLIS = 5;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * How long one proof took.
   *
   * @param cpuMillis without the time in which others had the processor
   */
  private record Took(double millis, double cpuMillis) {}

  private ProofBench() {}

  /** Argument: a folder with half a gigabyte of room on the disk to be measured. */
  @SuppressWarnings("SystemOut") // The table is the result.
  public static void main(String... arguments) throws IOException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "proofs");
    System.out.println(
        "entries      filled s  first ms   p50 ms   p99 ms   max ms  cpu p50  cpu p99   load");
    for (long size : new long[] {SMALL, LARGE}) {
      Path file = folder.resolve(size + ".db");
      UUID tenant = new UUID(4, size);
      long start = System.nanoTime();
      try (Database database =
          Databases.open(new DatabaseSettings.Sqlite(file), List.of(Ledger.MIGRATIONS))) {
        new SyntheticLog(database, tenant, size).write();
      }
      double filled = (System.nanoTime() - start) / 1e9;
      // Opened anew, so that nothing is in the database's own cache.
      try (Database database =
          Databases.open(new DatabaseSettings.Sqlite(file), List.of(Ledger.MIGRATIONS))) {
        measure(new Ledger(database, Clock.systemUTC()), tenant, size, filled);
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Ledger ledger, UUID tenant, long size, double filledSeconds) {
    Random random = new Random(size);
    double first = prove(ledger, tenant, size, random).millis;
    for (int i = 0; i < WARM_UP; i++) {
      prove(ledger, tenant, size, random);
    }
    double[] millis = new double[PROOFS];
    double[] cpuMillis = new double[PROOFS];
    for (int i = 0; i < PROOFS; i++) {
      Took took = prove(ledger, tenant, size, random);
      millis[i] = took.millis;
      cpuMillis[i] = took.cpuMillis;
    }
    Arrays.sort(millis);
    Arrays.sort(cpuMillis);
    double p99 = millis[(int) (PROOFS * 0.99)];
    System.out.printf(
        "%-12d %8.1f %9.2f %8.3f %8.3f %8.2f %8.3f %8.3f %6.1f%n",
        size,
        filledSeconds,
        first,
        millis[PROOFS / 2],
        p99,
        millis[PROOFS - 1],
        cpuMillis[PROOFS / 2],
        cpuMillis[(int) (PROOFS * 0.99)],
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.out.println(
        p99 < MAX_MILLIS
            ? "p99 is below %.0f ms".formatted(MAX_MILLIS)
            : "p99 is NOT below %.0f ms".formatted(MAX_MILLIS));
  }

  private static Took prove(Ledger ledger, UUID tenant, long size, Random random) {
    long index = random.nextLong(size);
    long startCpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    TenantLog log = ledger.log(tenant);
    LedgerHead head = log.head();
    List<MerkleHash> proof = Proofs.inclusion(log.hashes(), index, head.size());
    long nanos = System.nanoTime() - start;
    long cpuNanos = THREADS.getCurrentThreadCpuTime() - startCpu;
    MerkleHash leaf = SyntheticLog.leaf(index);
    if (!ProofCheck.included(leaf, index, size, proof, head.root())) {
      throw new IllegalStateException("the proof of entry %d is wrong".formatted(index));
    }
    return new Took(nanos / 1e6, cpuNanos / 1e6);
  }
}
