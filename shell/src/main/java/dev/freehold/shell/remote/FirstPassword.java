package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.value.scalar.SecureText;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Optional;

/** Lets a person choose a password where somebody else has made the present one. */
final class FirstPassword {

  private static final String EXPIRED = "AADSTS50055:";

  private final Exchanges exchanges;
  private final URI authority;
  private final Host host;

  FirstPassword(Exchanges exchanges, URI authority, Host host) {
    this.exchanges = exchanges;
    this.authority = authority;
    this.host = host;
  }

  /** Tells whether a sign-in was refused because the password has to be changed. */
  static boolean isWanted(RemoteException refused) {
    return refused.kind() == RemoteException.Kind.REFUSED
        && refused.getMessage().startsWith(EXPIRED);
  }

  /**
   * Asks for another password and changes it.
   *
   * @return the credentials that are good from now on
   * @throws RemoteException REFUSED if nothing was typed, twice the same was not, or the server
   *     does not take it
   */
  Credentials.Password change(Credentials.Password present) {
    String name = present.userPrincipalName();
    host.write(
        "Somebody else has made this password for you. Choose one of your own.\n",
        Optional.empty());
    SecureText wanted = asked("New password for user %s: ".formatted(Shown.line(name)));
    try (SecureText again = asked("New password, again: ")) {
      if (!isSame(wanted, again)) {
        wanted.close();
        throw Failures.refused(
            "passwords-differ", "The two passwords differ; nothing was changed. Connect again.");
      }
    }
    send(name, present.password(), wanted);
    return new Credentials.Password(name, wanted, present.tenant());
  }

  private SecureText asked(String prompt) {
    return host.askSecret(prompt)
        .orElseThrow(() -> Failures.refused("sign-in-cancelled", "No password was given."));
  }

  private static boolean isSame(SecureText one, SecureText other) {
    return one.reveal(chars -> other.reveal(others -> Arrays.equals(chars, others)));
  }

  private void send(String name, SecureText present, SecureText wanted) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("userPrincipalName", name)
            .put("currentPassword", text(present))
            .put("newPassword", text(wanted))
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(authority + "/api/v1/password"))
            .timeout(RemoteLimits.CALL_TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    Exchanges.Answer answer = exchanges.send(request, Optional.of(host));
    if (!answer.isSuccess()) {
      throw answer.refusal();
    }
  }

  private static String text(SecureText secret) {
    return secret.reveal(chars -> new String(chars));
  }
}
