package dev.freehold.powershell.value.scalar;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret text (a SecureString): copied on entry, read through a copy that lives for one call, and
 * never printed.
 */
public final class SecureText implements AutoCloseable {

  private final char[] chars;
  private boolean closed;

  private SecureText(char[] chars) {
    this.chars = chars;
  }

  /** Copies the characters; the caller still owns, and should overwrite, its own. */
  public static SecureText copyOf(char[] chars) {
    return new SecureText(chars.clone());
  }

  /** How many characters it has. */
  public int length() {
    return chars.length;
  }

  /**
   * Lets an action read the characters; the copy it gets is overwritten when it returns.
   *
   * @throws IllegalStateException if it was closed before
   */
  public <T> T reveal(Function<char[], T> action) {
    if (closed) {
      throw new IllegalStateException("this secure string was destroyed");
    }
    char[] copy = chars.clone();
    try {
      return action.apply(copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
  }

  /** Overwrites the characters; it cannot be read afterwards. */
  @Override
  public void close() {
    Arrays.fill(chars, '\0');
    closed = true;
  }

  /** The name of its type. */
  @Override
  public String toString() {
    return "System.Security.SecureString";
  }
}
