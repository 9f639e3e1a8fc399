package dev.freehold.files.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.RandomSource;
import dev.freehold.crypto.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The secret of an access key: 40 characters of base64url that begin with a letter, 239 random
 * bits. It never prints itself and is overwritten on {@link #close()}. Safe for use by many
 * threads.
 */
public final class AccessSecret implements AutoCloseable {

  /** How many characters it has. */
  public static final int LENGTH_CHARS = 40;

  private static final int RANDOM_BYTES = 30;

  @GuardedBy("this")
  private final byte[] characters;

  @GuardedBy("this")
  private boolean closed;

  private AccessSecret(byte[] characters) {
    this.characters = characters;
  }

  static AccessSecret generate(RandomSource random) {
    return new AccessSecret(SecretText.generate(random, RANDOM_BYTES));
  }

  /** Takes the array over. */
  static AccessSecret takeOver(byte[] characters) {
    return new AccessSecret(characters);
  }

  /**
   * The secret in clear, for showing it once or for the protocol that computes signatures from it.
   * What it returns cannot be overwritten: do not keep it.
   *
   * @throws IllegalStateException if this was closed
   */
  public String reveal() {
    byte[] lent = bytes();
    try {
      return new String(lent, StandardCharsets.US_ASCII);
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  /** A secret with the same characters and a life of its own. */
  AccessSecret copy() {
    return new AccessSecret(bytes());
  }

  /** A copy that the caller overwrites. */
  synchronized byte[] bytes() {
    if (closed) {
      throw new IllegalStateException("this secret was closed; look the access key up again");
    }
    return characters.clone();
  }

  /** Overwrites the secret; closing twice does nothing. */
  @Override
  public synchronized void close() {
    Arrays.fill(characters, (byte) 0);
    closed = true;
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "AccessSecret[40 secret characters]";
  }
}
