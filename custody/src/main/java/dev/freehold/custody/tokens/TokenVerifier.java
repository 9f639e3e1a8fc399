package dev.freehold.custody.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Verifies bearer tokens for one audience. It accepts only RS256 under one of the issuer's own
 * keys, which {@code kid} names, and never uses key material in a token's header. Safe for use by
 * many threads.
 */
public final class TokenVerifier {

  /** Our own issuer and verifier mostly share a clock; machines in a cluster nearly do. */
  private static final Duration SKEW = CustodyLimits.MAX_CLOCK_SKEW;

  private final IssuerName issuer;
  private final SigningKeys keys;
  private final String audience;
  private final Clock clock;

  TokenVerifier(IssuerName issuer, SigningKeys keys, String audience, Clock clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * Tells who the bearer is.
   *
   * @throws CustodyException {@code TOKEN_INVALID} with a terse message; the token is in no message
   */
  public Caller verify(String token) {
    if (token.length() > CustodyLimits.MAX_TOKEN_CHARS) {
      throw invalid("it is too long");
    }
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      requireSignature(parsed);
      return caller(parsed.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw invalid("it is malformed");
    }
  }

  private void requireSignature(SignedJWT token) throws JOSEException {
    String kid = token.getHeader().getKeyID();
    JWK key = kid == null ? null : keys.find(kid).orElse(null);
    boolean signed =
        key != null
            && JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
            && token.verify(new RSASSAVerifier(key.toRSAKey()));
    if (!signed) {
      throw invalid("its signature is not from this issuer");
    }
  }

  private Caller caller(JWTClaimsSet claims) throws ParseException {
    Instant now = clock.instant();
    if (claims.getExpirationTime() == null
        || !claims.getExpirationTime().toInstant().plus(SKEW).isAfter(now)) {
      throw invalid("it has expired");
    }
    if (claims.getNotBeforeTime() == null
        || claims.getNotBeforeTime().toInstant().minus(SKEW).isAfter(now)) {
      throw invalid("it is not valid yet");
    }
    if (!claims.getAudience().equals(List.of(audience))) {
      throw invalid("it is meant for another service");
    }
    UUID tenantId = UUID.fromString(requireClaim(claims, "tid"));
    if (!issuer.forTenant(tenantId).equals(claims.getIssuer())) {
      throw invalid("its issuer is another one");
    }
    return new Caller(
        tenantId,
        UUID.fromString(requireClaim(claims, "oid")),
        UUID.fromString(requireClaim(claims, "appid")),
        roles(claims),
        signedInAt(claims),
        factors(claims),
        signOuts(claims));
  }

  /** Tokens of a version that did not count are of identities that never signed out everywhere. */
  private static long signOuts(JWTClaimsSet claims) throws ParseException {
    return Optional.ofNullable(claims.getLongClaim(TokenIssuer.SIGN_OUTS)).orElse(0L);
  }

  /** A program shows its secret for every token; a person's token may follow from another one. */
  private static Optional<Instant> signedInAt(JWTClaimsSet claims) throws ParseException {
    if (isProgram(claims)) {
      return Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant);
    }
    return Optional.ofNullable(claims.getDateClaim(TokenIssuer.SIGNED_IN_AT)).map(Date::toInstant);
  }

  /** Tokens of a version that did not say were got with a password. */
  private static SignInFactors factors(JWTClaimsSet claims) throws ParseException {
    if (isProgram(claims)) {
      return SignInFactors.SECRET;
    }
    List<String> methods = claims.getStringListClaim(TokenIssuer.METHODS);
    return SignInFactors.of(methods == null ? List.of() : methods);
  }

  private static boolean isProgram(JWTClaimsSet claims) throws ParseException {
    return "app".equals(claims.getStringClaim("idtyp"));
  }

  private static Set<Role> roles(JWTClaimsSet claims) throws ParseException {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    List<String> named = claims.getStringListClaim("roles");
    if (named != null) {
      named.stream().map(Role::valueOf).forEach(roles::add);
    }
    return roles;
  }

  private static String requireClaim(JWTClaimsSet claims, String name) throws ParseException {
    String value = claims.getStringClaim(name);
    if (value == null) {
      throw invalid("it has no claim " + name);
    }
    return value;
  }

  private static CustodyException invalid(String why) {
    return new CustodyException(
        CustodyError.TOKEN_INVALID,
        "the bearer token was not accepted: %s; ask the token endpoint for a new one"
            .formatted(why));
  }
}
