package dev.freehold.server.login;

import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.Scopes;
import java.util.Map;
import java.util.Optional;

/** What people see when a client sends their browser here to sign in. */
final class BrowserPages {

  private BrowserPages() {}

  /** The answer can go nowhere. */
  static Page lost(int status, String sentence) {
    return Page.of(
        status,
        "Nobody can sign in here",
        """
        %s<p>Go back to the program or page that sent you here, and start again.</p>
        """
            .formatted(FormParts.error(Optional.of(sentence))));
  }

  /**
   * @param action where the form goes
   * @param userName what is known of it, to be typed no second time
   */
  static Page signIn(
      int status, String action, BrowserAsk ask, String userName, Optional<String> error) {
    return form(
        status,
        "Sign in",
        action,
        ask,
        purpose(ask) + FormParts.error(error),
        FormParts.signIn(userName, error),
        """
        <button type="submit" name="action" value="signin">Sign in</button>
        <button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>
        %s\
        """
            .formatted(ask.isOfConsole() ? otherWay(ask) : ""));
  }

  /** Operators are programs, which have no password. */
  private static String otherWay(BrowserAsk ask) {
    return """
    <p>You operate this server? <a href="%s">Sign in as an operator</a>, without a password.</p>
    """
        .formatted(Html.text(ask.redirect().source() + OperatorPages.PATH));
  }

  /** For a person whose password somebody else has made. */
  static Page newPassword(
      int status, String action, BrowserAsk ask, String userName, String sentence) {
    Optional<String> error = Optional.of(sentence);
    return form(
        status,
        "Choose your password",
        action,
        ask,
        FormParts.error(error),
        FormParts.newPassword(userName, error),
        """
        <button type="submit" name="action" value="change">Change it and sign in</button>
        """);
  }

  private static Page form(
      int status,
      String title,
      String action,
      BrowserAsk ask,
      String above,
      String fields,
      String buttons) {
    return Page.of(
            status,
            title,
            """
            %s<form method="post" action="%s">
            %s%s%s</form>
            """
                .formatted(
                    above, Html.text(action), FormParts.hidden(ask.fields()), fields, buttons))
        .leadingTo(ask.redirect().source());
  }

  /** The page that brings an answer in a form. */
  static Page handOver(RedirectUris.Allowed redirect, Map<String, String> fields) {
    return Page.of(
            200,
            "Go on",
            """
            <p>The program waits for you on this computer.</p>
            <form method="post" action="%s">
            %s<button type="submit">Go on</button>
            </form>
            """
                .formatted(Html.text(redirect.uri()), FormParts.hidden(fields)))
        .leadingTo(redirect.source());
  }

  /** Nobody has checked what a client calls itself, and the page says so. */
  private static String purpose(BrowserAsk ask) {
    if (ask.isOfConsole()) {
      return """
      <p>You sign in to the <strong>%s</strong> at <strong>%s</strong>.</p>
      """
          .formatted(
              Html.text(PublicClient.CONSOLE_DISPLAY_NAME), Html.text(ask.redirect().source()));
    }
    return """
    <p>A program on this computer that calls itself <strong>%s</strong> wants to act in your name at
    <strong>%s</strong>. It waits for the answer at %s.</p>
    <p>Go on only if you started this yourself, just now.</p>
    """
        .formatted(
            Html.text(client(ask)),
            Html.text(Scopes.resourceOf(ask.code().scope())),
            Html.text(ask.redirect().uri()));
  }

  private static String client(BrowserAsk ask) {
    String id = ask.code().clientId();
    return id.equals(PublicClient.APP_ID.toString()) ? PublicClient.DISPLAY_NAME : id;
  }
}
