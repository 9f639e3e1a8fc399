package dev.freehold.bench.policies;

import dev.freehold.bench.policies.PairedCosts.Arm;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What messages, documents and a list of policies cost with rows that are sealed, and with the same
 * rows whose seals nobody looks at, in turn.
 */
final class SealsCostBench {

  private static final int WRITES = PairedCosts.PLACES;
  private static final int READS = 2_000;
  private static final int PAIRS_PER_ROUND = 12;

  private final Path folder;
  private final LeaseSettings leases;

  /** With keys that are held for {@code lease}. */
  SealsCostBench(Path folder, Duration lease) {
    this.folder = folder.resolve("seals-" + lease.toSeconds());
    this.leases = LeaseSettings.withLease(lease);
  }

  @SuppressWarnings("SystemOut")
  void run(int rounds) throws Exception {
    try (Arm with = arm("with", PolicyStage.Seals.CHECKED);
        Arm without = arm("without", PolicyStage.Seals.UNCHECKED)) {
      System.out.printf("keys held for %s%n", leases.lease());
      PairedCosts costs = new PairedCosts(with, without, rounds * PAIRS_PER_ROUND);
      costs.compare("append a message of 64 KiB", WRITES, (arm, i) -> arm.paths().append(i));
      costs.compare("read it", READS, (arm, i) -> arm.paths().read(i));
      costs.compare("put a document of 64 KiB", WRITES, (arm, i) -> arm.paths().put(i));
      costs.compare("get it", READS, (arm, i) -> arm.paths().get(i));
      costs.compare("open a key", READS * 10, (arm, i) -> arm.paths().openKey(i));
      costs.compare("list ten policies", READS, (arm, i) -> arm.stage().listPolicies());
    }
  }

  private Arm arm(String name, PolicyStage.Seals seals) throws IOException {
    Path own = folder.resolve(name);
    PolicyStage stage =
        new PolicyStage(
            own,
            new DatabaseSettings.Sqlite(own.resolve("main.db")),
            leases,
            blobs -> blobs,
            database -> new Ledger(database, PolicyStage.CLOCK),
            seals);
    return new Arm(stage, new ContentPaths(stage));
  }
}
