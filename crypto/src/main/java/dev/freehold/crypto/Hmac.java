package dev.freehold.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;

/**
 * HMAC with SHA-256 (RFC 2104) from the JDK under one key. The JDK's objects are kept between
 * calls, as many as threads ever called at once: making one and giving it the key takes as long as
 * the code of a short message. Safe for use by many threads.
 */
public final class Hmac implements AutoCloseable {

  /** Length of a code in bytes. */
  public static final int LENGTH_BYTES = 32;

  static final String HMAC_SHA256 = "HmacSHA256";

  private static final Provider PROVIDER = Security.getProvider("SunJCE");

  private final Key256 key;
  private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** Takes over {@code key}, which is closed with this. */
  public Hmac(Key256 key) {
    this.key = key;
  }

  /**
   * The authentication code of {@code message}; compare it in constant time.
   *
   * @throws IllegalStateException if this was closed
   */
  public byte[] sha256(byte[] message) {
    if (closed) {
      throw new IllegalStateException("this code's key was closed; open it again before use");
    }
    Mac kept = idle.poll();
    Mac mac = kept == null ? keyed() : kept;
    byte[] code = mac.doFinal(message);
    idle.add(mac);
    if (closed) {
      forget();
    }
    return code;
  }

  private Mac keyed() {
    Mac mac = newMac();
    key.use(
        raw -> {
          init(mac, raw);
          return null;
        });
    return mac;
  }

  /** One that still needs its key. */
  static Mac newMac() {
    try {
      return Mac.getInstance(HMAC_SHA256, PROVIDER);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + HMAC_SHA256, e);
    }
  }

  /** Gives it a key in the place of the one that it had. */
  static void init(Mac mac, byte[] raw) {
    try (ErasableKey copy = ErasableKey.copyOf(raw, HMAC_SHA256)) {
      mac.init(copy);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK refused a key for " + HMAC_SHA256, e);
    }
  }

  /** Overwrites what the JDK's object keeps of its key. */
  static void forget(Mac mac) {
    init(mac, new byte[LENGTH_BYTES]);
  }

  private void forget() {
    for (Mac mac = idle.poll(); mac != null; mac = idle.poll()) {
      forget(mac);
    }
  }

  /** Overwrites the key. */
  @Override
  public void close() {
    closed = true;
    key.close();
    forget();
  }
}
