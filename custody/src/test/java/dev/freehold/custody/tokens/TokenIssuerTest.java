package dev.freehold.custody.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.SigningPairs;
import dev.freehold.persistence.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The token issuer")
class TokenIssuerTest {

  private static final IssuerName ISSUER =
      new IssuerName(URI.create("https://login.kv.localhost:8443"));
  private static final String VAULTS = "https://kv.localhost:8443";
  private static final String API = "https://api.freehold.localhost";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private CustodyFixture custody;
  private TokenIssuer issuer;
  private NewApplication app;

  @BeforeEach
  void open() {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    issuer = issuer(custody, LIFETIME);
    app =
        custody.identities.createApplication(
            custody.tenant.id(), "tool", Set.of(Role.EXCHANGE_ADMIN), CustodyFixture.ADMIN);
  }

  @AfterEach
  void close() {
    custody.close();
  }

  @Test
  @DisplayName("gives tokens with the claims that key vaults check")
  void givesVersionOneClaims() throws Exception {
    TokenReply reply = grant(VAULTS + "/.default openid profile offline_access");
    JWTClaimsSet claims = SignedJWT.parse(reply.accessToken()).getJWTClaimsSet();

    String objectId = app.identity().objectId().toString();
    String tenantIssuer = "https://login.kv.localhost:8443/" + custody.tenant.id() + "/";
    assertThat(claims.getAudience()).containsExactly(VAULTS);
    assertThat(claims.getIssuer()).isEqualTo(tenantIssuer);
    assertThat(claims.getSubject()).isEqualTo(objectId);
    assertThat(claims.getClaims())
        .containsEntry("oid", objectId)
        .containsEntry("appid", app.identity().appId().toString())
        .containsEntry("tid", custody.tenant.id().toString())
        .containsEntry("idp", tenantIssuer)
        .containsEntry("ver", "1.0")
        .containsEntry("roles", List.of("EXCHANGE_ADMIN"))
        .containsKeys("iat", "nbf", "exp");
    assertThat(reply.expiresInSeconds()).isEqualTo(600);
    assertThat(claims.getExpirationTime().toInstant()).isEqualTo(reply.expiresAt());
    assertThat(reply.toString()).doesNotContain(reply.accessToken());
  }

