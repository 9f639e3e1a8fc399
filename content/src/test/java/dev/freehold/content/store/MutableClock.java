package dev.freehold.content.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The system's clock, moved by a test; and a monotonic clock that only a test moves, so that what
 * is done within a time is done in it however long a slow machine takes.
 */
public final class MutableClock extends Clock {

  /** Near the end of the range, so that a comparison that overflows is found out. */
  private static final long BEGIN_NANOS = Long.MAX_VALUE - 1_000_000;

  private final AtomicLong aheadMillis = new AtomicLong();

  public void advance(Duration step) {
    aheadMillis.addAndGet(step.toMillis());
  }

  long nanoTime() {
    return BEGIN_NANOS + TimeUnit.MILLISECONDS.toNanos(aheadMillis.get());
  }

  @Override
  public Instant instant() {
    return Instant.now().plusMillis(aheadMillis.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
