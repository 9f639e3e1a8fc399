package dev.freehold.crypto.wrap;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.KeyedAead;
import dev.freehold.crypto.RekeyedHmac;
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
    try (KeyedAead once = aead.under(derived, 1);
        RekeyedHmac codes = new RekeyedHmac()) {
      return Key256.takeOver(open(once, codes, wrapped, context, commitment));
    }
  }

  /** The bytes of a key that is the one committed to; the caller overwrites them. */
  static byte[] open(
      KeyedAead derived,
      RekeyedHmac codes,
      byte[] wrapped,
      KeyContext context,
      KeyCommitment commitment) {
    byte[] child = open(derived, wrapped, context);
    if (!commitment.matches(codes, child, context)) {
      Arrays.fill(child, (byte) 0);
      throw new CryptoException(
          CryptoError.COMMITMENT_MISMATCH,
          "a wrapped key opened to another key than its row commits to; do not use either, and"
              + " compare the row with a backup");
    }
    return child;
  }

  private static byte[] open(KeyedAead derived, byte[] wrapped, KeyContext context) {
    if (wrapped.length != KeyWrap.WRAPPED_BYTES) {
      throw unwrapFailed();
    }
    try {
      return derived.open(associatedData(context), wrapped);
    } catch (CryptoException e) {
      throw unwrapFailed();
    }
  }

  /**
   * Opens many keys and wraps them under another parent; the caller closes it.
   *
   * @param keys about how many
   */
  public Rewrapper to(WrappingKey other, int keys) {
    KeyedAead from = aead.under(derived, keys);
    try {
      return new Rewrapper(from, other.aead.under(other.derived, keys));
    } catch (RuntimeException failed) {
      from.close();
      throw failed;
    }
  }

  static byte[] associatedData(KeyContext context) {
    return context.encodeAfter(LABEL);
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
