package dev.freehold.shell.remote;

import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.remote.RemoteException.Kind;
import java.util.Optional;

/**
 * A person's tokens: by the refresh token that came with the last one, and where that is no longer
 * good, by signing in again if that needs nobody.
 */
final class RenewedTokens implements TokenSource {

  private final RemoteTokenEndpoint endpoint;
  private final Optional<TokenSource> again;
  private Optional<SecureText> refresh;

  /**
   * @param refresh what came with the first token
   * @param again signs in without the user; empty if that cannot be
   */
  RenewedTokens(
      RemoteTokenEndpoint endpoint, Optional<SecureText> refresh, Optional<TokenSource> again) {
    this.endpoint = endpoint;
    this.refresh = refresh;
    this.again = again;
  }

  @Override
  public ReceivedToken ask(String resource) {
    ReceivedToken reply =
        refresh.map(token -> renewed(token, resource)).orElseGet(() -> anew(resource));
    // A server that rotates refresh tokens takes each but once.
    reply.refresh().ifPresent(this::replace);
    return reply;
  }

  private ReceivedToken renewed(SecureText token, String resource) {
    try {
      return endpoint.token(
          RemoteTokenEndpoint.with(
              RemoteTokenEndpoint.forPerson("refresh_token", resource), "refresh_token", token));
    } catch (RemoteException refused) {
      if (refused.kind() != Kind.REFUSED || again.isEmpty()) {
        throw refused;
      }
      return anew(resource);
    }
  }

  private ReceivedToken anew(String resource) {
    return again
        .orElseThrow(
            () ->
                Failures.refused(
                    "sign-in-expired", "The sign-in has ended; connect again to go on."))
        .ask(resource);
  }

  /** Goes on with another sign-in. */
  void replace(SecureText next) {
    refresh.ifPresent(SecureText::close);
    refresh = Optional.of(next);
  }
}
