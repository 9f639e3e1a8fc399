package dev.freehold.server.notifications.webhook;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.RandomSource;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which the requests of one webhook are signed. It never prints itself and is
 * overwritten on {@link #close()}. Thread-safe.
 */
public final class WebhookSecret implements AutoCloseable {

  /** How the text of a secret begins, so that people and scanners know it. */
  private static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";

  @GuardedBy("this")
  private final byte[] bytes;

  private WebhookSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  static WebhookSecret generate(RandomSource random) {
    byte[] bytes = new byte[WebhookLimits.SECRET_BYTES];
    random.fill(bytes);
    return new WebhookSecret(bytes);
  }

  /** Takes the array over. */
  static WebhookSecret takeOver(byte[] bytes) {
    return new WebhookSecret(bytes);
  }

  /**
   * The secret in clear, for showing it once. What it returns cannot be overwritten: do not keep
   * it.
   */
  public synchronized String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** A copy that the caller overwrites. */
  synchronized byte[] copy() {
    return bytes.clone();
  }

  /** The HMAC-SHA-256 of {@code signed} in base64. */
  synchronized String sign(byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
    }
  }

  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "WebhookSecret[hidden]";
  }
}
