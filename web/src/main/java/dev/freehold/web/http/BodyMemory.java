package dev.freehold.web.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory that request bodies may use together, however many connections bring them. No tenant
 * or network gets all of it. A request that finds none left is refused, or waits for a bounded
 * time. Thread-safe.
 */
public final class BodyMemory {

  private final long ofShareBytes;

  @GuardedBy("this")
  private final Map<Object, Long> taken = new HashMap<>();

  @GuardedBy("this")
  private long freeBytes;

  /**
   * Memory of which nothing is in use.
   *
   * @param bytes all of it
   * @param ofShareBytes the most that one share takes
   */
  public BodyMemory(long bytes, long ofShareBytes) {
    this.freeBytes = bytes;
    this.ofShareBytes = ofShareBytes;
  }

  /**
   * Takes {@code bytes} and tells whether there were that many.
   *
   * @param share the tenant or network whose they are, with {@code equals} by value
   */
  public synchronized boolean take(Object share, long bytes) {
    if (bytes == 0) {
      return true;
    }
    long ofShare = taken.getOrDefault(share, 0L) + bytes;
    if (bytes > freeBytes || ofShare > ofShareBytes) {
      return false;
    }
    taken.put(share, ofShare);
    freeBytes -= bytes;
    return true;
  }

  /** The same, but waits at most {@code wait} for others to give theirs back. */
  public synchronized boolean take(Object share, long bytes, Duration wait)
      throws InterruptedException {
    long endNanos = System.nanoTime() + wait.toNanos();
    while (!take(share, bytes)) {
      long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    return true;
  }

  /** Gives back what was taken. */
  public synchronized void give(Object share, long bytes) {
    if (bytes > 0) {
      freeBytes += bytes;
      taken.computeIfPresent(share, (_, now) -> now > bytes ? now - bytes : null);
      notifyAll();
    }
  }
}
