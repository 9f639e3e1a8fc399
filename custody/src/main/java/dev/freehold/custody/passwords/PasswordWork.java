package dev.freehold.custody.passwords;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.CpuPool;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Limits how many passwords are hashed at a time, so that strangers who try passwords cannot take
 * the processors away from everybody else. Networks from which passwords are tried take turns with
 * each other and with tenants whose administrators set some. Thread-safe.
 */
public final class PasswordWork {

  private final CpuPool pool;
  private final int iterations;

  /**
   * @param iterations of PBKDF2 for passwords and passphrases that are chosen from now on
   */
  PasswordWork(CpuPool.Bounds bounds, int iterations) {
    if (iterations < CustodyLimits.MIN_PASSWORD_ITERATIONS) {
      throw new IllegalArgumentException(
          "at least %d iterations, got %d"
              .formatted(CustodyLimits.MIN_PASSWORD_ITERATIONS, iterations));
    }
    this.pool = new CpuPool("password", bounds);
    this.iterations = iterations;
  }

  /** One password for every two processors. */
  public static PasswordWork ofThisMachine(int iterations) {
    return new PasswordWork(
        new CpuPool.Bounds(
            CpuPool.halfOfProcessors(),
            CustodyLimits.MAX_WAITING_PASSWORDS_OF_SHARE,
            CustodyLimits.MAX_WAITING_PASSWORDS,
            CustodyLimits.MAX_PASSWORD_WAIT),
        iterations);
  }

  /** How much work a password is that is chosen now. */
  int iterations() {
    return iterations;
  }

  /**
   * Does work for somebody at {@code address} when it is their turn.
   *
   * @throws CustodyException {@code SIGN_INS_BUSY} if too many wait, the turn does not come in
   *     time, or the thread is interrupted
   */
  <T> T runFrom(String address, Supplier<T> work) {
    return run(StrangerNetwork.of(address), work);
  }

  /** The same for the administrators of a tenant. */
  <T> T runFor(UUID tenantId, Supplier<T> work) {
    return run(tenantId, work);
  }

  private <T> T run(Object share, Supplier<T> work) {
    try {
      return pool.run(share, work);
    } catch (BusyException tooMany) {
      throw busy(tooMany);
    }
  }

  /** {@code SIGN_INS_BUSY}. */
  public static CustodyException busy(BusyException tooMany) {
    return new CustodyException(
        CustodyError.SIGN_INS_BUSY,
        "the server is checking as many passwords as it can; try again in %d s"
            .formatted(tooMany.retryAfterSeconds()));
  }
}
