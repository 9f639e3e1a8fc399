package dev.freehold.crypto;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyWrap;

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
    try (KeyedAead once = under(key)) {
      return once.seal(associatedData, plaintext);
    }
  }

  /** The same with a given nonce: for known answers only. */
  byte[] seal(Key256 key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
    try (KeyedAead once = under(key)) {
      return once.seal(nonce, associatedData, plaintext);
    }
  }

  /**
   * Opens what {@link #seal} made with the same key and associated data.
   *
   * @throws CryptoException {@link CryptoError#AUTHENTICATION_FAILED}; no byte is released
   */
  public byte[] open(Key256 key, byte[] associatedData, byte[] sealed) {
    try (KeyedAead once = under(key)) {
      return once.open(associatedData, sealed);
    }
  }

  private KeyedAead under(Key256 key) {
    return under(key, 1);
  }

  /**
   * The same for many values under one key; the caller closes it.
   *
   * @param values about how many are sealed: nonces are drawn several at once
   */
  public KeyedAead under(Key256 key, int values) {
    return new KeyedAead(suite, key, values);
  }
}
