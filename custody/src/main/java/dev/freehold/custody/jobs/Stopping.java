package dev.freehold.custody.jobs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the runner is being closed; waits that must not hold it up end at once then. */
final class Stopping {

  private final CountDownLatch stop = new CountDownLatch(1);

  void now() {
    stop.countDown();
  }

  boolean isSet() {
    return stop.getCount() == 0;
  }

  /** Waits, but not beyond the end; an interrupt ends it too and is kept. */
  void pause(Duration pause) {
    if (pause.isZero()) {
      return;
    }
    try {
      // Whether it was cut short does not matter: the next commit looks.
      boolean _ = stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
