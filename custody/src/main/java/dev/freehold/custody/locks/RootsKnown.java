package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What all nodes know of what the roots of a policy have answered.
 *
 * @param isLocked whether a root refused and none has agreed since
 * @param agreedAt when a root agreed the last time, or up to a few minutes before that; empty if it
 *     is not known
 * @param boundThen how long silence might be bridged when a root agreed the last time
 * @param boundNow how long it may be by the tenant's choice now
 */
public record RootsKnown(
    boolean isLocked, Optional<Instant> agreedAt, SilenceBound boundThen, SilenceBound boundNow) {

  /**
   * How long silence may be bridged: by the choice of now, but not longer than when a root agreed
   * the last time. So nobody who lengthens it undoes a revocation that was not heard yet.
   */
  public SilenceBound bound() {
    return boundNow.shorter(boundThen);
  }

  /** What silence means at a moment. An agreement that is yet to come is not believed. */
  public Silence silence(Instant now) {
    if (isLocked) {
      return Silence.LOCKED;
    }
    boolean isBridged =
        agreedAt
            .map(at -> Duration.between(at, now))
            .filter(since -> since.plus(CustodyLimits.MAX_CLOCK_SKEW).isPositive())
            .filter(bound()::bridges)
            .isPresent();
    return isBridged ? Silence.BRIDGED : Silence.LAPSED;
  }

  /** When silence is bridged no longer if it goes on; empty if there is no such moment. */
  public Optional<Instant> bridgedUntil() {
    return bound().equals(SilenceBound.NO_BOUND)
        ? Optional.empty()
        : agreedAt.map(at -> at.plus(Duration.ofHours(bound().hours())));
  }
}
