package dev.freehold.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Commitments to values that can be erased: HMAC-SHA-256 under a random salt, of the value's name,
 * a zero byte and the value. With the salt they show what the value was. Once the salt is gone they
 * tell nothing, however few values are likely.
 */
final class Commitments {

  static final int SALT_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Provider PROVIDER = Security.getProvider("SunJCE");

  private Commitments() {}

  static String of(byte[] salt, String name, String value) {
    return of(keyed(salt), name, value);
  }

  static Map<String, String> of(byte[] salt, Map<String, String> values) {
    Mac mac = keyed(salt);
    Map<String, String> commitments = new TreeMap<>();
    values.forEach((name, value) -> commitments.put(name, of(mac, name, value)));
    return commitments;
  }

  private static String of(Mac mac, String name, String value) {
    mac.update(name.getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) 0);
    return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Each code that it gives leaves it as it is here. */
  private static Mac keyed(byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException(
          "a salt has %d bytes, got %d".formatted(SALT_BYTES, salt.length));
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM, PROVIDER);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HMAC with SHA-256", e);
    }
  }
}
