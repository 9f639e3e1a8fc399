package dev.freehold.custody.passwords;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.passwords.AttemptCounts.Bound;
import java.util.List;

/**
 * How many passwords may be tried. A network is held up at an account before the account is held up
 * everywhere, so that a stranger cannot keep a person out by guessing from one place, and what is
 * refused counts nowhere, so that one account's refusals do not hold up the others of the network.
 * Names that nobody has are counted like those that somebody has. Who signed in from a network of
 * late is held up there by failures at that very account alone, so that strangers behind the same
 * address, and those who guess from elsewhere, keep nobody out. Thread-safe.
 */
final class SignInBounds {

  private final AttemptCounts counts;
  private final String secret;

  /**
   * @param secret what is guessed; those who guess one thing are not held up at another
   */
  SignInBounds(AttemptCounts counts, String secret) {
    this.counts = counts;
    this.secret = secret;
  }

  /**
   * Takes one attempt.
   *
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}; then no password is looked at
   */
  Attempt take(String account, String address) {
    List<Bound> bounds = bounds(account, address);
    if (!counts.take(bounds)) {
      throw new CustodyException(
          CustodyError.TOO_MANY_SIGN_INS,
          "too many sign-ins have failed; wait %d minutes"
              .formatted(CustodyLimits.SIGN_IN_WINDOW.toMinutes()));
    }
    return new Attempt(account, StrangerNetwork.of(address), bounds);
  }

  /**
   * An attempt, with what was taken for it. What it would count towards can change while the
   * password is looked at: another attempt of the same person may be right meanwhile.
   */
  final class Attempt {

    private final String account;
    private final String network;
    private final List<Bound> taken;

    private Attempt(String account, String network, List<Bound> taken) {
      this.account = account;
      this.network = network;
      this.taken = taken;
    }

    /** It was none after all: no password was looked at. */
    void giveBack() {
      counts.giveBack(taken);
    }

    /** The password was right. */
    void succeeded() {
      giveBack();
      counts.succeeded(secret, place(account, network), CustodyLimits.SIGN_IN_REMEMBERED);
    }
  }

  private static String place(String account, String network) {
    return account + " " + network;
  }

  /** What the attempt counts towards, the narrowest first. */
  private List<Bound> bounds(String account, String address) {
    String network = StrangerNetwork.of(address);
    String wide = StrangerNetwork.wide(address);
    Bound narrowest =
        new Bound(
            secret + " account-network",
            CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK,
            place(account, network));
    if (counts.hasSucceeded(secret, place(account, network))) {
      return List.of(narrowest);
    }
    return List.of(
        narrowest,
        new Bound(
            secret + " account-wide-network",
            CustodyLimits.MAX_FAILED_SIGN_INS_FROM_WIDE_NETWORK,
            place(account, wide)),
        new Bound(secret + " network", CustodyLimits.MAX_FAILED_SIGN_INS_OF_NETWORK, network),
        new Bound(
            secret + " wide-network", CustodyLimits.MAX_FAILED_SIGN_INS_OF_WIDE_NETWORK, wide),
        new Bound(secret + " account", CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT, account));
  }
}
