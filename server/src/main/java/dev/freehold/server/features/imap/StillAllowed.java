package dev.freehold.server.features.imap;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether somebody who has signed in may still do so; once not, never again. The answer is some
 * seconds old at most. Thread-safe.
 */
final class StillAllowed implements BooleanSupplier {

  private static final Duration ASKED_EVERY = Duration.ofSeconds(10);

  private final BooleanSupplier now;
  private final LongSupplier nanoTime;
  private volatile long askedNanos;
  private volatile boolean isAllowed = true;

  /**
   * Begins with yes.
   *
   * @param now asks the database
   */
  StillAllowed(BooleanSupplier now, LongSupplier nanoTime) {
    this.now = now;
    this.nanoTime = nanoTime;
    this.askedNanos = nanoTime.getAsLong();
  }

  @Override
  public boolean getAsBoolean() {
    long nanos = nanoTime.getAsLong();
    if (isAllowed && nanos - askedNanos >= ASKED_EVERY.toNanos()) {
      // If this fails it is asked again for the next command.
      isAllowed = now.getAsBoolean();
      askedNanos = nanos;
    }
    return isAllowed;
  }
}
