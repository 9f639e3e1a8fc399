package dev.freehold.custody.identity;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Random bytes that whoever holds them may show once. Only their SHA-256 is kept: 256 random bits
 * need neither salt nor a slow hash.
 *
 * @param text what is handed out
 */
record OpaqueToken(String text) {

  static final int SECRET_BYTES = 32;

  static byte[] secret(RandomSource random) {
    return random.bytes(SECRET_BYTES);
  }

  static OpaqueToken of(byte[] bytes) {
    return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The bytes of what was presented, if it can be one of ours with {@code countBytes}. */
  static Optional<byte[]> bytes(String presented, int countBytes) {
    if (presented.length() > CustodyLimits.MAX_OPAQUE_TOKEN_CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(presented))
          .filter(bytes -> bytes.length == countBytes);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  static byte[] hash(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "OpaqueToken[]";
  }
}
