package dev.freehold.server.login;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.Users;
import dev.freehold.web.http.FormBody;
import java.util.Optional;

/**
 * The form in which a person puts a password of their own in the place of one that somebody else
 * has made. Thread-safe.
 */
final class NewPasswordForm {

  /** The value of the button. */
  static final String ACTION = "change";

  private final Users users;

  NewPasswordForm(Users users) {
    this.users = users;
  }

  /**
   * What keeps the password from being changed.
   *
   * @param status the HTTP status
   * @param sentence for the person
   */
  record Wrong(int status, String sentence) {}

  static String userName(FormBody form) {
    return form.text("username");
  }

  /** What the person wants from now on. */
  static Password wanted(FormBody form) {
    return new Password(form.field("newpassword").orElse(""));
  }

  /** Changes the password; empty if it was done. */
  Optional<Wrong> submit(FormBody form, String address) {
    if (!wanted(form).equals(new Password(form.field("repeated").orElse("")))) {
      return Optional.of(new Wrong(400, "The two new passwords differ. Type the same one twice."));
    }
    try {
      users.changePassword(
          Optional.empty(),
          userName(form),
          new Password(form.field("password").orElse("")),
          wanted(form),
          address);
      return Optional.empty();
    } catch (CustodyException refused) {
      return Optional.of(wrong(refused));
    }
  }

  private static Wrong wrong(CustodyException refused) {
    if (refused.error() == CustodyError.PASSWORD_UNACCEPTABLE) {
      return new Wrong(400, "Not changed: " + refused.getMessage() + ".");
    }
    Hurdle hurdle = Hurdle.of(refused);
    return new Wrong(hurdle.status(), hurdle.sentence());
  }
}
