package dev.freehold.server.run;

import dev.freehold.custody.moves.CrossCheck;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the cross-check again and again; each run does what is due. */
final class CrossChecking implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CrossChecking.class);
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final CrossCheck crossCheck;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("cross-check").factory());

  CrossChecking(CrossCheck crossCheck) {
    this.crossCheck = crossCheck;
    var _ =
        thread.scheduleWithFixedDelay(
            this::check, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void check() {
    try {
      crossCheck.run();
    } catch (RuntimeException failed) {
      LOG.warn("a cross-check failed and will be tried again", failed);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
