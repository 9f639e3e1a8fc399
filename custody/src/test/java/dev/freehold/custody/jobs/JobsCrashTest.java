package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class JobsCrashTest {

  private static final int ROUNDS = 6;
  private static final int SHARDS = 4;
  private static final int ITEMS_PER_SHARD = 500;
  private static final int MAX_COMMITS_PER_ROUND = 120;

  /** How much a node does at most that is not killed at once; it must not come to the end. */
  private static final int MAX_LINES_TOO_MANY = 20;

  private static final long SEED = 20261124;

  @TempDir Path folder;

  @Test
  @DisplayName("fault20: After SIGKILL, 6 times, a job goes on and does every item once")
  void fault20_killedAgainAndAgain() throws Exception {
    Path file = folder.resolve("jobs.db");
    UUID subject = UUID.randomUUID();
    UUID tenant;
    UUID id;
    try (JobsFixture fixture = new JobsFixture(CrashingJobs.settings(file))) {
      tenant = fixture.tenant;
      id = fixture.create(subject, SHARDS, ITEMS_PER_SHARD, 2);
    }
    Random random = new Random(SEED);
    Map<Integer, Integer> acknowledged = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(file, 1 + random.nextInt(MAX_COMMITS_PER_ROUND), acknowledged);
    }
    int items = acknowledged.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(items).as("seed %d", SEED).isBetween(1, SHARDS * ITEMS_PER_SHARD);
    try (JobsFixture fixture = new JobsFixture(CrashingJobs.settings(file), tenant)) {
      assertThat(fixture.get(id).doneItems()).isGreaterThanOrEqualTo(items);
      assertThat(fixture.get(id).state()).isEqualTo(JobState.RUNNING);
      try (JobRunner _ =
          fixture.runner(new ToyKind(), JobsFixture.takingOver(), JobsFixture.IDLE)) {
        fixture.awaitState(id, JobState.DONE);
      }
      assertThat(ToyKind.times(fixture.database, subject)).containsExactly(1);
      assertThat(fixture.get(id).doneItems()).isEqualTo(SHARDS * ITEMS_PER_SHARD);
    }
  }

  /** Kills the node after so many lines, in the middle of whatever it does then. */
  private static void runAndKill(Path file, int lines, Map<Integer, Integer> acknowledged)
      throws Exception {
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                "-cp",
                System.getProperty("java.class.path"),
                CrashingJobs.class.getName(),
                file.toString(),
                Integer.toString(lines + MAX_LINES_TOO_MANY))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader reader = node.inputReader(StandardCharsets.US_ASCII)) {
      String line = reader.readLine();
      for (int read = 1; line != null; read++) {
        // The pipe may break off inside the last line, which then was not acknowledged.
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && parts[2].equals("done")) {
          acknowledged.merge(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), Math::max);
        }
        if (read == lines) {
          // Through the handle, because the process itself would close the pipe that is read here.
          assertThat(node.toHandle().destroyForcibly()).isTrue();
        }
        line = reader.readLine();
      }
    }
    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
  }
}
