package dev.freehold.persistence.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * For how long this process stood still, because its machine did or had other things to do: by how
 * much a thread that wakes a hundred times a second was late. What is promised within a time is
 * promised without that. Thread-safe.
 */
public final class StandStills implements AutoCloseable {

  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Thread thread;
  private volatile boolean isOver;
  private long dueNanos = System.nanoTime() + EVERY_NANOS;
  private long stoodNanos;

  /** Watches from now on. */
  public StandStills() {
    thread = Thread.ofPlatform().daemon().name("stand-stills").start(this::watch);
  }

  private void watch() {
    while (!isOver) {
      LockSupport.parkNanos(EVERY_NANOS);
      look();
    }
  }

  private synchronized void look() {
    long now = System.nanoTime();
    if (now - dueNanos >= 0) {
      stoodNanos += now - dueNanos;
      dueNanos = now + EVERY_NANOS;
    }
  }

  /** Of all time since it watches, the part in which this process stood still. */
  public synchronized Duration all() {
    return Duration.ofNanos(stoodNanos + Math.max(0, System.nanoTime() - dueNanos));
  }

  @Override
  public void close() {
    isOver = true;
    LockSupport.unpark(thread);
  }
}
