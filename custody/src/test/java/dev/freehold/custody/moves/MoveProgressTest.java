package dev.freehold.custody.moves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The estimate of a single mailbox")
class MoveProgressTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(100);

  @Test
  @DisplayName("comes from its bytes and the job's rate where the job is for it alone")
  void alone() {
    assertThat(MoveProgress.estimatedEnd(job(JobState.RUNNING, 0, 1, 2_000), 1_000, NOW))
        .contains(NOW.plusSeconds(50));
  }

  @Test
  @DisplayName("is that of the whole job where the job has many owners")
  void many() {
    assertThat(MoveProgress.estimatedEnd(job(JobState.RUNNING, 4, 10, 2_000), 1_000, NOW))
        .contains(NOW.plusSeconds(150));
    assertThat(MoveProgress.estimatedEnd(job(JobState.RUNNING, 0, 10, 2_000), 1_000, NOW))
        .as("no owner is finished yet")
        .contains(NOW.plusSeconds(50));
  }

  @Test
  @DisplayName("is not given where nothing is known, nothing is left, or the job does not run")
  void unknown() {
    assertThat(MoveProgress.estimatedEnd(job(JobState.RUNNING, 0, 1, 0), 1_000, NOW)).isEmpty();
    assertThat(MoveProgress.estimatedEnd(job(JobState.RUNNING, 0, 1, 2_000), 0, NOW)).isEmpty();
    assertThat(MoveProgress.estimatedEnd(job(JobState.RUNNING, 0, 1, 2_000), 1, START)).isEmpty();
    assertThat(MoveProgress.estimatedEnd(job(JobState.WAITING, 0, 1, 2_000), 1, NOW)).isEmpty();
  }

  private static Job job(JobState state, long doneItems, long totalItems, long doneBytes) {
    return new Job(
        UUID.randomUUID(),
        UUID.randomUUID(),
        Moves.ASSIGN,
        UUID.randomUUID(),
        state,
        Optional.empty(),
        Optional.empty(),
        doneItems,
        totalItems,
        doneBytes,
        0,
        START,
        Optional.of(START),
        Optional.empty(),
        "admin",
        Map.of());
  }
}
