package dev.freehold.vault.material;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A symmetric key as the JCA wants it, overwritten on {@link #close()}, which {@code SecretKeySpec}
 * cannot do. For one thread.
 */
final class OctKey implements SecretKey, AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final transient byte[] secret;
  private final String algorithm;
  private transient boolean closed;

  /** Copies {@code secret}. */
  OctKey(byte[] secret, String algorithm) {
    this.secret = secret.clone();
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
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
    return "OctKey[secret]";
  }
}
