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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PURGE_SAYS_DONE_EARLY, PURGED means that no copy of a key is left",
    "PURGE_SAYS_DONE_TWICE, 'a purge ends once, with one entry'",
    "ROLL_LOST, a roll ends at the newest version or later",
    "MOVE_LOST, an ordered move comes to its end",
    "LEASE_IGNORED, nothing opens a lease after both roots refuse",
    "HOLD_LOST, a hold is there from its placing to its lifting",
    "PERMISSION_NOT_ASKED, a purge needs both permissions gone",
    "STATE_GOES_BACK, the life of a policy goes forward step by step"
  })
  @DisplayName("The checker names the promise that a fault breaks")
  void named(Fault fault, String promise) throws Exception {
    boolean found = false;
    for (int round = 0; round < MAX_ROUNDS && !found; round++) {
      Path place = Files.createDirectory(folder.resolve("round" + round));
      Run run = Run.of(Dialect.SQLITE, place, 100 + round, Run.STEPS, fault);
      found = run.broken().stream().anyMatch(broken -> broken.startsWith(promise));
    }
    assertThat(found).as("%s within %d histories", fault, MAX_ROUNDS).isTrue();
  }
}
