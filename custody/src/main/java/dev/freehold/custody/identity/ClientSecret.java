package dev.freehold.custody.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * What is kept of a client secret. The secret has 256 random bits, so one salted SHA-256 is enough:
 * nothing can be guessed that a slow hash would have to slow down.
 */
final class ClientSecret {

  private static final int SECRET_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** Stands in for an identity that does not exist, so that both answers take the same time. */
  static final ClientSecret OF_NOBODY = new ClientSecret(new byte[SALT_BYTES], new byte[32]);

  private final byte[] salt;
  private final byte[] hash;

  /** Takes both arrays over. */
  ClientSecret(byte[] salt, byte[] hash) {
    this.salt = salt;
    this.hash = hash;
  }

  static String generate(RandomSource random) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random.bytes(SECRET_BYTES));
  }

  static ClientSecret of(String secret, RandomSource random) {
    byte[] salt = random.bytes(SALT_BYTES);
    return new ClientSecret(salt, digest(salt, secret));
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] hash() {
    return hash.clone();
  }

  boolean matches(String presented) {
    return presented.length() <= CustodyLimits.MAX_CLIENT_SECRET_CHARS
        && MessageDigest.isEqual(hash, digest(salt, presented));
  }

  private static byte[] digest(byte[] salt, String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt);
      return sha256.digest(secret.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