  @Test
  @DisplayName("publishes the public key by the kid of its tokens, and nothing private")
  void publishesItsKeys() throws Exception {
    JWKSet published = JWKSet.parse(issuer.jwksJson());
    String kid = SignedJWT.parse(grant(VAULTS + "/.default").accessToken()).getHeader().getKeyID();
    assertThat(published.getKeyByKeyId(kid).isPrivate()).isFalse();
    assertThat(issuer.jwksJson()).doesNotContain("\"d\"").doesNotContain("\"p\"");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("keeps its key, sealed, over a restart; under another master key it does not start")
  void keepsItsKey(Dialect dialect, @TempDir Path other) {
    try (CustodyFixture again = new CustodyFixture(dialect, other);
        FileMasterKey stranger =
            FileMasterKey.openOrCreate(other.resolve("stranger.key"), CustodyFixture.SUITE)) {
      String before = issuer(again, LIFETIME).jwksJson();
      assertThat(issuer(again, LIFETIME).jwksJson()).isEqualTo(before);
      assertThatThrownBy(
              () ->
                  TokenIssuer.open(
                      again.database,
                      again.identities,
                      stranger,
                      SigningPairs::next,
                      ISSUER,
                      again.clock,
                      LIFETIME))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_MISMATCH));
    }
  }

  @Test
  @DisplayName("answers a wrong secret, a wrong id and another tenant's client with one text")
  void answersEveryWrongClientAlike() {
    UUID other = custody.tenants.create("fabrikam", CustodyFixture.ADMIN).id();
    String scope = VAULTS + "/.default";
    String id = app.identity().appId().toString();
    assertInvalidClient(custody.tenant.id(), id, "wrong", scope);
    assertInvalidClient(custody.tenant.id(), UUID.randomUUID().toString(), "wrong", scope);
    assertInvalidClient(custody.tenant.id(), "not a guid", "wrong", scope);
    assertInvalidClient(other, id, app.clientSecret(), scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "openid", "https://a/.default https://b/.default", "/.default"})
  @DisplayName("refuses a scope that does not name exactly one resource")
  void refusesOtherScopes(String scope) {
    assertThatThrownBy(() -> grant(scope))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.AUDIENCE_INVALID));
  }

  @Test
  @DisplayName("bounds the life of its tokens")
  void boundsLifetimes() {
    assertThatThrownBy(() -> issuer(custody, Duration.ofSeconds(59)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> issuer(custody, Duration.ofMinutes(61)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName(
      "makes tokens that its own verifier accepts, for their audience and until they expire")
  void isBelievedByItsVerifier() {
    TokenVerifier verifier = issuer.verifierFor(API);
    String token = grant(API + "/.default").accessToken();
    Caller caller = verifier.verify(token);
    assertThat(caller.tenantId()).isEqualTo(custody.tenant.id());
    assertThat(caller.objectId()).isEqualTo(app.identity().objectId());
    assertThat(caller.has(Role.EXCHANGE_ADMIN)).isTrue();
    assertThat(caller.has(Role.OPERATOR)).isFalse();

    assertRefused(issuer.verifierFor(VAULTS), token);
    custody.clock.advance(LIFETIME.plusMinutes(4));
    assertThat(verifier.verify(token)).isEqualTo(caller);
    custody.clock.advance(Duration.ofMinutes(1));
    assertRefused(verifier, token);
    custody.clock.advance(Duration.ofMinutes(-21));
    assertRefused(verifier, token);
  }

  @Test
  @DisplayName("does not accept forged tokens that name it")
  void forgedTokensAreRefused() throws Exception {
    TokenVerifier verifier = issuer.verifierFor(API);
    SignedJWT sound = SignedJWT.parse(grant(API + "/.default").accessToken());
    String kid = sound.getHeader().getKeyID();
    JWTClaimsSet claims = sound.getJWTClaimsSet();

    var strange = new RSAKeyGenerator(2048).keyID(kid).generate();
    SignedJWT otherKey =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).jwk(strange.toPublicJWK()).build(),
            claims);
    otherKey.sign(new RSASSASigner(strange));
    assertRefused(verifier, otherKey.serialize());

    SignedJWT publicKeyAsSecret =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
    publicKeyAsSecret.sign(new MACSigner(issuer.jwksJson().getBytes(UTF_8)));
    assertRefused(verifier, publicKeyAsSecret.serialize());

    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
    assertRefused(verifier, none + "." + sound.getPayload().toBase64URL() + ".");
    assertRefused(verifier, "");
    assertRefused(verifier, "a.b.c");
    assertRefused(verifier, "x".repeat(10_000));
  }

  @Test
  @DisplayName("gives a client that does not say whose it is a token of its own tenant")
  void findsTheTenant() {
    TokenGrant grant =
        issuer.clientCredentials(
            Optional.empty(),
            app.identity().appId().toString(),
            app.clientSecret(),
            VAULTS + "/.default");

    assertThat(grant.identity()).isEqualTo(app.identity());
    assertThatThrownBy(
            () ->
                issuer.clientCredentials(
                    Optional.empty(),
                    Workload.EXCHANGE.appId().toString(),
                    "",
                    VAULTS + "/.default"))
        .hasMessageStartingWith("AADSTS7000215");
  }

  @Test
  @DisplayName("signs with a new key after a rotation and takes tokens of the old one to their end")
  void rotates() throws Exception {
    TokenVerifier verifier = issuer.verifierFor(API);
    TokenIssuer otherNode = issuer(custody, LIFETIME);
    custody.clock.advance(Duration.ofMinutes(2));
    String before = grant(API + "/.default").accessToken();
    String kid = issuer.rotateSigningKey(CustodyFixture.ADMIN);
    String after = grant(API + "/.default").accessToken();

    assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(kid);
    assertThat(SignedJWT.parse(before).getHeader().getKeyID()).isNotEqualTo(kid);
    assertThat(verifier.verify(before)).isEqualTo(verifier.verify(after));
    assertThat(otherNode.verifierFor(API).verify(after)).isEqualTo(verifier.verify(after));
    assertThat(issuer.signingKey(kid)).isPresent();
    assertThat(issuer.jwksJson()).contains(kid);
    assertThat(issuer.rotateSigningKey(CustodyFixture.ADMIN)).as("within a minute").isEqualTo(kid);
  }

  @Test
  @DisplayName("takes tokens by another node's new key although the clock was set back")
  void clockSetBack() {
    custody.clock.advance(Duration.ofHours(2));
    TokenIssuer other = issuer(custody, LIFETIME);
    custody.clock.advance(Duration.ofHours(-1));
    issuer.rotateSigningKey(CustodyFixture.ADMIN);
    String token = grant(API + "/.default").accessToken();
    assertThat(other.verifierFor(API).verify(token).objectId())
        .isEqualTo(app.identity().objectId());
  }

  @Test
  @DisplayName("signs with the key that there is while a new one cannot be recorded")
  void notRecorded() {
    custody.clock.advance(CustodyLimits.SIGNING_KEY_AGE.plusMinutes(1));
    custody.database.write(tx -> tx.execute("ALTER TABLE ledger_entry RENAME TO gone"));
    String before = issuer.jwksJson();
    assertThat(grant(API + "/.default").accessToken()).isNotEmpty();
    assertThat(issuer.jwksJson()).isEqualTo(before);
    custody.database.write(tx -> tx.execute("ALTER TABLE gone RENAME TO ledger_entry"));
    grant(API + "/.default");
    assertThat(issuer.jwksJson()).isNotEqualTo(before);
  }

  @Test
  @DisplayName("replaces an old key by itself and forgets it when all its tokens have ended")
  void rotatesByAge() throws Exception {
    String first = SignedJWT.parse(grant(API + "/.default").accessToken()).getHeader().getKeyID();
    custody.clock.advance(Duration.ofDays(31));
    String second = SignedJWT.parse(grant(API + "/.default").accessToken()).getHeader().getKeyID();
    assertThat(second).isNotEqualTo(first);
    assertThat(issuer.signingKey(first)).isPresent();

    custody.clock.advance(Duration.ofMinutes(67));
    issuer.rotateSigningKey(CustodyFixture.ADMIN);
    assertThat(issuer.signingKey(first)).isEmpty();
    assertThat(issuer.signingKey(second)).isPresent();
  }

  private TokenReply grant(String scope) {
    return issuer
        .clientCredentials(
            Optional.of(custody.tenant.id()),
            app.identity().appId().toString(),
            app.clientSecret(),
            scope)
        .token();
  }

  private void assertInvalidClient(UUID tenantId, String id, String secret, String scope) {
    assertThatThrownBy(() -> issuer.clientCredentials(Optional.of(tenantId), id, secret, scope))
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.code()).isEqualTo("invalid-client"))
        .hasMessageStartingWith("AADSTS7000215: Invalid client secret provided");
  }

  private static void assertRefused(TokenVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.TOKEN_INVALID));
  }

  private static TokenIssuer issuer(CustodyFixture custody, Duration lifetime) {
    return TokenIssuer.open(
        custody.database,
        custody.identities,
        custody.master,
        SigningPairs::next,
        ISSUER,
        custody.clock,
        lifetime);
  }
}
