package dev.freehold.custody.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.RandomSource;
import dev.freehold.crypto.SecretText;
import dev.freehold.crypto.Sha256;
import dev.freehold.custody.CustodyLimits;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * The stored verifier of a client secret. The secret has 255 random bits and cannot be guessed, so
 * one salted SHA-256 is enough; a slow hash would add nothing.
 */
public final class ClientSecret {

  private static final int SECRET_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Stands in for an identity that does not exist, so that both answers take the same time. */
  static final ClientSecret OF_NOBODY =
      new ClientSecret(new byte[SALT_BYTES], new byte[HASH_BYTES]);

  private final byte[] salt;
  private final byte[] hash;

  /** Takes both arrays over. */
  ClientSecret(byte[] salt, byte[] hash) {
    this.salt = salt;
    this.hash = hash;
  }

  /** A secret of 255 random bits, which begins with a letter. */
  public static String generate(RandomSource random) {
    return new String(SecretText.generate(random, SECRET_BYTES), US_ASCII);
  }

  /** Makes the verifier of {@code secret}. */
  public static ClientSecret of(String secret, RandomSource random) {
    byte[] salt = random.bytes(SALT_BYTES);
    return new ClientSecret(salt, digest(salt, secret));
  }

  /**
   * Reads what {@link #verifier} wrote.
   *
   * @throws IllegalArgumentException if {@code verifier} is malformed
   */
  public static ClientSecret parse(String verifier) {
    byte[] bytes = Base64.getUrlDecoder().decode(verifier);
    if (bytes.length != SALT_BYTES + HASH_BYTES) {
      throw new IllegalArgumentException("a verifier has a salt and a hash");
    }
    return new ClientSecret(
        Arrays.copyOf(bytes, SALT_BYTES), Arrays.copyOfRange(bytes, SALT_BYTES, bytes.length));
  }

  /** Salt and hash in base64url: it may be shown, since nobody guesses 255 random bits. */
  public String verifier() {
    byte[] bytes = Arrays.copyOf(salt, SALT_BYTES + HASH_BYTES);
    System.arraycopy(hash, 0, bytes, SALT_BYTES, HASH_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
    MessageDigest sha256 = Sha256.digest();
    sha256.update(salt);
    return sha256.digest(secret.getBytes(UTF_8));
  }
}
