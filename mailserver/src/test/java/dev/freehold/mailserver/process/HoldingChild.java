package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link HoldingMain}. */
final class HoldingChild implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final StoredMail stored;

  private HoldingChild(Process process, StoredMail stored) {
    this.process = process;
    this.stored = stored;
  }

  /** Starts one and waits until it holds INBOX. */
  static HoldingChild start(MailPlace place) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HoldingMain.class.getName(),
                    place.asArgument()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
    String line = lines.readLine();
    while (line != null && !line.equals(HoldingMain.HELD)) {
      line = lines.readLine();
    }
    assertThat(line).isEqualTo(HoldingMain.HELD);
    return new HoldingChild(process, new StoredMail(place));
  }

  /** Waits until somebody waits for a lock. */
  void awaitWaiter() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (waiting() == 0) {
      assertThat(System.nanoTime()).as("somebody waits").isLessThan(end);
    }
  }

  private int waiting() {
    return stored.store.database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT COUNT(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """)
                .mapTo(Integer.class)
                .one());
  }

  /** Kills it by signal 9. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    stored.close();
  }
}
