package dev.freehold.shell.remote;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Pause {

  /** The clock's own. */
  Pause REAL = Thread::sleep;

  void sleep(Duration duration) throws InterruptedException;

  /** The same; an interruption is a failure like others. */
  default void forSure(Duration duration) {
    try {
      sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted();
    }
  }
}
