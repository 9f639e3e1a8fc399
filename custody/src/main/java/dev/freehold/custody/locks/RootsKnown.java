package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What all nodes know about the answers of a policy's roots.
 *
 * @param isLocked whether a root refused and none has agreed since
 * @param agreedAt when a root last agreed, or up to a few minutes earlier; empty if unknown
 * @param boundThen the bound on silence that was in force when a root last agreed
 * @param boundNow the bound on silence that the tenant has chosen now
 */
public record RootsKnown(
    boolean isLocked, Optional<Instant> agreedAt, SilenceBound boundThen, SilenceBound boundNow) {

  /**
   * How long silence may be bridged: what the tenant chooses now, but at most what it had chosen
   * when a root last agreed. So lengthening it cannot undo a revocation that was not heard yet.
   */
  public SilenceBound bound() {
    return boundNow.shorter(boundThen);
  }

  /**
   * What a silence of all roots at {@code now} means. An agreement dated in the future does not
   * count.
   */
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

  /** When bridging ends if the silence goes on; empty if it does not end. */
  public Optional<Instant> bridgedUntil() {
    return bound().equals(SilenceBound.NO_BOUND)
        ? Optional.empty()
        : agreedAt.map(at -> at.plus(Duration.ofHours(bound().hours())));
  }
}
