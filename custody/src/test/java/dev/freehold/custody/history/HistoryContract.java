package dev.freehold.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of several clients and two nodes that die at their writes, on every database.
 * Replay one with {@code -Dfreehold.seed=N}.
 */
@DisplayName("Whatever clients ask for, and whenever a node dies")
abstract class HistoryContract {

  private final Dialect dialect;
  private final int rounds;
  private final int steps;
  @TempDir private Path folder;

  HistoryContract(Dialect dialect, int rounds, int steps) {
    this.dialect = dialect;
    this.rounds = rounds;
    this.steps = steps;
  }

  @Test
  @DisplayName("every promise about policies, rolls, revocation and purges is kept")
  void promisesAreKept() throws Exception {
    Long given = Long.getLong("freehold.seed");
    // -Dfreehold.history.rounds=50 for the long run.
    int rounds = Integer.getInteger("freehold.history.rounds", this.rounds);
    Random seeds = new SecureRandom();
    for (int round = 0; round < (given == null ? rounds : 1); round++) {
      long seed = given == null ? seeds.nextLong() : given;
      Path place = Files.createDirectory(folder.resolve("round" + round));
      Run run = Run.of(dialect, place, seed, steps, Fault.NONE);
      assertThat(run.broken()).as("-Dfreehold.seed=%d, %s", seed, run).isEmpty();
    }
  }
}
