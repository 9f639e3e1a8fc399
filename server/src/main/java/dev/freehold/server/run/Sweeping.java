package dev.freehold.server.run;

import dev.freehold.content.store.SweepReport;
import dev.freehold.content.store.Sweeper;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sweeper again and again; a run that fails is logged and the next one tries again. */
final class Sweeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
  private static final Duration FIRST_RUN = Duration.ofMinutes(1);
  private static final Duration LAST_RUN_MAY_TAKE = Duration.ofSeconds(10);

  private final Sweeper sweeper;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sweeper").factory());

  Sweeping(Sweeper sweeper, Duration interval) {
    this.sweeper = sweeper;
    long first = Math.min(FIRST_RUN.toMillis(), interval.toMillis());
    var _ =
        thread.scheduleWithFixedDelay(
            this::sweep, first, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      SweepReport report = sweeper.run();
      LOG.info("swept: {}", report);
    } catch (RuntimeException failed) {
      LOG.warn("a sweep failed and will be tried again", failed);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_RUN_MAY_TAKE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
