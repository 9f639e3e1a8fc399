package dev.freehold.server.login;

import dev.freehold.custody.passkeys.NextStep;
import dev.freehold.custody.passkeys.RecoveryCode;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people see after the password. Passkeys need the script; everything else works without. */
final class SecondStepPages {

  /** The value of the field {@code action} of a form that a passkey has signed. */
  static final String SIGN = "passkey";

  /** Of one with a recovery code. */
  static final String RECOVER = "recover";

  /** Of one with a new passkey. */
  static final String REGISTER = "register";

  /** Of one that says that the codes were read. */
  static final String GO_ON = "go-on";

  private static final String NO_SCRIPT = "Passkeys need a browser with scripts.";

  private SecondStepPages() {}

  /** Empty for nothing. */
  static Optional<Page> of(
      int status, NextStep step, SecondStep.Place place, Optional<String> error) {
    return switch (step) {
      case NextStep.Nothing _ -> Optional.empty();
      case NextStep.Proof proof -> Optional.of(proof(status, proof, place, error));
      case NextStep.Registration first -> Optional.of(registration(status, first, place));
      case NextStep.Codes made -> Optional.of(codes(status, made, place));
    };
  }

  private static Page proof(
      int status, NextStep.Proof proof, SecondStep.Place place, Optional<String> error) {
    String passkey =
        proof
            .options()
            .map(options -> ask("get", options, SIGN, "Use the passkey", "", proof.ticket(), place))
            .orElse("<p>You have no passkey that is good at this address of the server.</p>\n");
    return Page.withScript(
        status,
        "Second factor",
        """
        <p>The password is right. Show that it is you: with your passkey, or with a recovery
        code.</p>
        %s%s<form method="post" action="%s">
        %s<label for="recovery">Recovery code</label>
        <input id="recovery" name="recovery" required maxlength="64" autocomplete="off"
         autocapitalize="none" spellcheck="false"%s>
        <button type="submit" name="action" value="%s">Use the code</button>
        </form>
        """
            .formatted(
                FormParts.error(error),
                passkey,
                Html.text(place.path()),
                hidden(proof.ticket(), place),
                FormParts.described(error),
                RECOVER));
  }

  private static Page registration(
      int status, NextStep.Registration first, SecondStep.Place place) {
    String name =
        """
        <label for="name">Name of the passkey</label>
        <input id="name" name="name" required maxlength="128" value="Passkey">
        """;
    String form =
        first
            .options()
            .map(
                options ->
                    ask("create", options, REGISTER, "Make a passkey", name, first.ticket(), place))
            .orElse(
                "<p class=\"error\">No passkey can be made at this address of the server. Open it"
                    + " by its own name.</p>\n");
    return Page.withScript(
        status,
        "Make a passkey",
        """
        <p>Your organisation requires a second factor, and you have none yet. Make a passkey now: on
        this device, on a phone, or on a security key. From then on it is asked for after the
        password.</p>
        %s\
        """
            .formatted(form));
  }

  private static Page codes(int status, NextStep.Codes made, SecondStep.Place place) {
    return Page.of(
        status,
        "Your recovery codes",
        """
        <p>The passkey is made. If you lose it, each of these codes stands in for it once. They are
        shown this once: print them or write them down, and keep them apart from this device.</p>
        <ul class="codes">
        %s</ul>
        <form method="post" action="%s">
        %s<button type="submit" name="action" value="%s">I have them, go on</button>
        </form>
        """
            .formatted(
                made.codes().codes().stream()
                    .map(RecoveryCode::shown)
                    .map("<li><code>%s</code></li>%n"::formatted)
                    .collect(Collectors.joining()),
                Html.text(place.path()),
                hidden(made.ticket(), place),
                GO_ON));
  }

  /** The form that the script fills in. */
  private static String ask(
      String what,
      String options,
      String action,
      String button,
      String fields,
      String ticket,
      SecondStep.Place place) {
    return """
    <form method="post" action="%s" data-passkey="%s" data-options="%s">
    %s<input type="hidden" name="action" value="%s">
    <input type="hidden" name="credential" value="">
    %s<p id="passkey-note" role="status">%s</p>
    <button type="button" id="passkey-button" hidden>%s</button>
    </form>
    """
        .formatted(
            Html.text(place.path()),
            what,
            Html.text(options),
            hidden(ticket, place),
            action,
            fields,
            NO_SCRIPT,
            button);
  }

  private static String hidden(String ticket, SecondStep.Place place) {
    return FormParts.hidden("ticket", ticket) + FormParts.hidden(place.fields());
  }
}
