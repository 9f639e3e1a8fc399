package dev.freehold.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Wraps a key under another: AES-256-GCM under a key derived from the parent, with the {@link
 * KeyContext} as associated data, {@value #WRAPPED_BYTES} bytes in all. Safe for use by many
 * threads.
 */
public final class KeyWrap {

  /** Length of a wrapped key in bytes. */
  public static final int WRAPPED_BYTES = Key256.LENGTH_BYTES + Aead.OVERHEAD_BYTES;

  private static final String PURPOSE = "freehold:key-wrap:v1";
  private static final byte[] LABEL = PURPOSE.getBytes(StandardCharsets.US_ASCII);

  private final Aead aead;

  /** Uses the ciphers and the random source of {@code suite}. */
  public KeyWrap(CryptoSuite suite) {
    this.aead = new Aead(suite);
  }

  /** Wraps {@code child} under {@code parent}; it opens in the place {@code context} names only. */
  public byte[] wrap(Key256 parent, Key256 child, KeyContext context) {
    try (Key256 wrapping = Hkdf.deriveKey(parent, PURPOSE)) {
      return child.use(raw -> aead.seal(wrapping, associatedData(context), raw));
    }
  }

  /**
   * Opens a wrapped key and checks that it is the one committed to.
   *
   * @throws CryptoException {@link CryptoError#UNWRAP_FAILED} if it is not a wrapped key of this
   *     parent and context; {@link CryptoError#COMMITMENT_MISMATCH} if it opens to another key than
   *     {@code commitment} says, which points at an attack or a damaged row
   */
  public Key256 unwrap(
      Key256 parent, byte[] wrapped, KeyContext context, KeyCommitment commitment) {
    Key256 child = open(parent, wrapped, context);
    if (!commitment.matches(child, context.tenantId(), context.keyId(), context.generation())) {
      child.close();
      throw new CryptoException(
          CryptoError.COMMITMENT_MISMATCH,
          "a wrapped key opened to another key than its row commits to; do not use either, and"
              + " compare the row with a backup");
    }
    return child;
  }

  private Key256 open(Key256 parent, byte[] wrapped, KeyContext context) {
    if (wrapped.length != WRAPPED_BYTES) {
      throw unwrapFailed();
    }
    try (Key256 wrapping = Hkdf.deriveKey(parent, PURPOSE)) {
      return Key256.takeOver(aead.open(wrapping, associatedData(context), wrapped));
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
}
