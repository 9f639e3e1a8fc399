package dev.freehold.crypto;

import java.util.Arrays;

/**
 * {@link Aead} under one key, for many values: its cipher and its copy of the key serve all of
 * them, since making those costs more than sealing a small value. The key is zeroed when this is
 * closed. For one thread.
 */
public final class KeyedAead implements AutoCloseable {

  private final ErasableKey key;
  private final GcmCipher cipher;
  private final Nonces nonces;

  /** Copies {@code key}. */
  KeyedAead(CryptoSuite suite, Key256 key, int values) {
    this.cipher = new GcmCipher(suite);
    this.nonces = new Nonces(suite.random(), values);
    this.key = ErasableKey.aes(key); // Last: no copy stays behind if one of the others fails.
  }

  /** Seals as {@link Aead#seal(Key256, byte[], byte[])}. */
  public byte[] seal(byte[] associatedData, byte[] plaintext) {
    if (plaintext.length > CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES) {
      throw new CryptoException(
          CryptoError.TOO_LONG,
          "a sealed value has at most %d bytes, got %d; use an object for more"
              .formatted(CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES, plaintext.length));
    }
    byte[] nonce = new byte[GcmCipher.NONCE_BYTES];
    nonces.next(nonce, 0);
    return seal(nonce, associatedData, plaintext);
  }

  /** The same with a given nonce: for known answers only. */
  byte[] seal(byte[] nonce, byte[] associatedData, byte[] plaintext) {
    CryptoLimits.requireAssociatedData(associatedData);
    byte[] sealed = Arrays.copyOf(nonce, plaintext.length + Aead.OVERHEAD_BYTES);
    cipher.seal(
        key,
        sealed,
        0,
        associatedData,
        plaintext,
        0,
        plaintext.length,
        sealed,
        GcmCipher.NONCE_BYTES);
    return sealed;
  }

  /** Opens as {@link Aead#open}. */
  public byte[] open(byte[] associatedData, byte[] sealed) {
    CryptoLimits.requireAssociatedData(associatedData);
    int length = sealed.length - Aead.OVERHEAD_BYTES;
    if (length < 0 || length > CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES) {
      throw invalid();
    }
    byte[] plaintext = new byte[length];
    boolean opened =
        cipher.open(
            key,
            sealed,
            0,
            associatedData,
            sealed,
            GcmCipher.NONCE_BYTES,
            length + GcmCipher.TAG_BYTES,
            plaintext,
            0);
    if (!opened) {
      Arrays.fill(plaintext, (byte) 0);
      throw invalid();
    }
    return plaintext;
  }

  private static CryptoException invalid() {
    return new CryptoException(
        CryptoError.AUTHENTICATION_FAILED,
        "the sealed value was changed, or belongs to another key or place");
  }

  @Override
  public void close() {
    key.close();
  }
}
