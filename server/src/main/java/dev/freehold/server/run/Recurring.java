package dev.freehold.server.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something again and again, each time what is due; a run that fails ends no later one. */
final class Recurring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  private final String name;
  private final Runnable work;
  private final ScheduledExecutorService thread;

  /**
   * Begins.
   *
   * @param name of the work and its thread
   * @param every from the end of one run to the next
   */
  Recurring(String name, Duration every, Runnable work) {
    this.name = name;
    this.work = work;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(name).factory());
    var _ =
        thread.scheduleWithFixedDelay(
            this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.warn("{} failed and will be tried again", name, failed);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
