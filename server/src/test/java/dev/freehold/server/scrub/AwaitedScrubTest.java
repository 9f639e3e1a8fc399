package dev.freehold.server.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The scrub command, where the database says that a scrub is under way")
class AwaitedScrubTest {

  private static final int SILENT_SECONDS = 300;

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private Path data;
  private FreeholdServer server;

  @BeforeEach
  void start() {
    data = folder.resolve("data");
    server = TestServer.start(data, clock, Map.of("scrub.interval-seconds", "0"));
    assertThat(scrub().exitCode()).isZero();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("fault35, fault55: does not wait for a node that was heard far ahead of the clock")
  void fault55_heardAhead() throws Exception {
    write(Instant.now().plus(Duration.ofDays(10_000)));
    CommandRun run = scrub();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("ended:");
    assertThat(run.err()).doesNotContain("waiting");
  }

  @Test
  @DisplayName("says what it waits for and until when, and that the scrub has broken off")
  void saysWhatItWaitsFor() throws Exception {
    Instant heard = Instant.now();
    write(heard);
    CommandRun run;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      StringWriter err = new StringWriter();
      Future<CommandRun> waiting = threads.submit(() -> scrub(err));
      Eventually.holds("it waits", () -> err.toString().contains("waiting for the scrub"));
      clock.advance(Duration.ofSeconds(SILENT_SECONDS));
      run = waiting.get();
    }
    assertThat(run.err())
        .contains("waiting for the scrub that began at")
        .contains(
            Instant.ofEpochMilli(heard.toEpochMilli()).plusSeconds(SILENT_SECONDS).toString());
    assertThat(run.out()).contains("broken-off:", "'freehold scrub' begins another");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(scrub().exitCode()).isZero();
  }

  private CommandRun scrub() {
    return scrub(new StringWriter());
  }

  private CommandRun scrub(StringWriter err) {
    return CommandRun.of(err, "scrub", "--connection", server.operatorConnection().toString());
  }

  private void write(Instant seenAt) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(
                "jdbc:sqlite:" + data.resolve("freehold.db") + "?busy_timeout=10000");
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "UPDATE content_scrub SET ended_at = NULL, seen_at = " + seenAt.toEpochMilli());
    }
  }
}
