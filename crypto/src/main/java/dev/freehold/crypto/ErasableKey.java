package dev.freehold.crypto;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A symmetric key for the JCA that is overwritten on {@link #close()}, which {@code SecretKeySpec}
 * cannot do. It refuses use afterwards and never prints itself. For one thread.
 */
public final class ErasableKey implements SecretKey, AutoCloseable {

  /** The length of an AES-256 key. */
  static final int AES_BYTES = 32;

  private static final long serialVersionUID = 1L;

  private final transient byte[] secret;
  private final String algorithm;
  private transient boolean closed;

  private ErasableKey(byte[] secret, String algorithm) {
    this.secret = secret;
    this.algorithm = algorithm;
  }

  /**
   * Copies {@code secret}.
   *
   * @param algorithm what the JCA is to use it for, such as {@code HmacSHA256}
   */
  public static ErasableKey copyOf(byte[] secret, String algorithm) {
    return new ErasableKey(secret.clone(), algorithm);
  }

  /** Keeps {@code raw}, the 32 bytes of an AES-256 key that the caller gives up. */
  static ErasableKey takeOverAes(byte[] raw) {
    if (raw.length != AES_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes, got " + raw.length);
    }
    return new ErasableKey(raw, "AES");
  }

  /** A copy of {@code key} with its own life, for AES-256. */
  static ErasableKey aes(Key256 key) {
    return key.use(raw -> copyOf(raw, "AES"));
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, as the JCA demands; both providers overwrite theirs after use or with the cipher. */
  @Override
  public byte[] getEncoded() {
    if (closed) {
      throw new IllegalStateException("this key was closed; derive it again before use");
    }
    return secret.clone();
  }

  @Override
  public void destroy() {
    Arrays.fill(secret, (byte) 0);
    closed = true;
  }

  @Override
  public boolean isDestroyed() {
    return closed;
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return "ErasableKey[secret]";
  }
}
