package dev.freehold.server.login;

import java.util.Optional;

/** What forms have in common: what was wrong with the last try, and the fields of signing in. */
final class FormParts {

  private static final String DESCRIBED = " aria-invalid=\"true\" aria-describedby=\"error\"";

  private FormParts() {}

  /** What was wrong, above a form. */
  static String error(Optional<String> error) {
    return error
        .map(
            text ->
                "<p class=\"error\" role=\"alert\" id=\"error\">%s</p>\n"
                    .formatted(Html.text(text)))
        .orElse("");
  }

  /** What a field says of itself that may be what was wrong. */
  static String described(Optional<String> error) {
    return error.map(_ -> DESCRIBED).orElse("");
  }

  /** Name and password. */
  static String signIn(String userName, Optional<String> error) {
    String described = described(error);
    return """
    <label for="username">User name</label>
    <input id="username" name="username" required maxlength="254" autocomplete="username"
     autocapitalize="none" spellcheck="false" value="%s"%s>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" required maxlength="256"
     autocomplete="current-password"%s>
    """
        .formatted(Html.text(userName), described, described);
  }
}
