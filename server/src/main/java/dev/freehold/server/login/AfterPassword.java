package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.AuthorizationCodes;

/**
 * Decides what comes after a right password on the sign-in page: at present the code, which the
 * browser takes to the client. Whatever else a person has to show comes in here. Thread-safe.
 */
final class AfterPassword {

  private final AuthorizationCodes codes;

  AfterPassword(AuthorizationCodes codes) {
    this.codes = codes;
  }

  /**
   * The answer to somebody who has shown a password.
   *
   * @param issuer see {@link ClientAnswers#code}
   * @throws CustodyException {@code PASSWORD_WRONG} if it was changed in this moment
   */
  BrowserReply next(User user, BrowserAsk ask, String issuer, String address) {
    return ClientAnswers.code(ask.target(), codes.issue(user, ask.code(), address), issuer);
  }
}
