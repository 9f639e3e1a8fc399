package dev.freehold.server.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's time, moved by a duration that can change. */
public final class SettableClock extends Clock {

  private final AtomicReference<Duration> shift;

  /** A clock that is off by {@code shift}. */
  public SettableClock(Duration shift) {
    this.shift = new AtomicReference<>(shift);
  }

  /** From now on the clock is off by {@code by}. */
  public void shift(Duration by) {
    shift.set(by);
  }

  /** Moves the clock on. */
  public void advance(Duration by) {
    shift.updateAndGet(by::plus);
  }

  /** How time goes on for whoever does not look at the clock: as far as it was moved. */
  public long nanoTime() {
    return System.nanoTime() + shift.get().toNanos();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("all times are UTC");
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(shift.get());
  }
}
