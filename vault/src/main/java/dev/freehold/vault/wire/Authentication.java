package dev.freehold.vault.wire;

import dev.freehold.vault.auth.Caller;
import dev.freehold.vault.auth.TokenRefusedException;
import dev.freehold.vault.auth.TokenValidator;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who calls, or answers with the challenge that leads clients to a token. Thread-safe.
 */
public final class Authentication {

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
  private static final String SCHEME = "Bearer ";
  private static final String MISSING = "AKV10000: Request is missing a Bearer or PoP token.";

  /** Where tokens are asked for when the request does not tell whose they have to be. */
  private static final String ANY_TENANT = "common";

  private final TokenValidator validator;
  private final URI authority;

  /** Takes what {@code validator} takes, and sends clients to {@code authority}. */
  public Authentication(TokenValidator validator, URI authority) {
    this.validator = validator;
    this.authority = authority;
  }

  /**
   * Returns the caller.
   *
   * @param resource the audience that tokens must be for
   * @param tenant the tenant they must be of, empty for any
   * @throws WireError 401 with a challenge if there is no token or it is refused
   */
  public Caller require(IncomingRequest request, String resource, Optional<UUID> tenant) {
    String challenge = challenge(resource, tenant);
    String token =
        request
            .header("Authorization")
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(value -> value.substring(SCHEME.length()).strip())
            .orElseThrow(() -> WireError.unauthorized(MISSING, challenge));
    try {
      return validator.validate(token, resource, tenant);
    } catch (TokenRefusedException e) {
      LOG.info("token refused for {}: {}", resource, e.getMessage());
      throw WireError.unauthorized(e.getMessage(), challenge);
    }
  }

  /** The one form that all clients' parsers read: two parameters, comma and one space between. */
  private String challenge(String resource, Optional<UUID> tenant) {
    return "Bearer authorization=\"%s/%s\", resource=\"%s\""
        .formatted(authority, tenant.map(UUID::toString).orElse(ANY_TENANT), resource);
  }
}
