package dev.freehold.custody.passwords;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyException;
import java.util.Optional;
import java.util.UUID;

/** Checks passwords, within the limits on sign-ins and processor time. Thread-safe. */
public final class Passwords {

  private final RandomSource random;
  private final PasswordWork work;
  private final SignInBounds bounds;
  private final PasswordHash ofNobody;

  /**
   * Hashes within the bounds of {@code work}.
   *
   * @param attempts counts what fails
   */
  public Passwords(RandomSource random, PasswordWork work, AttemptCounts attempts) {
    this.random = random;
    this.work = work;
    this.bounds = new SignInBounds(attempts, "password");
    this.ofNobody = PasswordHash.ofNobody(work.iterations());
  }

  /** Hashes a password that was chosen for somebody of the tenant. */
  public PasswordHash hash(UUID tenantId, Password password) {
    return work.runFor(tenantId, () -> PasswordHash.of(password, work.iterations(), random));
  }

  /**
   * Counts a sign-in that was right by something that needs no slow hash.
   *
   * @param account what attempts are counted by
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  public void succeeded(String account, String address) {
    bounds.take(account, address).succeeded();
  }

  /** Tells whether a person of the tenant, who is signed in, presents the password that is kept. */
  public boolean isStill(UUID tenantId, PasswordHash kept, Password presented) {
    return work.runFor(tenantId, () -> kept.matches(presented));
  }

  /**
   * Tells whether the password is the one that is kept; where none is kept it takes the same time.
   *
   * @param account what attempts are counted by
   * @throws CustodyException {@code TOO_MANY_SIGN_INS} or {@code SIGN_INS_BUSY}
   */
  public boolean matches(
      Optional<PasswordHash> kept, Password presented, String account, String address) {
    SignInBounds.Attempt attempt = bounds.take(account, address);
    if (!presented.isInBounds()) {
      return false;
    }
    boolean matches;
    try {
      matches = work.runFrom(address, () -> kept.orElse(ofNobody).matches(presented));
    } catch (CustodyException busy) {
      attempt.giveBack();
      throw busy;
    }
    if (matches && kept.isPresent()) {
      attempt.succeeded();
      return true;
    }
    return false;
  }
}
