package dev.freehold.server.cli.mail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a transfer runs: the transfer is told to stop, and what it says at its end is waited
 * for. Without it the process would end in the middle of a line.
 */
final class Interruption implements AutoCloseable {

  /** As long as a message under way may take before the process ends all the same. */
  private static final long LONGEST_SECONDS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption() {}

  /** From now until it is closed, Ctrl-C calls {@code stop}. */
  static Interruption calling(Runnable stop) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> interruption.stop(stop)));
    return interruption;
  }

  private void stop(Runnable stop) {
    if (ended.getCount() > 0) {
      stop.run();
      try {
        ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
