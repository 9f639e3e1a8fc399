package dev.freehold.vault.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.vault.auth.JwksSource;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Signs tokens as the authority that a test server trusts. */
public final class TestIssuer {

  /** What the settings of the server say. */
  public static final String ISSUER = "https://login.vault.localhost/{tenantId}/v2.0";

  private static final RSAKey KEY = newKey("key-1");

  private final Clock clock;

  /** Tokens begin now and live for an hour. */
  public TestIssuer(Clock clock) {
    this.clock = clock;
  }

  /** The key that all tokens are signed with. */
  public JwksSource keys() {
    try {
      Map<String, RSAPublicKey> known = Map.of(KEY.getKeyID(), KEY.toRSAPublicKey());
      return (issuer, keyId) -> Optional.ofNullable(known.get(keyId));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of an application. */
  public String token(UUID tenant, UUID objectId, String audience) {
    return token(tenant, objectId, audience, claims -> claims);
  }

  /** The same with changed claims. */
  public String token(
      UUID tenant, UUID objectId, String audience, UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(change.apply(claims(tenant, objectId, audience)).build(), KEY);
  }

  /** The claims of {@link #token(UUID, UUID, String)}. */
  public JWTClaimsSet.Builder claims(UUID tenant, UUID objectId, String audience) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER.replace("{tenantId}", tenant.toString()))
        .audience(audience)
        .claim("tid", tenant.toString())
        .claim("oid", objectId.toString())
        .claim("azp", "test-app")
        .claim("idtyp", "app")
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  /** Signs with a key of any kind of owner. */
  public static String sign(JWTClaimsSet claims, RSAKey key) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(JOSEObjectType.JWT)
              .keyID(key.getKeyID())
              .build();
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key that nobody trusts, unless it is put into a key set. */
  public static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
