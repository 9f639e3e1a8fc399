package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant NOW = START.plusSeconds(60);

  private static Job job(JobState state, long doneItems, long totalItems, long doneBytes) {
    return new Job(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "toy",
        UUID.randomUUID(),
        state,
        Optional.empty(),
        Optional.empty(),
        doneItems,
        totalItems,
        doneBytes,
        1000,
        START,
        Optional.of(START),
        Optional.empty(),
        "admin",
        Map.of());
  }

  private static NewJob newJob(String kind, Map<String, String> parameters, int shards) {
    return new NewJob(
        UUID.randomUUID(),
        kind,
        UUID.randomUUID(),
        parameters,
        shards,
        0,
        0,
        Optional.empty(),
        "admin",
        Role.EXCHANGE_ADMIN);
  }

  @Test
  @DisplayName("The estimate goes on at the rate since the start, by items or else by bytes")
  void estimate() {
    assertThat(job(JobState.RUNNING, 25, 100, 0).estimatedEnd(NOW)).contains(NOW.plusSeconds(180));
    assertThat(job(JobState.RUNNING, 7, 0, 500).estimatedEnd(NOW)).contains(NOW.plusSeconds(60));
  }

  @Test
  @DisplayName("There is no estimate while nothing is known")
  void noEstimate() {
    assertThat(job(JobState.RUNNING, 0, 100, 0).estimatedEnd(NOW)).isEmpty();
    assertThat(job(JobState.RUNNING, 100, 100, 0).estimatedEnd(NOW)).isEmpty();
    assertThat(job(JobState.RUNNING, 25, 100, 0).estimatedEnd(START)).isEmpty();
    assertThat(job(JobState.WAITING, 25, 100, 0).estimatedEnd(NOW)).isEmpty();
    assertThat(job(JobState.PAUSED, 25, 100, 0).estimatedEnd(NOW)).isEmpty();
  }

  @Test
  @DisplayName("A new job is bounded in every part")
  void bounds() {
    newJob("roll-file-key", Map.of("keyUri", "https://kv"), 64);
    assertThatIllegalArgumentException().isThrownBy(() -> newJob("Roll", Map.of(), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> newJob("", Map.of(), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> newJob("roll", Map.of(), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> newJob("roll", Map.of(), 65));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newJob("roll", Map.of("key uri", "x"), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newJob("roll", Map.of("key", "x".repeat(1025)), 1));
    Map<String, String> many =
        IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "p" + i, i -> "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> newJob("roll", many, 1));
  }

  @Test
  @DisplayName("A reason that is too long is cut between characters")
  void clipped() {
    assertThat(Names.cut("abc", 3)).isEqualTo("abc");
    assertThat(Names.cut("abcd", 3)).isEqualTo("abc");
    assertThat(Names.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
  }
}
