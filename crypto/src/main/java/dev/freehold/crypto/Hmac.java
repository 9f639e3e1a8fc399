package dev.freehold.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104) from the JDK. Safe for use by many threads. */
public final class Hmac {

  /** Length of a code in bytes. */
  public static final int LENGTH_BYTES = 32;

  private static final String HMAC_SHA256 = "HmacSHA256";
  private static final Provider PROVIDER = Security.getProvider("SunJCE");

  private Hmac() {}

  /** The authentication code of {@code message}; compare it in constant time. */
  public static byte[] sha256(Key256 key, byte[] message) {
    return key.use(
        raw -> {
          try {
            Mac mac = Mac.getInstance(HMAC_SHA256, PROVIDER);
            mac.init(new SecretKeySpec(raw, HMAC_SHA256));
            return mac.doFinal(message);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + HMAC_SHA256, e);
          }
        });
  }
}
