package dev.freehold.server.login;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.util.Optional;

/** What keeps a person from signing in, as the person is told. */
enum Hurdle {
  WRONG(403, "The user name or the password is not right, or you may not sign in there."),
  EXPIRED(
      403,
      "Somebody else has made this password for you. Choose one of your own, which nobody knows."),
  TOO_MANY(429, "There were too many attempts. Wait 10 minutes and try again."),
  SECOND(403, "You need your second factor for this. Begin again and sign in with it."),
  BUSY(503, "The server is busy. Try again in a moment.");

  private final int status;
  private final String sentence;

  Hurdle(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  int status() {
    return status;
  }

  String sentence() {
    return sentence;
  }

  /** The hurdle that {@code refused} reports; throws it again if it reports none. */
  static Hurdle of(CustodyException refused) {
    return find(refused).orElseThrow(() -> refused);
  }

  /** The hurdle that {@code refused} reports, if it is one. */
  static Optional<Hurdle> find(CustodyException refused) {
    if (refused.error() == CustodyError.PASSWORD_WRONG) {
      return Optional.of(WRONG);
    }
    if (refused.error() == CustodyError.PASSWORD_EXPIRED) {
      return Optional.of(EXPIRED);
    }
    if (refused.error() == CustodyError.TOO_MANY_SIGN_INS) {
      return Optional.of(TOO_MANY);
    }
    if (refused.error() == CustodyError.SECOND_FACTOR_NEEDED) {
      return Optional.of(SECOND);
    }
    return refused.error() == CustodyError.SIGN_INS_BUSY ? Optional.of(BUSY) : Optional.empty();
  }
}
