package dev.freehold.custody.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.persistence.Database;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The built-in issuer of bearer tokens: RS256, with the version 1 claims that key vaults check and
 * our roles. Safe for use by many threads.
 */
public final class TokenIssuer {

  /** The claim of OpenID Connect that says when a person was asked for a password. */
  static final String SIGNED_IN_AT = "auth_time";

  /** The claim of OpenID Connect that says what a person showed (RFC 8176). */
  static final String METHODS = "amr";

  /** How often the identity had been signed out everywhere when the token was made. */
  public static final String SIGN_OUTS = "sign_outs";

  private final Identities identities;
  private final SigningKeys keys;
  private final IssuerName issuer;
  private final Clock clock;
  private final Duration lifetime;

  private TokenIssuer(
      Identities identities, SigningKeys keys, IssuerName issuer, Clock clock, Duration lifetime) {
    this.identities = identities;
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /**
   * Loads the signing keys, or makes one at first start and stores it sealed.
   *
   * @param pairs makes RSA key pairs of {@link CustodyLimits#SIGNING_KEY_BITS} to sign with
   * @param lifetime of every token, 1 minute to 1 hour
   * @throws CustodyException {@code MASTER_KEY_MISMATCH} if the stored key does not open
   */
  public static TokenIssuer open(
      Database database,
      Identities identities,
      ServiceMasterKey master,
      Supplier<KeyPair> pairs,
      IssuerName issuer,
      Clock clock,
      Duration lifetime) {
    if (lifetime.compareTo(CustodyLimits.MIN_TOKEN_LIFETIME) < 0
        || lifetime.compareTo(CustodyLimits.MAX_TOKEN_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "a token lives %s to %s, got %s"
              .formatted(
                  CustodyLimits.MIN_TOKEN_LIFETIME, CustodyLimits.MAX_TOKEN_LIFETIME, lifetime));
    }
    SigningKeys keys =
        SigningKeys.openOrCreate(database, identities.ledger(), master, pairs, clock);
    return new TokenIssuer(identities, keys, issuer, clock, lifetime);
  }

  /**
   * Tells whether an issuer has worked on the database before. Its signing keys are sealed under
   * the service master key of that time.
   */
  public static boolean hasKeysIn(Database database) {
    return !database.read(SigningKeyRows::all).isEmpty();
  }

  /**
   * Makes sure that the master key is the one that the database's secrets are sealed under, before
   * anything is sealed by it.
   *
   * @throws CustodyException {@code MASTER_KEY_MISMATCH}
   */
  public static void requireMaster(Database database, ServiceMasterKey master) {
    database.read(SigningKeyRows::all).forEach(row -> row.open(master));
  }

  /** The public keys as a JWKS document. */
  public String jwksJson() {
    return keys.published().toString(true);
  }

  /** The public key with this id, also if it was made a moment ago. */
  public Optional<RSAPublicKey> signingKey(String keyId) {
    return keys.find(keyId).map(TokenIssuer::publicKey);
  }

  /**
   * Lets a new key sign from now on. Tokens that the present one signed stay valid. Does nothing if
   * the present one is younger than a minute.
   *
   * @param actor who does it, for the ledger
   * @return the id of the key that signs now
   */
  public String rotateSigningKey(String actor) {
    return keys.rotate(actor);
  }

  /** The same issuer under another name; the keys are the same. */
  public TokenIssuer named(IssuerName other) {
    return new TokenIssuer(identities, keys, other, clock, lifetime);
  }

  /** A verifier of this issuer's tokens for one audience, an exact string. */
  public TokenVerifier verifierFor(String audience) {
    return new TokenVerifier(issuer, keys, audience, clock);
  }

  /** The value of the {@code iss} claim. */
  public IssuerName issuer() {
    return issuer;
  }

  /**
   * The client credentials grant.
   *
   * @param tenantId whose client it says it is; empty for a client that does not say so
   * @param clientId as presented; a GUID
   * @param scope as presented: {@code <resource>/.default}, perhaps among OpenID scopes
   * @throws CustodyException {@code CLIENT_INVALID}, the same for a wrong id, a wrong secret and
   *     another tenant's client; {@code AUDIENCE_INVALID}
   */
  public TokenGrant clientCredentials(
      Optional<UUID> tenantId, String clientId, String clientSecret, String scope) {
    String audience = Scopes.resourceOf(scope);
    Identity identity =
        parse(clientId)
            .flatMap(
                appId ->
                    tenantId
                        .map(tenant -> identities.authenticate(tenant, appId, clientSecret))
                        .orElseGet(() -> identities.authenticate(appId, clientSecret)))
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.CLIENT_INVALID,
                        "AADSTS7000215: Invalid client secret provided. Check the tenant, the"
                            + " client id and the secret's value (not its id)."));
    return new TokenGrant(identity, issue(identity, audience));
  }

  /**
   * Gives one of the service's own parts a token for {@code audience}, an exact resource string.
   *
   * @throws CustodyException {@code TENANT_NOT_FOUND} or {@code AUDIENCE_INVALID}
   */
  public TokenReply forWorkload(UUID tenantId, Workload workload, String audience) {
    return issue(identities.workload(tenantId, workload), Scopes.requireResource(audience));
  }

  private TokenReply issue(Identity identity, String audience) {
    return reply(
        claims(identity, audience)
            .claim("appid", identity.appId().toString())
            .claim("appidacr", "1")
            .claim("idtyp", "app"));
  }

  /**
   * A person's token for {@code audience}, which was checked.
   *
   * @param signedInAt when the person showed a password
   * @param factors what the person showed
   */
  public TokenReply forUser(User user, Instant signedInAt, SignInFactors factors, String audience) {
    return reply(
        claims(user.identity(), audience)
            .claim("appid", PublicClient.APP_ID.toString())
            .claim("appidacr", "0")
            .claim(SIGNED_IN_AT, signedInAt.getEpochSecond())
            .claim(METHODS, factors.methods())
            .claim("idtyp", "user")
            .claim("name", user.identity().displayName())
            .claim("scp", "user_impersonation")
            .claim("unique_name", user.userPrincipalName())
            .claim("upn", user.userPrincipalName()));
  }

  /**
   * Tells a person's client who signed in; it opens nothing.
   *
   * @param signedInAt when the person showed a password
   * @param factors what the person showed
   * @param clientId the client that asked; empty if it did not say
   * @param nonce what the client wants to find in it, if it does
   */
  public String idTokenOf(
      User user,
      Instant signedInAt,
      SignInFactors factors,
      String clientId,
      Optional<String> nonce) {
    String audience = clientId.isEmpty() ? PublicClient.APP_ID.toString() : clientId;
    return keys.sign(
        claims(user.identity(), audience)
            .claim("name", user.identity().displayName())
            .claim(SIGNED_IN_AT, signedInAt.getEpochSecond())
            .claim(METHODS, factors.methods())
            .claim("nonce", nonce.orElse(null))
            .claim("preferred_username", user.userPrincipalName())
            .claim("ver", "2.0")
            .build());
  }

  private JWTClaimsSet.Builder claims(Identity identity, String audience) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String tenantIssuer = issuer.forTenant(identity.tenantId());
    return new JWTClaimsSet.Builder()
        .audience(audience)
        .issuer(tenantIssuer)
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)))
        .claim("idp", tenantIssuer)
        .claim("oid", identity.objectId().toString())
        .subject(identity.objectId().toString())
        .claim("tid", identity.tenantId().toString())
        .claim("roles", identity.roles().stream().sorted().map(Role::name).toList())
        .claim(SIGN_OUTS, identity.signOuts())
        .claim("uti", UUID.randomUUID().toString())
        .claim("ver", "1.0");
  }

  private TokenReply reply(JWTClaimsSet.Builder claims) {
    JWTClaimsSet built = claims.build();
    return new TokenReply(
        keys.sign(built), lifetime.toSeconds(), built.getExpirationTime().toInstant());
  }

  private static RSAPublicKey publicKey(JWK key) {
    try {
      return key.toRSAKey().toRSAPublicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException("the issuer's own keys are RSA keys", e);
    }
  }

  private static Optional<UUID> parse(String clientId) {
    try {
      return Optional.of(UUID.fromString(clientId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
