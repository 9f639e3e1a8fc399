package dev.freehold.custody.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of keys that sign tokens: what is sealed has the public parts as well. */
final class SigningKeyRows {

  private SigningKeyRows() {}

  /** One key; the private part opens under the service master key only. */
  record Row(String kid, Ciphertext sealedPrivateKey, String publicJwk, Instant createdAt) {

    static Row of(KeyPair pair, ServiceMasterKey master, Instant now) {
      UUID id = UUID.randomUUID();
      RSAKey key =
          new RSAKey.Builder((RSAPublicKey) pair.getPublic())
              .privateKey((RSAPrivateKey) pair.getPrivate())
              .keyID(id.toString())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .build();
      byte[] secret = key.toJSONString().getBytes(UTF_8);
      try {
        Ciphertext sealed = Ciphertext.of(master.seal(Purpose.TOKEN_SIGNING_KEY, id, secret));
        return new Row(id.toString(), sealed, key.toPublicJWK().toJSONString(), now);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    }

    private UUID id() {
      try {
        return UUID.fromString(kid);
      } catch (IllegalArgumentException forged) {
        throw unreadable(forged);
      }
    }

    /** Throws {@code MASTER_KEY_MISMATCH} for a row that this service did not make. */
    RSAKey open(ServiceMasterKey master) {
      byte[] secret = master.open(Purpose.TOKEN_SIGNING_KEY, id(), sealedPrivateKey.bytes());
      try {
        return RSAKey.parse(new String(secret, UTF_8));
      } catch (ParseException e) {
        throw unreadable(e);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    }
  }

  private static CustodyException unreadable(Exception cause) {
    return new CustodyException(
        CustodyError.MASTER_KEY_MISMATCH,
        "a stored token signing key cannot be read; restore the database from its backup",
        cause);
  }

  /** All keys, the newest first. */
  static List<Row> all(Handle tx) {
    return tx.createQuery(
            """
            SELECT kid, sealed_private_key, public_jwk, created_at FROM token_signing_keys
            ORDER BY created_at DESC, kid LIMIT 256\
            """)
        .map(
            (row, context) ->
                new Row(
                    row.getString("kid"),
                    Ciphertext.of(row.getBytes("sealed_private_key")),
                    row.getString("public_jwk"),
                    Instant.ofEpochMilli(row.getLong("created_at"))))
        .list();
  }

  /**
   * Inserts a key unless there is one that was made after {@code since}: of two nodes that find
   * theirs too old at once, both use the key of the node that was first.
   *
   * @return whether it was inserted
   */
  static boolean insertUnlessNewer(Handle tx, Row made, Instant since) {
    return tx.createUpdate(
                """
                INSERT INTO token_signing_keys (kid, sealed_private_key, public_jwk, created_at)
                SELECT :kid, :sealed, :jwk, :now
                WHERE NOT EXISTS (SELECT 1 FROM token_signing_keys WHERE created_at > :since)\
                """)
            .bind("kid", made.kid())
            .bind("sealed", made.sealedPrivateKey().bytes())
            .bind("jwk", made.publicJwk())
            .bind("now", made.createdAt())
            .bind("since", since)
            .execute()
        == 1;
  }

  /** Removes the keys that were followed by another one before {@code before}. */
  static void removeReplaced(Handle tx, Instant before) {
    tx.createUpdate(
            """
            DELETE FROM token_signing_keys WHERE EXISTS (
              SELECT 1 FROM token_signing_keys newer
              WHERE newer.created_at > token_signing_keys.created_at
                AND newer.created_at < :before)\
            """)
        .bind("before", before)
        .execute();
  }
}
