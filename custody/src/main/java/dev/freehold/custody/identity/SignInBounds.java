package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.time.Clock;

/**
 * How many passwords may be tried. A network is held up before an account is, so that a stranger
 * cannot keep a person out by guessing from one place. Names that nobody has are counted like those
 * that somebody has. Thread-safe.
 */
final class SignInBounds {

  private final Attempts byNetwork;
  private final Attempts byAccountAndNetwork;
  private final Attempts byAccount;

  SignInBounds(Clock clock) {
    this.byNetwork = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_OF_NETWORK, clock);
    this.byAccountAndNetwork = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK, clock);
    this.byAccount = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT, clock);
  }

  private static Attempts attempts(int max, Clock clock) {
    return new Attempts(max, CustodyLimits.SIGN_IN_WINDOW, clock);
  }

  /**
   * Takes one attempt.
   *
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}; then no password is looked at
   */
  void take(String account, String address) {
    String network = Networks.of(address);
    if (!byNetwork.take(network)
        || !byAccountAndNetwork.take(account + " " + network)
        || !byAccount.take(account)) {
      throw new CustodyException(
          CustodyError.TOO_MANY_SIGN_INS,
          "too many sign-ins have failed; wait %d minutes"
              .formatted(CustodyLimits.SIGN_IN_WINDOW.toMinutes()));
    }
  }

  /** The password was right. */
  void giveBack(String account, String address) {
    String network = Networks.of(address);
    byNetwork.giveBack(network);
    byAccountAndNetwork.giveBack(account + " " + network);
    byAccount.giveBack(account);
  }
}
