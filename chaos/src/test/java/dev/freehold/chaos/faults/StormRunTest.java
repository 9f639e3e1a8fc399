package dev.freehold.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.world.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What counts is what happened:")
class StormRunTest {

  private final List<String> said = new ArrayList<>();

  @Test
  @DisplayName("a fault as it was planned")
  void asPlanned() throws InterruptedException {
    StormRun run = after(FaultKind.FAILED_OVER, Optional.of(FaultKind.FAILED_OVER));
    assertThat(run.happened()).isEqualTo(Map.of(FaultKind.FAILED_OVER, 1));
    assertThat(run.count()).isEqualTo(1);
    assertThat(said.getLast()).isEqualTo("healed: the databases: failed over");
  }

  @Test
  @DisplayName("a kill, if nobody was promoted")
  void onlyKilled() throws InterruptedException {
    StormRun run = after(FaultKind.SPLIT, Optional.of(FaultKind.KILLED));
    assertThat(run.happened()).isEqualTo(Map.of(FaultKind.KILLED, 1));
    assertThat(said.getLast())
        .isEqualTo("healed: the databases: split, but what happened was killed");
  }

  @Test
  @DisplayName("nothing, if a vault did not acknowledge a revocation in time")
  void unacknowledged() throws InterruptedException {
    StormRun run = after(FaultKind.REVOKED, Optional.empty());
    assertThat(run.happened()).isEmpty();
    assertThat(run.count()).isZero();
    assertThat(said.getLast())
        .isEqualTo("healed: the tenant's root keys: revoked, but what happened was nothing");
  }

  private StormRun after(FaultKind planned, Optional<FaultKind> happened)
      throws InterruptedException {
    List<PlannedFault> healed = new ArrayList<>();
    PlannedFault fault =
        new PlannedFault(
            planned, Duration.ZERO, Duration.ofMillis(1), Machine.PG_1, Optional.empty(), 0);
    StormRun run = new StormRun(_ -> happened, healed::add, said::add);
    run.happen(new Storm(1, List.of(fault)));
    assertThat(healed).containsExactly(fault);
    return run;
  }
}
