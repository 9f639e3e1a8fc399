package dev.freehold.crypto.publickey;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoLimits;
import dev.freehold.crypto.CryptoSuite;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * RSA-OAEP (RFC 8017, 7.1) with an empty label, under the two names a key vault knows: RSA-OAEP
 * (SHA-1, MGF1-SHA-1) and RSA-OAEP-256 (SHA-256, MGF1-SHA-256). Safe for use by many threads.
 */
public final class RsaOaep {

  /** The hash of the padding and of its mask generation. */
  public enum Hash {
    /** RSA-OAEP; SHA-1's collisions do not matter here. */
    SHA1("SHA-1", 20),
    /** RSA-OAEP-256. */
    SHA256("SHA-256", 32);

    private final String algorithm;
    private final int lengthBytes;

    Hash(String algorithm, int lengthBytes) {
      this.algorithm = algorithm;
      this.lengthBytes = lengthBytes;
    }

    private OAEPParameterSpec parameters() {
      return new OAEPParameterSpec(
          algorithm, "MGF1", new MGF1ParameterSpec(algorithm), PSource.PSpecified.DEFAULT);
    }
  }

  private final CryptoSuite suite;

  /** Uses the RSA implementation of {@code suite}. */
  public RsaOaep(CryptoSuite suite) {
    this.suite = suite;
  }

  /**
   * Encrypts {@code plaintext}.
   *
   * @throws IllegalArgumentException if the key has fewer than 2048 or more than 8192 bits, or the
   *     plaintext is longer than the modulus less twice the hash and two bytes
   */
  public byte[] encrypt(RSAPublicKey key, Hash hash, byte[] plaintext) {
    int maxBytes = modulusBytes(key) - 2 * hash.lengthBytes - 2;
    if (plaintext.length > maxBytes) {
      throw new IllegalArgumentException(
          "this key encrypts at most %d bytes, got %d".formatted(maxBytes, plaintext.length));
    }
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, hash).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA-OAEP refused valid input", e);
    }
  }

  /**
   * Decrypts what {@link #encrypt} made with the same hash and the public half of {@code key}.
   *
   * @throws IllegalArgumentException if the key has fewer than 2048 or more than 8192 bits
   * @throws CryptoException {@link CryptoError#UNWRAP_FAILED} otherwise, always with the same
   *     message and without a cause, so that nobody learns how far the padding was right (Manger's
   *     attack)
   */
  public byte[] decrypt(RSAPrivateKey key, Hash hash, byte[] ciphertext) {
    if (ciphertext.length != modulusBytes(key)) {
      throw unwrapFailed();
    }
    Cipher cipher = initialised(Cipher.DECRYPT_MODE, key, hash);
    try {
      return cipher.doFinal(ciphertext);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unwrapFailed();
    }
  }

  private Cipher initialised(int mode, Key key, Hash hash) {
    try {
      return cipher(mode, key, hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this RSA key cannot be used: " + e.getMessage(), e);
    }
  }

  private Cipher cipher(int mode, Key key, Hash hash) throws GeneralSecurityException {
    Cipher cipher = suite.newRsaOaepCipher();
    cipher.init(mode, key, hash.parameters());
    return cipher;
  }

  private static int modulusBytes(RSAKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < CryptoLimits.MIN_RSA_MODULUS_BITS || bits > CryptoLimits.MAX_RSA_MODULUS_BITS) {
      throw new IllegalArgumentException(
          "an RSA key has %d to %d bits, got %d"
              .formatted(
                  CryptoLimits.MIN_RSA_MODULUS_BITS, CryptoLimits.MAX_RSA_MODULUS_BITS, bits));
    }
    return (bits + 7) / 8;
  }

  private static CryptoException unwrapFailed() {
    return new CryptoException(
        CryptoError.UNWRAP_FAILED, "the wrapped key does not open under this RSA key");
  }
}
