package dev.freehold.content.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clock, moved by a test; and a monotonic clock that moves along. */
public final class MutableClock extends Clock {

  private final AtomicLong aheadMillis = new AtomicLong();

  public void advance(Duration step) {
    aheadMillis.addAndGet(step.toMillis());
  }

  long nanoTime() {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(aheadMillis.get());
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
