package dev.freehold.crypto.wrap;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A parent key, prepared for wrapping and unwrapping many keys under it; {@link KeyWrap#under}
 * makes it. It is zeroed when closed. Safe for use by many threads until then.
 */
public final class WrappingKey implements AutoCloseable {

  private static final String PURPOSE = "freehold:key-wrap:v1";
  private static final byte[] LABEL = PURPOSE.getBytes(StandardCharsets.US_ASCII);

  private final Aead aead;
  private final Key256 derived;

  WrappingKey(Aead aead, Key256 parent) {
    this.aead = aead;
    this.derived = Hkdf.deriveKey(parent, PURPOSE);
  }

  /** Wraps {@code child}; it opens in the place {@code context} names only. */
  public byte[] wrap(Key256 child, KeyContext context) {
    return child.use(raw -> aead.seal(derived, associatedData(context), raw));
  }

  /**
   * Opens a wrapped key and checks that it is the one committed to.
   *
   * @throws CryptoException as {@link KeyWrap#unwrap}
   */
  public Key256 unwrap(byte[] wrapped, KeyContext context, KeyCommitment commitment) {
    Key256 child = open(wrapped, context);
    if (!commitment.matches(child, context.tenantId(), context.keyId(), context.generation())) {
      child.close();
      throw new CryptoException(
          CryptoError.COMMITMENT_MISMATCH,
          "a wrapped key opened to another key than its row commits to; do not use either, and"
              + " compare the row with a backup");
    }
    return child;
  }

  private Key256 open(byte[] wrapped, KeyContext context) {
    if (wrapped.length != KeyWrap.WRAPPED_BYTES) {
      throw unwrapFailed();
    }
    try {
      return Key256.takeOver(aead.open(derived, associatedData(context), wrapped));
    } catch (CryptoException e) {
      throw unwrapFailed();
    }
  }

  private static byte[] associatedData(KeyContext context) {
    byte[] place = context.encode();
    byte[] joined = Arrays.copyOf(LABEL, LABEL.length + place.length);
    System.arraycopy(place, 0, joined, LABEL.length, place.length);
    return joined;
  }

  private static CryptoException unwrapFailed() {
    return new CryptoException(
        CryptoError.UNWRAP_FAILED,
        "the wrapped key was changed, or belongs to another parent, tenant, key or generation");
  }

  @Override
  public void close() {
    derived.close();
  }
}
