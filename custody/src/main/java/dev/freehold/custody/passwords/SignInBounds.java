package dev.freehold.custody.passwords;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.time.Clock;
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

  private final Attempts byAccountAndNetwork;
  private final Attempts byAccountAndWideNetwork;
  private final Attempts byNetwork;
  private final Attempts byWideNetwork;
  private final Attempts byAccount;
  private final RecentSuccesses successes;

  SignInBounds(Clock clock) {
    this.byAccountAndNetwork = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK, clock);
    this.byAccountAndWideNetwork =
        attempts(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_WIDE_NETWORK, clock);
    this.byNetwork = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_OF_NETWORK, clock);
    this.byWideNetwork = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_OF_WIDE_NETWORK, clock);
    this.byAccount = attempts(CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT, clock);
    this.successes = new RecentSuccesses(CustodyLimits.SIGN_IN_REMEMBERED, clock);
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
    List<Bound> bounds = bounds(account, address);
    for (int i = 0; i < bounds.size(); i++) {
      if (!bounds.get(i).take()) {
        bounds.subList(0, i).forEach(Bound::giveBack);
        throw new CustodyException(
            CustodyError.TOO_MANY_SIGN_INS,
            "too many sign-ins have failed; wait %d minutes"
                .formatted(CustodyLimits.SIGN_IN_WINDOW.toMinutes()));
      }
    }
  }

  /** The attempt was none after all: no password was looked at. */
  void giveBack(String account, String address) {
    bounds(account, address).forEach(Bound::giveBack);
  }

  /** The password was right. */
  void succeeded(String account, String address) {
    giveBack(account, address);
    successes.add(place(account, StrangerNetwork.of(address)));
  }

  private static String place(String account, String network) {
    return account + " " + network;
  }

  /** What the attempt counts towards, the narrowest first. */
  private List<Bound> bounds(String account, String address) {
    String network = StrangerNetwork.of(address);
    String wide = StrangerNetwork.wide(address);
    Bound narrowest = new Bound(byAccountAndNetwork, place(account, network));
    if (successes.has(place(account, network))) {
      return List.of(narrowest);
    }
    return List.of(
        narrowest,
        new Bound(byAccountAndWideNetwork, account + " " + wide),
        new Bound(byNetwork, network),
        new Bound(byWideNetwork, wide),
        new Bound(byAccount, account));
  }

  private record Bound(Attempts attempts, String key) {
    boolean take() {
      return attempts.take(key);
    }

    void giveBack() {
      attempts.giveBack(key);
    }
  }
}
