package dev.freehold.vault.housekeeping;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs at the start and then after each interval, one after the other, on its own thread. A
 * job that fails is logged and tried again in the next round. Thread-safe.
 */
public final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final List<HousekeepingJob> jobs;
  private final InstantSource clock;
  private final Duration interval;
  private final ReentrantLock round = new ReentrantLock();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** Prepares to run {@code jobs}, which tell what is due by {@code clock}. */
  public Housekeeping(List<HousekeepingJob> jobs, InstantSource clock, Duration interval) {
    this.jobs = List.copyOf(jobs);
    this.clock = clock;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("vault-housekeeping").unstarted(this::runRounds);
  }

  /** Begins with the first round. Called once. */
  public void start() {
    thread.start();
  }

  /** Waits until the first round is over, after {@link #start}. */
  public void awaitFirstRound() throws InterruptedException {
    first.await();
  }

  /** Does now what is due now. Returns when it is done or has failed. */
  public void runRound() {
    round.lock();
    try {
      jobs.forEach(this::runToTheEnd);
    } finally {
      round.unlock();
    }
  }

  private void runRounds() {
    try {
      do {
        runRound();
        first.countDown();
      } while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it.
      throw new IllegalStateException(e);
    }
  }

  private void runToTheEnd(HousekeepingJob job) {
    try {
      boolean more = true;
      while (more && stop.getCount() > 0) {
        more = job.run(clock.instant());
      }
    } catch (Throwable e) {
      // An error too: what is thrown from here would end all housekeeping, and say nothing.
      LOG.error("housekeeping job {} failed and is tried again later", job.name(), e);
    }
  }

  /** Lets the piece of work under way finish, and ends the thread. */
  @Override
  public void close() {
    stop.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
