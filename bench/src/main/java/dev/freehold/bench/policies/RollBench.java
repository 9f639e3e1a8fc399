package dev.freehold.bench.policies;

import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.rolls.Rolls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Rolls both roots of a policy with few keys under it and of one with many, in turn. */
final class RollBench {

  private static final int FEW = 10;

  /** The position of a roll when both roots are at their new versions. */
  private static final String BOTH_DONE = "2";

  private final PolicyStage stage;
  private final int many;

  RollBench(PolicyStage stage, int many) {
    this.stage = stage;
    this.many = many;
  }

  @SuppressWarnings("SystemOut")
  void run(int rounds) {
    UUID little = stage.policy("roll-few");
    UUID large = stage.policy("roll-many");
    new ManyMailboxes(stage).under(little, FEW);
    new ManyMailboxes(stage).under(large, many);
    double[] inUseFew = new double[rounds];
    double[] inUseMany = new double[rounds];
    double[] statementMany = new double[rounds];
    JobKind kind =
        stage.kinds().stream()
            .filter(one -> one.name().equals(Rolls.ROLL))
            .findFirst()
            .orElseThrow();
    TimedKind roll = new TimedKind(kind);
    try (JobRunner _ = stage.run(List.of(roll), () -> false)) {
      for (int round = -1; round < rounds; round++) {
        double[] few = time(roll, little);
        double[] all = time(roll, large);
        if (round >= 0) {
          inUseFew[round] = few[0];
          inUseMany[round] = all[0];
          statementMany[round] = all[1];
        }
      }
    }
    System.out.printf(
        "roll until both new versions are in use: %d keys %.1f ms, %,d keys %.1f ms, ratio %.2f%n"
            + "    few %s%n    many %s%n",
        FEW,
        Figures.median(inUseFew),
        many,
        Figures.median(inUseMany),
        Figures.median(inUseMany) / Figures.median(inUseFew),
        Figures.rounded(inUseFew),
        Figures.rounded(inUseMany));
    System.out.printf(
        "statement over %,d keys: %,.0f ms %s%n",
        many, Figures.median(statementMany), Figures.rounded(statementMany));
  }

  /** Milliseconds until the new versions are in use, and from then to the end of the job. */
  private double[] time(TimedKind roll, UUID policyId) {
    roll.reset();
    stage.vaults.renewKeys();
    long start = System.nanoTime();
    Figures.await(
        stage,
        stage.rolls.roll(
            stage.tenantId,
            policyId,
            policyId,
            new TreeMap<>(Map.of(1, Optional.<String>empty(), 2, Optional.<String>empty())),
            PolicyStage.ADMIN));
    long end = System.nanoTime();
    requireNewest(policyId);
    long inUse = roll.lastNanos(BOTH_DONE);
    return new double[] {Figures.millis(inUse - start), Figures.millis(end - inUse)};
  }

  private void requireNewest(UUID policyId) {
    boolean newest =
        stage.policies.get(stage.tenantId, policyId).roots().stream()
            .allMatch(root -> root.keyVersionUri().endsWith(stage.vaults.newestVersion()));
    if (!newest) {
      throw new IllegalStateException("a root is not at its newest version");
    }
  }
}
