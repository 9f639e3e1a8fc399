package dev.freehold.custody.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.persistence.Database;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The keys that sign tokens: the private parts sealed in the database, the public parts shown. */
final class SigningKeys {

  private static final int KEY_BITS = 2048;

  private final RSAKey current;
  private final JWKSet published;

  private SigningKeys(RSAKey current, List<JWK> published) {
    this.current = current;
    this.published = new JWKSet(published);
  }

  /** Loads the keys, or makes and stores the first one. */
  static SigningKeys openOrCreate(Database database, ServiceMasterKey master, Clock clock) {
    List<Row> rows = database.read(SigningKeys::rows);
    if (rows.isEmpty()) {
      Row made = generate(master);
      rows =
          database.write(
              tx -> {
                insertIfFirst(tx, made, clock.millis());
                return rows(tx);
              });
    }
    return new SigningKeys(
        open(rows.getFirst(), master), rows.stream().map(SigningKeys::publicKey).toList());
  }

  RSAKey current() {
    return current;
  }

  JWKSet published() {
    return published;
  }

  private record Row(String kid, Ciphertext sealedPrivateKey, String publicJwk) {}

  private static List<Row> rows(Handle tx) {
    return tx.createQuery(
            """
            SELECT kid, sealed_private_key, public_jwk FROM token_signing_keys
            ORDER BY created_at DESC, kid LIMIT 8\
            """)
        .map(
            (row, context) ->
                new Row(
                    row.getString("kid"),
                    Ciphertext.of(row.getBytes("sealed_private_key")),
                    row.getString("public_jwk")))
        .list();
  }

  private static Row generate(ServiceMasterKey master) {
    UUID id = UUID.randomUUID();
    try {
      RSAKey key =
          new RSAKeyGenerator(KEY_BITS)
              .keyID(id.toString())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .generate();
      byte[] secret = key.toJSONString().getBytes(UTF_8);
      try {
        Ciphertext sealed = Ciphertext.of(master.seal(Purpose.TOKEN_SIGNING_KEY, id, secret));
        return new Row(id.toString(), sealed, key.toPublicJWK().toJSONString());
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }

  private static void insertIfFirst(Handle tx, Row made, long now) {
    // Two nodes may start at once: both keep the key of whoever was first.
    tx.createUpdate(
            """
            INSERT INTO token_signing_keys (kid, sealed_private_key, public_jwk, created_at)
            SELECT :kid, :sealed, :jwk, :now
            WHERE NOT EXISTS (SELECT 1 FROM token_signing_keys)\
            """)
        .bind("kid", made.kid())
        .bind("sealed", made.sealedPrivateKey().bytes())
        .bind("jwk", made.publicJwk())
        .bind("now", now)
        .execute();
  }

  private static RSAKey open(Row row, ServiceMasterKey master) {
    byte[] secret =
        master.open(
            Purpose.TOKEN_SIGNING_KEY, UUID.fromString(row.kid()), row.sealedPrivateKey().bytes());
    try {
      return RSAKey.parse(new String(secret, UTF_8));
    } catch (ParseException e) {
      throw unreadable(e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static JWK publicKey(Row row) {
    try {
      return JWK.parse(row.publicJwk()).toPublicJWK();
    } catch (ParseException e) {
      throw unreadable(e);
    }
  }

  private static CustodyException unreadable(ParseException cause) {
    return new CustodyException(
        CustodyError.MASTER_KEY_MISMATCH,
        "a stored token signing key cannot be read; restore the database from its backup",
        cause);
  }
}
