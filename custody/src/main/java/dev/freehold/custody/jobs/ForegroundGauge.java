package dev.freehold.custody.jobs;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts the requests under way in this process. A short time after each request still counts as
 * busy, because there is always a gap between two requests of one person.
 */
public final class ForegroundGauge implements ForegroundLoad {

  private final LongSupplier nanoTicker;
  private final long lingerNanos;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong quietSince;

  /**
   * A gauge that nothing has passed yet.
   *
   * @param linger how long after the last request it still is busy, such as 200 ms
   * @param nanoTicker {@link System#nanoTime}, except in tests
   */
  public ForegroundGauge(Duration linger, LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
    this.lingerNanos = linger.toNanos();
    this.quietSince = new AtomicLong(nanoTicker.getAsLong() - lingerNanos);
  }

  /** A request has come; {@link #leave} must follow. */
  public void enter() {
    inFlight.incrementAndGet();
  }

  /** A request has been answered. */
  public void leave() {
    quietSince.set(nanoTicker.getAsLong());
    inFlight.decrementAndGet();
  }

  @Override
  public boolean isBusy() {
    return inFlight.get() > 0 || nanoTicker.getAsLong() - quietSince.get() < lingerNanos;
  }
}
