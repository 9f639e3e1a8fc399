package dev.freehold.vault.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * The token's AES-256 key that wraps other keys when they leave the token (RFC 5649); it never
 * leaves the token itself. A wrapped value names the key, so that a wrong token can be told from a
 * damaged value: {@code 1 (one byte, the format) | id of the wrapping key (16) | wrapped key}.
 */
public final class TokenWrappingKey {

  private static final Logger LOG = LoggerFactory.getLogger(TokenWrappingKey.class);
  private static final String LABEL = "freehold-wrapping-key-1";
  private static final byte FORMAT = 1;
  private static final int ID_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final long handle;
  private final byte[] id;

  private TokenWrappingKey(long handle, byte[] id) {
    this.handle = handle;
    this.id = id;
  }

  static TokenWrappingKey findOrMake(Session session) throws PKCS11Exception {
    long[] found =
        session.findObjectsSingle(
            new AttributeVector().class_(CKO_SECRET_KEY).keyType(CKK_AES).label(LABEL), 2);
    return switch (found.length) {
      case 0 -> make(session);
      case 1 -> new TokenWrappingKey(found[0], session.getAttrValues(found[0], CKA_ID).id());
      default ->
          throw new VaultException(
              VaultError.TOKEN,
              "the token has more than one key '%s'; keep the right one".formatted(LABEL));
    };
  }

  private static TokenWrappingKey make(Session session) throws PKCS11Exception {
    byte[] id = session.generateRandom(ID_BYTES);
    AttributeVector template =
        new AttributeVector()
            .class_(CKO_SECRET_KEY)
            .keyType(CKK_AES)
            .valueLen(KEY_BYTES)
            .label(LABEL)
            .id(id)
            .token(true)
            .private_(true)
            .sensitive(true)
            .extractable(false)
            .wrap(true)
            .unwrap(true)
            .encrypt(false)
            .decrypt(false);
    long handle = session.generateKey(new Mechanism(CKM_AES_KEY_GEN), template);
    LOG.info("made the wrapping key '{}' in the token; back the token up", LABEL);
    return new TokenWrappingKey(handle, id);
  }

  /** Lets the key {@code target} out of the token, wrapped. */
  public byte[] wrap(Session session, long target) throws PKCS11Exception {
    byte[] wrapped = session.wrapKey(new Mechanism(CKM_AES_KEY_WRAP_PAD), handle, target);
    return ByteBuffer.allocate(1 + ID_BYTES + wrapped.length)
        .put(FORMAT)
        .put(id)
        .put(wrapped)
        .array();
  }

  /**
   * Brings a wrapped key into the session as {@code template} describes; the caller destroys it.
   *
   * @throws VaultException SEALED_KEY if it was wrapped by another token's key or altered
   */
  public long unwrap(Session session, byte[] value, AttributeVector template)
      throws PKCS11Exception {
    int headBytes = 1 + ID_BYTES;
    if (value.length <= headBytes
        || value[0] != FORMAT
        || !Arrays.equals(value, 1, headBytes, id, 0, ID_BYTES)) {
      throw notOurs(null);
    }
    byte[] wrapped = Arrays.copyOfRange(value, headBytes, value.length);
    try {
      return session.unwrapKey(new Mechanism(CKM_AES_KEY_WRAP_PAD), handle, wrapped, template);
    } catch (PKCS11Exception e) {
      if (TokenErrors.isGone(e)) {
        throw e;
      }
      throw notOurs(e);
    }
  }

  private static VaultException notOurs(PKCS11Exception cause) {
    return new VaultException(
        VaultError.SEALED_KEY,
        "a key was wrapped by another token, or altered; restore the token it was made with",
        cause);
  }
}
