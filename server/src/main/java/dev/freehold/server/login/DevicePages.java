package dev.freehold.server.login;

import dev.freehold.custody.people.UserCode;
import dev.freehold.custody.people.WaitingDevice;
import dev.freehold.custody.tokens.PublicClient;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What people see when they sign in for a device. */
final class DevicePages {

  private DevicePages() {}

  static Page code() {
    return code(200, Optional.empty());
  }

  static Page code(int status, String error) {
    return code(status, Optional.of(error));
  }

  private static Page code(int status, Optional<String> error) {
    String title = "Sign in on a device";
    return Page.of(
        status,
        title,
        """
        <p>Type the code that the program or device shows you.</p>
        %s<form method="post" action="/devicelogin">
        <label for="code">Code</label>
        <input id="code" name="code" required maxlength="32" autocomplete="off"
         autocapitalize="characters" spellcheck="false"%s>
        <button type="submit" name="action" value="find">Next</button>
        </form>
        """
            .formatted(FormParts.error(error), FormParts.described(error)));
  }

  /**
   * @param userName what was typed before, to be typed no second time
   */
  static Page signIn(
      int status, UserCode code, WaitingDevice device, String userName, Optional<String> error) {
    return Page.of(
        status,
        "Sign in",
        """
        <p>%s wants to act in your name at <strong>%s</strong>. It asked from the address %s at %s,
        and shows the code <strong>%s</strong>.</p>
        <p>Go on only if you started this yourself, just now. If somebody sent you the code,
        decline: whoever sent it would be signed in as you.</p>
        %s<form method="post" action="/devicelogin">
        <input type="hidden" name="code" value="%s">
        %s<button type="submit" name="action" value="approve">Sign in</button>
        <button type="submit" name="action" value="decline" formnovalidate>Decline</button>
        </form>
        """
            .formatted(
                client(device),
                Html.text(device.resource()),
                Html.text(device.askedFrom()),
                Html.text(device.askedAt().truncatedTo(ChronoUnit.SECONDS).toString()),
                Html.text(code.shown()),
                FormParts.error(error),
                Html.text(code.letters()),
                FormParts.signIn(userName, error)));
  }

  /** For a person whose password somebody else has made. */
  static Page newPassword(int status, UserCode code, String userName, String sentence) {
    Optional<String> error = Optional.of(sentence);
    return Page.of(
        status,
        "Choose your password",
        """
        %s<form method="post" action="/devicelogin">
        <input type="hidden" name="code" value="%s">
        %s<button type="submit" name="action" value="change">Change it and sign in</button>
        </form>
        """
            .formatted(
                FormParts.error(error),
                Html.text(code.letters()),
                FormParts.newPassword(userName, error)));
  }

  static Page signedIn() {
    return Page.of(
        200,
        "You are signed in",
        "<p>The program or device goes on by itself in a moment. You can close this page.</p>\n");
  }

  static Page declined() {
    return Page.of(
        200, "Declined", "<p>The program or device is told so. You can close this page.</p>\n");
  }

  /** Nobody has checked what a client calls itself, and the page says so. */
  private static String client(WaitingDevice device) {
    String id = device.clientId();
    if (id.isEmpty()) {
      return "A program that does not say what it is";
    }
    boolean isOurs = id.equals(PublicClient.APP_ID.toString());
    return "A program that calls itself <strong>%s</strong>"
        .formatted(Html.text(isOurs ? PublicClient.DISPLAY_NAME : id));
  }
}
