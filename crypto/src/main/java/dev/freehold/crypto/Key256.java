package dev.freehold.crypto;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A 256-bit secret key that copies on entry, lends its bytes only for the length of a call, is
 * overwritten on {@link #close()} and never prints itself.
 *
 * <p>Safe for use by many threads: a {@link #use} that has begun before {@code close} finishes with
 * the true key, one that begins afterwards is refused. The garbage collector may have copied the
 * array before it was overwritten; that is the best a JVM can do and is said in the threat model.
 */
public final class Key256 implements AutoCloseable {

  /** Length of the key in bytes. */
  public static final int LENGTH_BYTES = 32;

  @GuardedBy("this")
  private final byte[] secret;

  @GuardedBy("this")
  private boolean closed;

  private Key256(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Copies {@code raw}; the caller keeps, and should overwrite, its own array.
   *
   * @throws IllegalArgumentException if {@code raw} is not 32 bytes long
   */
  public static Key256 copyOf(byte[] raw) {
    requireLength(raw);
    return new Key256(raw.clone());
  }

  /**
   * Copies {@code raw} and overwrites it with zeros, so that one copy is left.
   *
   * @throws IllegalArgumentException if {@code raw} is not 32 bytes long; it is overwritten all the
   *     same
   */
  public static Key256 takeOver(byte[] raw) {
    try {
      return copyOf(raw);
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }

  /** Makes a new key from {@code random}. */
  public static Key256 random(RandomSource random) {
    return takeOver(random.bytes(LENGTH_BYTES));
  }

  /**
   * Lends a copy of the key to {@code borrower} and overwrites the copy when it returns or throws.
   * The borrower must not keep the array.
   *
   * @throws IllegalStateException if this key was closed
   */
  public <R, X extends Exception> R use(Borrower<R, X> borrower) throws X {
    byte[] lent = copyOfSecret();
    try {
      return borrower.apply(lent);
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  /**
   * Returns a key with the same bytes and a life of its own.
   *
   * @throws IllegalStateException if this key was closed
   */
  public Key256 copy() {
    return takeOver(copyOfSecret());
  }

  /** Tells in constant time whether both keys have the same bytes. */
  public boolean sameAs(Key256 other) {
    return use(mine -> other.use(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /** Overwrites the key. Any later use is refused; closing twice does nothing. */
  @Override
  public synchronized void close() {
    Arrays.fill(secret, (byte) 0);
    closed = true;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "Key256[32 secret bytes]";
  }

  private synchronized byte[] copyOfSecret() {
    if (closed) {
      throw new IllegalStateException("this key was closed; open it again before use");
    }
    return secret.clone();
  }

  private static void requireLength(byte[] raw) {
    if (raw.length != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a 256-bit key has %d bytes, got %d".formatted(LENGTH_BYTES, raw.length));
    }
  }

  /** Work that uses the key's bytes while they are lent. */
  @FunctionalInterface
  public interface Borrower<R, X extends Exception> {
    /** Uses {@code lent} and returns; the array is overwritten afterwards. */
    R apply(byte[] lent) throws X;
  }
}
