package dev.freehold.server.health;

import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.net.Loopback;
import java.util.Optional;

/**
 * Who may see figures.
 *
 * @param token what they show; without one they are on this machine
 */
record ScrapeRule(Optional<ScrapeToken> token) {

  private static final String BEARER = "bearer ";

  /**
   * Returns if and only if the request may be answered.
   *
   * @throws ProblemException 401 without the right token, 421 for a host that is not this machine
   */
  void require(WebRequest request) {
    if (token.isPresent()) {
      if (bearer(request).filter(token.get()::is).isEmpty()) {
        throw new ProblemException(
            401, "token-invalid", "the token for metrics is needed, as a bearer token");
      }
    } else if (!Loopback.isHost(request.host())) {
      // A page in a browser on this machine asks by a name of its own that leads here.
      throw new ProblemException(
          421, "host-unknown", "metrics without a token are for this machine: ask for 127.0.0.1");
    }
  }

  private static Optional<String> bearer(WebRequest request) {
    return request
        .header("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }
}
