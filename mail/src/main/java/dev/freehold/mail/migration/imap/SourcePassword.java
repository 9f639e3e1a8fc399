package dev.freehold.mail.migration.imap;

import java.util.Arrays;

/**
 * A password for a mailbox on another server. It is never printed; closing it overwrites it. One
 * thread.
 */
public final class SourcePassword implements AutoCloseable {

  private final byte[] utf8;
  private boolean closed;

  private SourcePassword(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** Takes the array over: the caller does not use it any more. */
  public static SourcePassword takeOver(byte[] utf8) {
    return new SourcePassword(utf8);
  }

  /** No password: where nobody needs one. */
  public static SourcePassword none() {
    return new SourcePassword(new byte[0]);
  }

  /** How many bytes it has. */
  public int length() {
    return utf8.length;
  }

  /** A copy in UTF-8, which the caller overwrites. */
  public byte[] copy() {
    if (closed) {
      throw new IllegalStateException("the password was closed");
    }
    return utf8.clone();
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "SourcePassword[secret]";
  }
}
