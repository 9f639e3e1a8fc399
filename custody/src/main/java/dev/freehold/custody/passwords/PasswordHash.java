package dev.freehold.custody.passwords;

import dev.freehold.crypto.RandomSource;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The stored verifier of a password: PBKDF2 with HMAC-SHA-256, the salt and the rounds, so that the
 * rounds can grow. It is slow on purpose; {@link PasswordWork} bounds what that costs.
 */
public final class PasswordHash {

  /** How many random bytes a salt has. */
  public static final int SALT_BYTES = 16;

  private static final int HASH_BYTES = 32;

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  /** Takes both arrays over. */
  public PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  static PasswordHash of(Password password, int iterations, RandomSource random) {
    byte[] salt = random.bytes(SALT_BYTES);
    return new PasswordHash(iterations, salt, derive(password, salt, iterations));
  }

  /** Stands in for a person who does not exist, so that both answers take the same time. */
  public static PasswordHash ofNobody(int iterations) {
    return new PasswordHash(iterations, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  /** Rounds of PBKDF2. */
  public int iterations() {
    return iterations;
  }

  /** The salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /** The hash itself. */
  public byte[] hash() {
    return hash.clone();
  }

  boolean matches(Password presented) {
    return MessageDigest.isEqual(hash, derive(presented, salt, iterations));
  }

  /** The bytes that a password gives under a salt: also what a key is made of. */
  public static byte[] derive(Password password, byte[] salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(password.text().toCharArray(), salt, iterations, HASH_BYTES * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }
}
