package dev.freehold.crypto;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * An AES-256 key as the JCA wants it, overwritten on {@link #close()}, which {@code SecretKeySpec}
 * cannot do. For one thread.
 */
final class AesKey implements SecretKey, AutoCloseable {

  static final int LENGTH_BYTES = 32;

  private static final long serialVersionUID = 1L;

  private final transient byte[] secret;
  private transient boolean closed;

  private AesKey(byte[] secret) {
    this.secret = secret;
  }

  /** Keeps {@code raw}, 32 bytes that the caller gives up. */
  static AesKey takeOver(byte[] raw) {
    if (raw.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes, got " + raw.length);
    }
    return new AesKey(raw);
  }

  /** A copy of {@code key} with a life of its own. */
  static AesKey of(Key256 key) {
    return key.use(raw -> new AesKey(raw.clone()));
  }

  @Override
  public String getAlgorithm() {
    return "AES";
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
    return "AesKey[32 secret bytes]";
  }
}
