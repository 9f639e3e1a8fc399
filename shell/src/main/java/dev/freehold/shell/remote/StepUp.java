package dev.freehold.shell.remote;

import dev.freehold.powershell.run.Host;
import java.time.Clock;
import java.util.Optional;

/**
 * Lets a person sign in once more in a browser, with the second factor if there is one, because the
 * server wants a fresh sign-in for what is to be done (RFC 9470).
 */
final class StepUp implements TokenSource {

  private static final String WANTED = "step-up-needed";
  private static final String SECOND_FACTOR = "AADSTS50076:";

  private final DeviceSignIn device;
  private final Host host;
  private final RenewedTokens renewed;
  private final Claims person;

  /**
   * @param renewed goes on with the new sign-in
   * @param person who has to sign in
   */
  StepUp(
      RemoteTokenEndpoint endpoint,
      Host host,
      Clock clock,
      Pause pause,
      RenewedTokens renewed,
      Claims person) {
    this.device = new DeviceSignIn(endpoint, clock, pause);
    this.host = host;
    this.renewed = renewed;
    this.person = person;
  }

  /** Tells whether a server wants one before it does what was asked. */
  static boolean isWanted(Exchanges.Answer answer) {
    return answer.status() == 401
        && answer.json() != null
        && answer.json().path("code").asText().equals(WANTED);
  }

  /** Tells whether a password was refused because it needs a second factor beside it. */
  static boolean isSecondFactorWanted(RemoteException refused) {
    return refused.kind() == RemoteException.Kind.REFUSED
        && refused.getMessage().startsWith(SECOND_FACTOR);
  }

  @Override
  public ReceivedToken ask(String resource) {
    host.write(
        "This needs a sign-in of the last minutes. Sign in once more; the command then goes on.\n",
        Optional.empty());
    ReceivedToken fresh = device.signIn(resource, host);
    Claims claims = Claims.of(fresh.token());
    if (!claims.tenantId().equals(person.tenantId()) || !claims.name().equals(person.name())) {
      throw Failures.refused(
          "other-user", "Somebody else has signed in; nothing was done. Repeat the command.");
    }
    fresh.refresh().ifPresent(renewed::replace);
    return fresh;
  }
}
