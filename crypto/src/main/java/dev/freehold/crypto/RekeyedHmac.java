package dev.freehold.crypto;

import javax.crypto.Mac;

/**
 * HMAC with SHA-256 from the JDK under one key after another, each for one message, with one object
 * of the JDK for all. What that keeps of the last key is overwritten on {@link #close()}. For one
 * thread.
 */
public final class RekeyedHmac implements AutoCloseable {

  private final Mac mac = Hmac.newMac();

  /** Has no key yet. */
  public RekeyedHmac() {}

  /** The authentication code of {@code message} under the key; compare it in constant time. */
  public byte[] sha256(byte[] key, byte[] message) {
    Hmac.init(mac, key);
    return mac.doFinal(message);
  }

  @Override
  public void close() {
    Hmac.forget(mac);
  }
}
