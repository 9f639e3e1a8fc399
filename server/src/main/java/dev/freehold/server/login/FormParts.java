package dev.freehold.server.login;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

  /** A field that people do not see. */
  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
        .formatted(Html.text(name), Html.text(value));
  }

  /** The same for several, in the order of their names. */
  static String hidden(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> hidden(field.getKey(), field.getValue()))
            .collect(Collectors.joining());
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

  /** The password that somebody else has made, and the one that takes its place. */
  static String newPassword(String userName, Optional<String> error) {
    String described = described(error);
    return """
    <input type="hidden" name="username" value="%s">
    <label for="password">Password that you were given</label>
    <input id="password" name="password" type="password" required maxlength="256"
     autocomplete="current-password"%s>
    <label for="newpassword">New password</label>
    <input id="newpassword" name="newpassword" type="password" required maxlength="256"
     autocomplete="new-password"%s>
    <label for="repeated">New password, again</label>
    <input id="repeated" name="repeated" type="password" required maxlength="256"
     autocomplete="new-password"%s>
    """
        .formatted(Html.text(userName), described, described, described);
  }
}
