package dev.freehold.bench.policies;

import dev.freehold.bench.policies.PairedCosts.Arm;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * What messages and documents cost with the ledger and without it, in turn. Neither writes an entry
 * by itself: each use of a root key does, once in the time that keys are held. Beside that, the
 * first opening by a node that holds nothing yet, which has to wait for its entry.
 */
final class LedgerCostBench {

  private static final int WRITES = PairedCosts.PLACES;
  private static final int READS = 2_000;
  private static final int PAIRS_PER_ROUND = 12;
  private static final int COLD_OPENS = 200;
  private static final Requester ALICE = Requester.user("alice");

  private final Path folder;
  private final LeaseSettings leases;

  /** With keys that are held for {@code lease}. */
  LedgerCostBench(Path folder, Duration lease) {
    this.folder = folder.resolve("ledger-" + lease.toSeconds());
    this.leases = LeaseSettings.withLease(lease);
  }

  void run(int rounds) throws Exception {
    int pairs = rounds * PAIRS_PER_ROUND;
    try (Arm with = arm("with", database -> new Ledger(database, PolicyStage.CLOCK));
        Arm without =
            arm(
                "without",
                database -> new Ledger(new SilentDatabase(database), PolicyStage.CLOCK))) {
      PairedCosts costs = new PairedCosts(with, without, pairs);
      compare(costs, with, "append a message of 64 KiB", WRITES, ContentPaths::append);
      compare(costs, with, "read it", READS, ContentPaths::read);
      compare(costs, with, "put a document of 64 KiB", WRITES, ContentPaths::put);
      compare(costs, with, "get it", READS, ContentPaths::get);
      coldOpens(with.stage(), without.stage());
    }
  }

  private interface Work {
    void run(ContentPaths paths, int number) throws IOException;
  }

  @SuppressWarnings("SystemOut")
  private static void compare(PairedCosts costs, Arm with, String what, int count, Work work)
      throws Exception {
    long before = entries(with.stage());
    costs.compare(what, count, (arm, number) -> work.run(arm.paths(), number));
    System.out.printf("%d entries, those of warming up included%n", entries(with.stage()) - before);
  }

  private Arm arm(String name, Function<Database, Ledger> ledgers) throws IOException {
    Path own = folder.resolve(name);
    PolicyStage stage =
        new PolicyStage(
            own,
            new DatabaseSettings.Sqlite(own.resolve("main.db")),
            leases,
            blobs -> blobs,
            ledgers,
            PolicyStage.Seals.CHECKED);
    return new Arm(stage, new ContentPaths(stage));
  }

  private static long entries(PolicyStage stage) {
    return stage.ledger.log(stage.tenantId).head().size();
  }

  @SuppressWarnings("SystemOut")
  private void coldOpens(PolicyStage with, PolicyStage without) {
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

  private static UUID anyKey(PolicyStage stage) {
    return new ManyMailboxes(stage).under(stage.policy("cold"), 1).getFirst();
  }

  private double coldOpen(PolicyStage stage, UUID keyId) {
    try (CachedKeyAccess node = stage.unkept(leases)) {
      long start = System.nanoTime();
      node.open(keyId, ALICE).close();
      return Figures.millis(System.nanoTime() - start);
    }
  }
}
