package dev.freehold.custody.secrets;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import java.util.Base64;
import java.util.Optional;

/**
 * Random bytes that anyone who holds them may show once. Only their {@link SecretHash} is kept.
 *
 * @param text what is handed out
 */
public record OpaqueToken(String text) {

  /** The length of a secret. */
  public static final int SECRET_BYTES = 32;

  /** A new secret. */
  public static byte[] secret(RandomSource random) {
    return random.bytes(SECRET_BYTES);
  }

  /** What is handed out for these bytes. */
  public static OpaqueToken of(byte[] bytes) {
    return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The bytes of what was presented, if it can be one of ours with {@code countBytes}. */
  public static Optional<byte[]> bytes(String presented, int countBytes) {
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

  /** Never shows the token. */
  @Override
  public String toString() {
    return "OpaqueToken[]";
  }
}
