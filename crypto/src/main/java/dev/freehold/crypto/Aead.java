package dev.freehold.crypto;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyWrap;
import java.util.Arrays;

/**
 * Seals small values with AES-256-GCM: {@code nonce (12) | ciphertext | tag (16)}.
 *
 * <p>The nonce is random and never the caller's choice; a key may seal 2^32 values (NIST SP
 * 800-38D, 8.3). The associated data must name what the value is for. Does not commit to the key:
 * where two keys could be offered, check a {@link KeyCommitment} as {@link KeyWrap} does. Safe for
 * use by many threads.
 */
public final class Aead {

  /** The difference in length between a sealed value and its plaintext. */
  public static final int OVERHEAD_BYTES = GcmCipher.NONCE_BYTES + GcmCipher.TAG_BYTES;

  private final CryptoSuite suite;

  /** Uses the ciphers and the random source of {@code suite}. */
  public Aead(CryptoSuite suite) {
    this.suite = suite;
  }

  /**
   * Seals {@code plaintext}, at most {@link CryptoLimits#MAX_AEAD_PLAINTEXT_BYTES}, bound to {@code
   * associatedData}, at most {@link CryptoLimits#MAX_ASSOCIATED_DATA_BYTES}.
   *
   * @throws CryptoException {@link CryptoError#TOO_LONG}
   */
  public byte[] seal(Key256 key, byte[] associatedData, byte[] plaintext) {
    if (plaintext.length > CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES) {
      throw new CryptoException(
          CryptoError.TOO_LONG,
          "a sealed value has at most %d bytes, got %d; use an object for more"
              .formatted(CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES, plaintext.length));
    }
    return seal(key, suite.random().bytes(GcmCipher.NONCE_BYTES), associatedData, plaintext);
  }

  /** The same with a given nonce: for known answers only. */
  byte[] seal(Key256 key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
    CryptoLimits.requireAssociatedData(associatedData);
    byte[] sealed = Arrays.copyOf(nonce, plaintext.length + OVERHEAD_BYTES);
    try (ErasableKey aesKey = ErasableKey.aes(key)) {
      new GcmCipher(suite)
          .seal(
              aesKey,
              sealed,
              0,
              associatedData,
              plaintext,
              0,
              plaintext.length,
              sealed,
              GcmCipher.NONCE_BYTES);
    }
    return sealed;
  }

  /**
   * Opens what {@link #seal} made with the same key and associated data.
   *
   * @throws CryptoException {@link CryptoError#AUTHENTICATION_FAILED}; no byte is released
   */
  public byte[] open(Key256 key, byte[] associatedData, byte[] sealed) {
    CryptoLimits.requireAssociatedData(associatedData);
    int length = sealed.length - OVERHEAD_BYTES;
    if (length < 0 || length > CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES) {
      throw invalid();
    }
    byte[] plaintext = new byte[length];
    try (ErasableKey aesKey = ErasableKey.aes(key)) {
      boolean opened =
          new GcmCipher(suite)
              .open(
                  aesKey,
                  sealed,
                  0,
                  associatedData,
                  sealed,
                  GcmCipher.NONCE_BYTES,
                  length + GcmCipher.TAG_BYTES,
                  plaintext,
                  0);
      if (!opened) {
        throw invalid();
      }
    }
    return plaintext;
  }

  private static CryptoException invalid() {
    return new CryptoException(
        CryptoError.AUTHENTICATION_FAILED,
        "the sealed value was changed, or belongs to another key or place");
  }
}
