package dev.freehold.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with a given nonce, between heap arrays. What is sealed may be encrypted in place;
 * else they must not overlap.
 *
 * <p>One {@link Cipher} object serves all calls, since creating one costs more than a small seal.
 * For one thread. Package-private, so that no caller outside can choose a nonce.
 */
final class GcmCipher {

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private final Cipher cipher;

  GcmCipher(CryptoSuite suite) {
    this.cipher = suite.newAesGcmCipher();
  }

  /** Writes ciphertext and tag, {@code length + 16} bytes, to {@code target}. */
  void seal(
      ErasableKey key,
      byte[] nonce,
      int nonceOffset,
      byte[] associatedData,
      byte[] plaintext,
      int offset,
      int length,
      byte[] target,
      int targetOffset) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, parameters(nonce, nonceOffset));
      cipher.updateAAD(associatedData);
      cipher.doFinal(plaintext, offset, length, target, targetOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM refused valid input", e);
    }
  }

  /**
   * Opens ciphertext and tag, {@code length} bytes together, into {@code target}. If the tag does
   * not match, {@code target} may hold garbage that must not be shown.
   *
   * @return whether the tag matched
   */
  boolean open(
      ErasableKey key,
      byte[] nonce,
      int nonceOffset,
      byte[] associatedData,
      byte[] sealed,
      int offset,
      int length,
      byte[] target,
      int targetOffset) {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, parameters(nonce, nonceOffset));
      cipher.updateAAD(associatedData);
      cipher.doFinal(sealed, offset, length, target, targetOffset);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM refused valid input", e);
    }
  }

  private static GCMParameterSpec parameters(byte[] nonce, int offset) {
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce, offset, NONCE_BYTES);
  }
}
