package dev.freehold.server.login;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.AuthorizationCodes;
import dev.freehold.custody.people.Users;
import dev.freehold.web.http.FormBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Decides what comes after a right password on the sign-in page: the second factor, if one is
 * needed, and then the code, which the browser takes to the client. Thread-safe.
 */
final class AfterPassword {

  private final AuthorizationCodes codes;
  private final Users users;
  private final SecondStep second;

  AfterPassword(AuthorizationCodes codes, Users users, SecondStep second) {
    this.codes = codes;
    this.users = users;
    this.second = second;
  }

  /**
   * The answer to somebody who has shown a password.
   *
   * @param issuer see {@link ClientAnswers#code}
   * @throws CustodyException {@code PASSWORD_WRONG} if it was changed in this moment
   */
  BrowserReply next(
      User user, BrowserAsk ask, BrowserLogin.Place place, String issuer, String address) {
    Optional<Page> more = second.begin(user, place(ask, place));
    return more.isPresent()
        ? leading(more.get(), ask)
        : ClientAnswers.code(ask.target(), codes.issue(user, ask.code(), address), issuer);
  }

  /** Whether a form is one of those that follow the password. */
  boolean isAnswer(FormBody form) {
    return second.isAnswer(form);
  }

  /**
   * The answer to such a form; empty if the password has to be shown again.
   *
   * @param issuer see {@link ClientAnswers#code}
   * @throws CustodyException {@code PASSWORD_WRONG} if it was changed in the meantime
   */
  Optional<BrowserReply> goOn(
      FormBody form, BrowserAsk ask, BrowserLogin.Place place, String issuer, String address) {
    return switch (second.submit(form, place(ask, place), address)) {
      case SecondStep.Result.Over _ -> Optional.empty();
      case SecondStep.Result.More more -> Optional.of(leading(more.page(), ask));
      case SecondStep.Result.Done done ->
          Optional.of(
              ClientAnswers.code(
                  ask.target(),
                  codes.issueToProven(users.require(done.person()), ask.code(), address),
                  issuer));
    };
  }

  /** Its forms end at the client. */
  private static BrowserReply leading(Page page, BrowserAsk ask) {
    return page.leadingTo(ask.redirect().source());
  }

  /** An answer counts for what this client asked for, and nothing else. */
  private static SecondStep.Place place(BrowserAsk ask, BrowserLogin.Place place) {
    return new SecondStep.Place(
        place.path(), ask.fields(), "browser " + hash(ask.fields().toString()), place.site());
  }

  private static String hash(String text) {
    return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
