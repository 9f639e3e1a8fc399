package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.people.UserCode;
import java.util.Optional;

/**
 * What operators see who sign in at the console: a code, which they approve elsewhere, so that no
 * browser learns their secret.
 */
public final class OperatorPages {

  /** Where they are, at the API. */
  public static final String PATH = "/console/operator-sign-in";

  /** The field that says what a form is for. */
  public static final String ACTION = "action";

  /** Asks for a code. */
  public static final String SHOW = "show";

  /** Asks whether the code is approved. */
  public static final String GO_ON = "continue";

  private OperatorPages() {}

  /** There is no code yet, or no more. */
  public static Page begin() {
    return begin(200, Optional.empty());
  }

  /** The same after something went wrong. */
  public static Page begin(int status, String error) {
    return begin(status, Optional.of(error));
  }

  /** The same after {@code refused}; throws it again if it is nothing to tell people. */
  public static Page begin(CustodyException refused) {
    Hurdle hurdle = Hurdle.of(refused);
    return begin(hurdle.status(), hurdle.sentence());
  }

  private static Page begin(int status, Optional<String> error) {
    return Page.of(
        status,
        "Sign in as an operator",
        """
        <p>An operator has no password. This page shows a code, and you approve it where your
        connection file is. Your secret never comes into this browser.</p>
        %s<form method="post" action="%s">
        <button type="submit" name="%s" value="%s">Show a code</button>
        </form>
        %s\
        """
            .formatted(FormParts.error(error), PATH, ACTION, SHOW, otherWay()));
  }

  /** The code waits for the operator. */
  public static Page waiting(UserCode code) {
    return waiting(200, code, Optional.empty());
  }

  /** The same for who goes on too early. */
  public static Page notYet(UserCode code) {
    return waiting(
        200,
        code,
        Optional.of("The code is not approved yet. Run the command, answer yes, and continue."));
  }

  private static Page waiting(int status, UserCode code, Optional<String> error) {
    return Page.of(
        status,
        "Approve this browser",
        """
        %s<p>The code of this browser is <strong>%s</strong>. It is good for %d minutes, once, and
        in this browser alone.</p>
        <p>Run this where your connection file is, and answer its question:</p>
        <p><code>freehold operator sign-in %s --connection operator.json</code></p>
        <form method="post" action="%s">
        <button type="submit" name="%s" value="%s">Continue</button>
        <button type="submit" name="%s" value="%s">Show another code</button>
        </form>
        %s\
        """
            .formatted(
                FormParts.error(error),
                Html.text(code.shown()),
                CustodyLimits.OPERATOR_CODE_LIFETIME.toMinutes(),
                Html.text(code.shown()),
                PATH,
                ACTION,
                GO_ON,
                ACTION,
                SHOW,
                otherWay()));
  }

  private static String otherWay() {
    return "<p>You have a user name and a password? <a href=\"/console/sign-in?person=true\">Sign"
        + " in as a person</a>.</p>\n";
  }
}
