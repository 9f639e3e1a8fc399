package dev.freehold.custody.checks;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/** When one vault may be asked for a key again: one call at a time, each failure later. */
final class ProbeSpacing {

  private static final long MIN_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();

  @GuardedBy("this")
  private boolean underWay;

  @GuardedBy("this")
  private long spacingNanos;

  @GuardedBy("this")
  private long endedAtNanos;

  /** Begins a call, if one is due. */
  synchronized boolean begin(long nowNanos) {
    boolean isDue = !underWay && (spacingNanos == 0 || nowNanos - endedAtNanos >= spacingNanos);
    underWay |= isDue;
    return isDue;
  }

  /** The call has ended: the next one is due at once if it was answered. */
  synchronized void end(boolean answered, long nowNanos) {
    underWay = false;
    endedAtNanos = nowNanos;
    spacingNanos = answered ? 0 : Math.clamp(2 * spacingNanos, MIN_NANOS, MAX_NANOS);
  }
}
