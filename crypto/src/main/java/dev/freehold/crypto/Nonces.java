package dev.freehold.crypto;

/**
 * Random nonces, drawn several at once: one draw from a native source costs as much as a tenth of
 * sealing a segment of 64 KiB. For one thread.
 */
final class Nonces {

  private static final int MAX_DRAWN_AT_ONCE = 16;

  private final RandomSource random;
  private final byte[] drawn;
  private int used;

  Nonces(RandomSource random) {
    this(random, MAX_DRAWN_AT_ONCE);
  }

  /** Draws no more at once than are wanted. */
  Nonces(RandomSource random, int wanted) {
    this.random = random;
    this.drawn = new byte[Math.clamp(wanted, 1, MAX_DRAWN_AT_ONCE) * GcmCipher.NONCE_BYTES];
    this.used = drawn.length;
  }

  /** Writes a nonce that was not given before to {@code target}. */
  void next(byte[] target, int offset) {
    if (used == drawn.length) {
      random.fill(drawn);
      used = 0;
    }
    System.arraycopy(drawn, used, target, offset, GcmCipher.NONCE_BYTES);
    used += GcmCipher.NONCE_BYTES;
  }
}
