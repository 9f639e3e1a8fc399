package dev.freehold.vault.wire;

import dev.freehold.vault.auth.AuthorityForm;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.auth.TokenRefusedException;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.auth.TokenValidator;
import dev.freehold.web.http.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Identifies the caller, or answers with the challenge that tells clients where to get a token.
 * Thread-safe.
 */
public final class Authentication {

  private static final String SCHEME = "Bearer ";
  private static final String MISSING = "AKV10000: Request is missing a Bearer or PoP token.";

  private static final String GONE =
      "AKV10005: The principal of the token is gone or disabled, or has signed out since.";

  /** Where tokens are asked for when the request does not tell whose they have to be. */
  private static final String ANY_TENANT = "common";

  private final TokenValidator validator;
  private final TokenSettings settings;
  private final CallerStanding standing;

  /**
   * Takes what {@code validator} takes.
   *
   * @param settings with an authority, to which clients are sent
   * @param standing knows who left since the token was made
   */
  public Authentication(TokenValidator validator, TokenSettings settings, CallerStanding standing) {
    this.standing = standing;
    this.validator = validator;
    this.settings = settings;
  }

  /**
   * Returns the caller of the management plane.
   *
   * @param resource the audience that tokens must be for
   * @throws WireError 401 with a challenge if there is no token or it is refused
   */
  public TokenCaller require(WebRequest request, String resource) {
    String segment =
        switch (settings.form()) {
          case TENANT -> ANY_TENANT;
          case ADFS -> settings.form().segment(AuditTrail.NO_TENANT);
        };
    return require(
        request, List.of(resource), Optional.empty(), () -> challenge(segment, resource));
  }

  /**
   * Returns the caller of a vault.
   *
   * @param resource the audience that the challenge names
   * @param tenant the tenant that tokens must be of
   * @param tags the vault's own, which may choose the form of the authority
   * @throws WireError 401 with a challenge if there is no token or it is refused
   */
  public TokenCaller require(
      WebRequest request, String resource, UUID tenant, Map<String, String> tags) {
    String segment = AuthorityForm.chosenBy(tags, settings.form()).segment(tenant);
    List<String> audiences = new ArrayList<>(List.of(resource));
    audiences.addAll(settings.audiences());
    return require(request, audiences, Optional.of(tenant), () -> challenge(segment, resource));
  }

  private TokenCaller require(
      WebRequest request,
      List<String> audiences,
      Optional<UUID> tenant,
      Supplier<String> challenge) {
    String token =
        token(request).orElseThrow(() -> WireError.unauthorized(MISSING, challenge.get()));
    try {
      TokenCaller caller = validator.validate(token, audiences, tenant);
      if (!standing.isCurrent(caller)) {
        throw new TokenRefusedException(GONE);
      }
      return standing.withGroups(caller);
    } catch (TokenRefusedException e) {
      throw WireError.unauthorized(e.getMessage(), challenge.get());
    }
  }

  /** Tells whether a request brings a token, good or not. */
  public static boolean hasToken(WebRequest request) {
    return request.header("Authorization").filter(Authentication::isBearer).isPresent();
  }

  /** Who sent a request, if the token that it brings was good before. */
  public Optional<UUID> seen(WebRequest request) {
    return token(request).flatMap(validator::seen);
  }

  private static Optional<String> token(WebRequest request) {
    return request
        .header("Authorization")
        .filter(Authentication::isBearer)
        .map(value -> value.substring(SCHEME.length()).strip());
  }

  private static boolean isBearer(String value) {
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** The one form that all clients' parsers read: two parameters, comma and one space between. */
  private String challenge(String segment, String resource) {
    return "Bearer authorization=\"%s/%s\", resource=\"%s\""
        .formatted(settings.authority().orElseThrow(), segment, resource);
  }
}
