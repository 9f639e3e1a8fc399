package dev.freehold.files.names;

import java.util.Arrays;
import java.util.Optional;

/** Where the names with a prefix end. */
final class Prefixes {

  private static final byte HIGHEST = (byte) 0xFF;

  private Prefixes() {}

  /** The least bytes after all that begin with {@code prefix}; empty if there are none. */
  static Optional<byte[]> after(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == HIGHEST) {
      length--;
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] next = Arrays.copyOf(prefix, length);
    next[length - 1]++;
    return Optional.of(next);
  }
}
