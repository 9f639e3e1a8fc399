package dev.freehold.custody.passkeys;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import java.time.Clock;

/**
 * Whether callers have signed in just now, for acts that destroy or grant: a token that somebody
 * took over an hour ago does not do them. Safe for use by many threads.
 */
public final class FreshSignIns {

  private final SecondFactors factors;
  private final Clock clock;

  /** Asks {@code factors} who needs a second one. */
  public FreshSignIns(SecondFactors factors, Clock clock) {
    this.factors = factors;
    this.clock = clock;
  }

  /**
   * Tells whether a person signed in within {@link CustodyLimits#FRESH_SIGN_IN_AGE}, with the
   * second factor where one is needed. A program is no person: its token is the use of its secret.
   * The browser of an operator shows no secret later, so the time of its sign-in counts.
   */
  public boolean isFresh(Caller caller) {
    return switch (caller.factors()) {
      case SECRET -> true;
      case PASSWORD_AND_SECOND, CODE -> isRecent(caller);
      case PASSWORD -> isRecent(caller) && !factors.areNeeded(caller.tenantId(), caller.objectId());
    };
  }

  private boolean isRecent(Caller caller) {
    return caller.hasSignedInWithin(CustodyLimits.FRESH_SIGN_IN_AGE, clock.instant());
  }
}
