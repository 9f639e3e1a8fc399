package dev.freehold.vault.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies bearer tokens: RS256 only, by a key of an issuer that the vault's tenant trusts, for
 * exactly one of the given audiences, within their lifetime. It never uses keys that a token brings
 * along ({@code jku}, {@code x5u}, {@code jwk}, {@code x5c}). Thread-safe.
 */
public final class TokenValidator {

  private static final String UNREADABLE = "AKV10001: The token cannot be read as a signed JWT.";
  private static final String KEY_UNKNOWN =
      "AKV10046: Unable to resolve the key used for signature validation.";
  private static final String SIGNATURE = "AKV10002: The signature of the token is not valid.";
  private static final String LIFETIME =
      "AKV10003: The token has expired, is not valid yet, or says neither.";
  private static final String PRINCIPAL =
      "AKV10004: The token names no principal: oid and tid must be GUIDs.";

  private static final String SIGN_OUTS = "sign_outs";

  private final JwksSource keys;
  private final Function<UUID, List<String>> issuers;
  private final Clock clock;
  private final VerifiedTokens verified = new VerifiedTokens();
  private final SeenTokens seen = new SeenTokens();

  /**
   * @param keys where signing keys are found
   * @param issuers the issuers that are trusted for a tenant
   * @param clock what tokens' times are compared with
   */
  public TokenValidator(JwksSource keys, Function<UUID, List<String>> issuers, Clock clock) {
    this.keys = keys;
    this.issuers = issuers;
    this.clock = clock;
  }

  /**
   * Returns who {@code token} speaks for.
   *
   * @param audiences the values of {@code aud} that are taken, the first the one to be named
   * @param tenant the only tenant that is taken, or empty for the one that the token names
   * @throws TokenRefusedException if anything is wrong with it
   */
  public TokenCaller validate(String token, List<String> audiences, Optional<UUID> tenant) {
    Instant now = clock.instant();
    String question = VerifiedTokens.question(token, audiences, tenant);
    Optional<VerifiedToken> known = verified.find(question, now);
    VerifiedToken answer = known.orElseGet(() -> verify(token, audiences, tenant));
    if (!answer.isAlive(now)) {
      throw new TokenRefusedException(LIFETIME);
    }
    if (known.isEmpty()) {
      verified.add(question, answer, now);
      seen.add(VerifiedTokens.digest(token), answer.caller().objectId(), answer.expires());
    }
    return answer.caller();
  }

  /** Whose token this is, if it was good before and has not ended; decides nothing but turns. */
  public Optional<UUID> seen(String token) {
    return token.length() > TokenLimits.MAX_TOKEN_CHARS
        ? Optional.empty()
        : seen.find(VerifiedTokens.digest(token), clock.instant());
  }

  private VerifiedToken verify(String token, List<String> audiences, Optional<UUID> tenant) {
    SignedJWT jwt = parse(token);
    JWTClaimsSet claims = claims(jwt);
    TokenCaller caller = caller(claims);
    requireSignature(jwt, trustedIssuer(claims, caller, tenant));
    requireAudience(claims, audiences);
    return new VerifiedToken(caller, notBefore(claims), expires(claims));
  }

  private static SignedJWT parse(String token) {
    if (token.length() > TokenLimits.MAX_TOKEN_CHARS) {
      throw new TokenRefusedException(UNREADABLE);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
        throw new TokenRefusedException(UNREADABLE);
      }
      return jwt;
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefusedException(UNREADABLE);
    }
  }

  private static JWTClaimsSet claims(SignedJWT jwt) {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new TokenRefusedException(UNREADABLE);
    }
  }

  private String trustedIssuer(JWTClaimsSet claims, TokenCaller caller, Optional<UUID> tenant) {
    UUID expectedTenant = tenant.orElse(caller.tenantId());
    List<String> trusted = issuers.apply(expectedTenant);
    String found = claims.getIssuer();
    if (found == null || !trusted.contains(found) || !caller.tenantId().equals(expectedTenant)) {
      throw new TokenRefusedException(
          "AKV10032: Invalid issuer. Expected one of %s, found %s."
              .formatted(String.join(", ", trusted), quoted(found)));
    }
    return found;
  }

  private void requireSignature(SignedJWT jwt, String issuer) {
    String keyId = jwt.getHeader().getKeyID();
    RSAPublicKey key =
        Optional.ofNullable(keyId)
            .flatMap(id -> keys.find(issuer, id))
            .orElseThrow(() -> new TokenRefusedException(KEY_UNKNOWN));
    try {
      if (!jwt.verify(new RSASSAVerifier(key))) {
        throw new TokenRefusedException(SIGNATURE);
      }
    } catch (JOSEException e) {
      throw new TokenRefusedException(SIGNATURE);
    }
  }

  private static Instant notBefore(JWTClaimsSet claims) {
    Date notBefore = claims.getNotBeforeTime();
    return notBefore == null ? Instant.EPOCH : notBefore.toInstant();
  }

  private static Instant expires(JWTClaimsSet claims) {
    Date expires = claims.getExpirationTime();
    if (expires == null) {
      throw new TokenRefusedException(LIFETIME);
    }
    return expires.toInstant();
  }

  private static void requireAudience(JWTClaimsSet claims, List<String> audiences) {
    List<String> found = claims.getAudience();
    if (found.size() != 1 || !audiences.contains(found.getFirst())) {
      throw new TokenRefusedException(
          "AKV10022: Invalid audience. Expected %s, found: %s."
              .formatted(audiences.getFirst(), quoted(String.join(" ", found))));
    }
  }

  private static TokenCaller caller(JWTClaimsSet claims) {
    try {
      return new TokenCaller(
          UUID.fromString(claims.getStringClaim("tid")),
          UUID.fromString(claims.getStringClaim("oid")),
          either(claims, "appid", "azp"),
          either(claims, "upn", "preferred_username"),
          isUser(claims),
          showedSecondFactor(claims),
          groups(claims),
          claims.getIssuer(),
          Optional.ofNullable(claims.getLongClaim(SIGN_OUTS)).orElse(0L));
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      throw new TokenRefusedException(PRINCIPAL);
    }
  }

  private static String either(JWTClaimsSet claims, String first, String second)
      throws ParseException {
    String value = claims.getStringClaim(first);
    if (value == null) {
      value = claims.getStringClaim(second);
    }
    return value == null ? "" : quoted(value);
  }

  private static boolean isUser(JWTClaimsSet claims) throws ParseException {
    String kind = claims.getStringClaim("idtyp");
    return kind == null ? claims.getClaim("scp") != null : kind.equals("user");
  }

  /** RFC 8176: several factors were shown. */
  private static boolean showedSecondFactor(JWTClaimsSet claims) throws ParseException {
    List<String> methods = claims.getStringListClaim("amr");
    return methods != null && methods.contains("mfa");
  }

  private static Set<UUID> groups(JWTClaimsSet claims) throws ParseException {
    List<String> groups = claims.getStringListClaim("groups");
    if (groups == null) {
      return Set.of();
    }
    if (groups.size() > TokenLimits.MAX_GROUPS) {
      throw new TokenRefusedException(PRINCIPAL);
    }
    return groups.stream().map(UUID::fromString).collect(Collectors.toUnmodifiableSet());
  }

  /** What a stranger wrote, cut and without characters that could forge a log or a header. */
  private static String quoted(String text) {
    String value = String.valueOf(text);
    String cut = value.substring(0, Math.min(value.length(), TokenLimits.MAX_QUOTED_CHARS));
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
