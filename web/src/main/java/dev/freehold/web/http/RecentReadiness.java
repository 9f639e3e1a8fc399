package dev.freehold.web.http;

import dev.freehold.web.WebLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Caches readiness for a moment. Anybody may ask for it as often as they like, and the checks
 * behind it cost queries: they run one at a time, and not within {@link WebLimits#READINESS_HELD}
 * after the last ones ended. Thread-safe.
 */
public final class RecentReadiness implements Supplier<Readiness> {

  private final Supplier<Readiness> checks;
  private final LongSupplier nanoTime;
  private final Duration patience;
  private final ReentrantLock checking = new ReentrantLock();
  private volatile Result last;

  private record Result(Readiness readiness, long atNanos) {}

  /**
   * @param checks look now; must not throw
   * @param nanoTime tells time as {@link System#nanoTime} does
   */
  public RecentReadiness(Supplier<Readiness> checks, LongSupplier nanoTime) {
    this(checks, nanoTime, WebLimits.READINESS_WAIT);
  }

  RecentReadiness(Supplier<Readiness> checks, LongSupplier nanoTime, Duration patience) {
    this.checks = checks;
    this.nanoTime = nanoTime;
    this.patience = patience;
  }

  /** Waits for checks that run, but not for long: those that hang say enough. */
  @Override
  public Readiness get() {
    Result known = last;
    if (isRecent(known)) {
      return known.readiness();
    }
    try {
      if (!checking.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Readiness.UNREADY;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Readiness.UNREADY;
    }
    try {
      if (!isRecent(last)) {
        Readiness now = checks.get();
        last = new Result(now, nanoTime.getAsLong());
      }
      return last.readiness();
    } finally {
      checking.unlock();
    }
  }

  private boolean isRecent(Result result) {
    return result != null
        && nanoTime.getAsLong() - result.atNanos() < WebLimits.READINESS_HELD.toNanos();
  }
}
