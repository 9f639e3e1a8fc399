package dev.freehold.custody.passkeys;

import dev.freehold.crypto.RandomSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * What a browser holds between two steps, good once. Only its SHA-256 is kept.
 *
 * @param text 256 random bits
 */
record Ticket(String text) {

  private static final int BYTES = 32;

  static Ticket generate(RandomSource random) {
    return new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(random.bytes(BYTES)));
  }

  byte[] hash() {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of what is too random to need salt or a slow hash. */
  static byte[] sha256(byte[] random) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Never shows the ticket. */
  @Override
  public String toString() {
    return "Ticket[]";
  }
}
