package dev.freehold.crypto.wrap;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.KeyedAead;
import dev.freehold.crypto.RekeyedHmac;
import java.util.Arrays;

/**
 * Opens keys that are wrapped under one parent and wraps them under another, with one cipher for
 * all of each; {@link WrappingKey#to} makes it. No opened key leaves it, and each is overwritten at
 * once. For one thread.
 */
public final class Rewrapper implements AutoCloseable {

  private final KeyedAead from;
  private final KeyedAead to;
  private final RekeyedHmac codes = new RekeyedHmac();

  Rewrapper(KeyedAead from, KeyedAead to) {
    this.from = from;
    this.to = to;
  }

  /**
   * The new wrap of a key.
   *
   * @param before where it opens now
   * @param after where the new wrap opens
   * @throws CryptoException as {@link KeyWrap#unwrap}
   */
  public byte[] rewrap(
      byte[] wrapped, KeyContext before, KeyCommitment commitment, KeyContext after) {
    byte[] child = WrappingKey.open(from, codes, wrapped, before, commitment);
    try {
      return to.seal(WrappingKey.associatedData(after), child);
    } finally {
      Arrays.fill(child, (byte) 0);
    }
  }

  @Override
  public void close() {
    from.close();
    to.close();
    codes.close();
  }
}
