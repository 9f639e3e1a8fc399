package dev.freehold.custody.passkeys;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.StandingCache;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Whether a password alone lets somebody in, for tokens that say no more than that it was shown. A
 * token lives for up to an hour, and a tenant may require a second factor meanwhile. What was read
 * is kept for {@link CustodyLimits#STANDING_REREAD}; a refusal is never taken from what is kept.
 * Safe for use by many threads.
 */
public final class PasswordAlone {

  private final SecondFactors factors;
  private final StandingCache<Boolean> suffices;

  /**
   * Asks {@code factors} who needs a second one.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public PasswordAlone(SecondFactors factors, LongSupplier ticker) {
    this.factors = factors;
    this.suffices = new StandingCache<>(ticker);
  }

  /**
   * Tells whether what somebody showed for a token is still enough: a second factor that is
   * required since the token was made holds for the token too.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public boolean isEnough(Caller caller) {
    return caller.factors() != SignInFactors.PASSWORD
        || suffices(caller.tenantId(), caller.objectId());
  }

  /**
   * Tells whether this person needs no more than a password.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public boolean suffices(UUID tenantId, UUID objectId) {
    return suffices
        .find(
            tenantId,
            objectId,
            kept -> kept,
            () -> Optional.of(!factors.areNeeded(tenantId, objectId)))
        .orElseThrow();
  }
}
