package dev.freehold.vault.auth;

import java.time.Instant;

/**
 * What a token turned out to say once its signature was verified.
 *
 * @param caller who it speaks for
 * @param notBefore from when it counts
 * @param expires from when it does not any more
 */
record VerifiedToken(TokenCaller caller, Instant notBefore, Instant expires) {

  /** Whether it counts at {@code now} for a clock that is not quite its issuer's. */
  boolean isAlive(Instant now) {
    return now.minus(TokenLimits.MAX_CLOCK_SKEW).isBefore(expires)
        && !now.plus(TokenLimits.MAX_CLOCK_SKEW).isBefore(notBefore);
  }
}
