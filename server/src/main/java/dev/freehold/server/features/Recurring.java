package dev.freehold.server.features;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again, after a given interval each time; a run that fails does not prevent
 * later ones. Closing waits for the run that is under way, because what the task uses is closed
 * next.
 */
public final class Recurring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
  private static final Duration FIRST_RUN = Duration.ofMinutes(1);
  private static final Duration LAST_RUN_MAY_TAKE = Duration.ofSeconds(10);

  private final String name;
  private final Runnable work;
  private final ScheduledExecutorService thread;

  /**
   * Begins: the first run comes after a minute, or sooner if they all do.
   *
   * @param name of the work and its thread
   * @param every from the end of one run to the next
   */
  public Recurring(String name, Duration every, Runnable work) {
    this.name = name;
    this.work = work;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(name).factory());
    long first = Math.min(FIRST_RUN.toMillis(), every.toMillis());
    var _ =
        thread.scheduleWithFixedDelay(this::run, first, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs soon, in addition to the regular runs. */
  public void wake() {
    try {
      thread.execute(this::run);
    } catch (RejectedExecutionException closed) {
      LOG.debug("{} is closed and does not run again", name);
    }
  }

  /** An error too: what is thrown to the executor ends the work for ever, and says nothing. */
  private void run() {
    try {
      work.run();
    } catch (Throwable failed) {
      LOG.warn("{} failed and will be tried again", name, failed);
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
