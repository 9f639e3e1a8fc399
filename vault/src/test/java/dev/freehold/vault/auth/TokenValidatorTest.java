package dev.freehold.vault.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.vault.testing.TestIssuer;
import dev.freehold.web.testing.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenValidatorTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final UUID PRINCIPAL = UUID.randomUUID();
  private static final String AUDIENCE = "https://vault.localhost:8443";
  private static final String OTHER_AUDIENCE = "https://vault.azure.net";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final TestIssuer issuer = new TestIssuer(clock);
  private final TokenValidator validator =
      new TokenValidator(
          issuer.keys(),
          tenant -> List.of(TestIssuer.ISSUER.replace("{tenantId}", tenant.toString())),
          clock);

  private TokenCaller validate(String token) {
    return validator.validate(token, List.of(AUDIENCE, OTHER_AUDIENCE), Optional.of(TENANT));
  }

  private String token(String claim, Object value) {
    return issuer.token(TENANT, PRINCIPAL, AUDIENCE, c -> c.claim(claim, value));
  }

  @Test
  void aGoodTokenNamesItsCaller() {
    UUID group = UUID.randomUUID();
    TokenCaller caller = validate(token("groups", List.of(group.toString())));
    assertThat(caller.tenantId()).isEqualTo(TENANT);
    assertThat(caller.objectId()).isEqualTo(PRINCIPAL);
    assertThat(caller.applicationId()).isEqualTo("test-app");
    assertThat(caller.user()).isFalse();
    assertThat(caller.groups()).containsExactly(group);
  }

  @Test
  void aPersonIsKnownByTheKindOrTheScopeOfTheToken() {
    assertThat(validate(token("idtyp", "user")).user()).isTrue();
    String scoped =
        issuer.token(
            TENANT,
            PRINCIPAL,
            AUDIENCE,
            c -> c.claim("idtyp", null).claim("scp", "user_impersonation"));
    assertThat(validate(scoped).user()).isTrue();
  }

  @Test
  void aTokenExpiresWithItsTimeAndFiveMinutes() {
    String token = issuer.token(TENANT, PRINCIPAL, AUDIENCE);
    clock.advance(Duration.ofMinutes(64));
    assertThat(validate(token).objectId()).isEqualTo(PRINCIPAL);
    clock.advance(Duration.ofMinutes(1));
    assertRefused(token, "AKV10003");
  }

  @Test
  void aTokenForTheOtherAudienceOfTheListenerIsTaken() {
    assertThat(validate(token("aud", OTHER_AUDIENCE)).objectId()).isEqualTo(PRINCIPAL);
    assertRefused(token("aud", OTHER_AUDIENCE + "/"), "AKV10022");
  }

  @Test
  void aTokenWithoutAnEndIsRefused() {
    assertRefused(
        issuer.token(TENANT, PRINCIPAL, AUDIENCE, c -> c.expirationTime(null)), "AKV10003");
  }

  @Test
  void aTokenForSeveralAudiencesIsRefused() {
    assertRefused(token("aud", List.of(AUDIENCE, "https://other")), "AKV10022");
  }

  @Test
  void anUnsignedTokenIsRefused() {
    assertRefused(new PlainJWT(claims()).serialize(), "AKV10001");
  }

  @Test
  void aTokenSignedByASharedSecretIsRefused() throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims());
    jwt.sign(new MACSigner(new byte[32]));
    assertRefused(jwt.serialize(), "AKV10001");
  }

  @Test
  void keysThatTheTokenBringsAlongAreIgnored() throws JOSEException {
    RSAKey stranger = TestIssuer.newKey("key-9");
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("key-9")
            .jwk(stranger.toPublicJWK())
            .jwkURL(URI.create("https://evil.invalid/keys"))
            .x509CertURL(URI.create("https://evil.invalid/cert"))
            .build();
    SignedJWT jwt = new SignedJWT(header, claims());
    jwt.sign(new RSASSASigner(stranger));
    assertRefused(jwt.serialize(), "AKV10046");
  }

  @Test
  void aTokenOfAnotherTenantIsRefusedWhoeverItSaysIssuedIt() {
    assertRefused(issuer.token(UUID.randomUUID(), PRINCIPAL, AUDIENCE), "AKV10032");
    assertRefused(token("tid", UUID.randomUUID().toString()), "AKV10032");
    assertRefused(token("iss", "https://evil.invalid/" + TENANT + "/v2.0"), "AKV10032");
    assertRefused(token("iss", null), "AKV10032");
  }

  @Test
  void aTokenWithoutAPrincipalIsRefused() {
    assertRefused(token("oid", null), "AKV10004");
    assertRefused(token("oid", "someone"), "AKV10004");
    assertRefused(token("tid", 7), "AKV10004");
    assertRefused(
        token("groups", IntStream.range(0, 251).mapToObj(i -> "" + i).toList()), "AKV10004");
  }

  @Test
  void garbageIsRefused() {
    for (String garbage : List.of("", ".", "..", "a.b.c", "x".repeat(20_000))) {
      assertRefused(garbage, "AKV10001");
    }
  }

  @Test
  void aMessageNeverRepeatsWhatCouldForgeALog() {
    assertThatThrownBy(() -> validate(token("aud", "https://x\r\nfake entry")))
        .hasMessageContaining("https://x??fake entry");
  }

  private JWTClaimsSet claims() {
    return issuer.claims(TENANT, PRINCIPAL, AUDIENCE).build();
  }

  private void assertRefused(String token, String code) {
    assertThatThrownBy(() -> validate(token))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessageStartingWith(code);
  }

  @Test
  void aTokenThatWasVerifiedStillExpires() {
    String token = token("groups", List.of());
    validate(token);
    clock.advance(Duration.ofMinutes(65).minusSeconds(1));
    validate(token);
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> validate(token)).isInstanceOf(TokenRefusedException.class);
  }

  @Test
  void aTokenThatWasVerifiedIsNotTakenForAnotherAudienceOrTenant() {
    String token = token("groups", List.of());
    validate(token);
    assertThatThrownBy(
            () -> validator.validate(token, List.of(OTHER_AUDIENCE), Optional.of(TENANT)))
        .hasMessageStartingWith("AKV10022");
    assertThatThrownBy(
            () -> validator.validate(token, List.of(AUDIENCE), Optional.of(UUID.randomUUID())))
        .hasMessageStartingWith("AKV10032");
  }

  @Test
  void aWithdrawnSigningKeyStopsCountingWithinAMinute() {
    assertWithdrawnAfter(Duration.ofMinutes(1));
  }

  @Test
  void aWithdrawnSigningKeyStopsCountingAtOnceWhenTheClockIsSetBack() {
    assertWithdrawnAfter(Duration.ofSeconds(-1));
  }

  private void assertWithdrawnAfter(Duration time) {
    AtomicReference<JwksSource> keys = new AtomicReference<>(issuer.keys());
    TokenValidator rotating =
        new TokenValidator(
            (from, id) -> keys.get().find(from, id),
            tenant -> List.of(TestIssuer.ISSUER.replace("{tenantId}", tenant.toString())),
            clock);
    String token = token("groups", List.of());
    rotating.validate(token, List.of(AUDIENCE), Optional.of(TENANT));
    keys.set((from, id) -> Optional.empty());
    clock.advance(time);
    assertThatThrownBy(() -> rotating.validate(token, List.of(AUDIENCE), Optional.of(TENANT)))
        .hasMessageStartingWith("AKV10046");
  }
}
