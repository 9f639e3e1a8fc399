package dev.freehold.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checker that never fails proves nothing: what is wrong on purpose has to be found. */
@DisplayName("Planted faults")
@Order(1)
class PlantedFaultsTest {

  private static final int MAX_ROUNDS = 12;

  @TempDir private Path folder;

  /** Each fault, a seed whose history shows it so far, and what the checker says. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PURGE_SAYS_DONE_EARLY, 100, PURGED means that no copy of a key is left",
    "PURGE_SAYS_DONE_TWICE, 100, 'a purge ends once, with one entry'",
    "ROLL_LOST, 103, a roll ends at the newest version or later",
    "MOVE_LOST, 100, an ordered move comes to its end",
    "LEASE_IGNORED, 104, nothing opens a lease after both roots refuse",
    "HOLD_LOST, 100, a hold is there from its placing to its lifting",
    "PERMISSION_NOT_ASKED, 100, a purge needs both permissions gone",
    "STATE_GOES_BACK, 100, the life of a policy goes forward step by step"
  })
  @DisplayName("The checker names the promise that a fault breaks")
  void named(Fault fault, long seed, String promise) throws Exception {
    boolean found = false;
    for (int round = 0; round < MAX_ROUNDS && !found; round++) {
      Path place = Files.createDirectory(folder.resolve("round" + round));
      Run run = Run.of(Dialect.SQLITE, place, seed + round, Run.STEPS, fault);
      found = run.broken().stream().anyMatch(broken -> broken.startsWith(promise));
    }
    assertThat(found).as("%s within %d histories", fault, MAX_ROUNDS).isTrue();
  }
}
