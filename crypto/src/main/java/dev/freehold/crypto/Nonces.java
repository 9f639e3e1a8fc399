package dev.freehold.crypto;

/**
 * Random nonces, drawn several at once: one draw from a native source costs as much as a tenth of
 * sealing a segment of 64 KiB. For one thread.
 */
final class Nonces {

  private static final int DRAWN_AT_ONCE = 16;

  private final RandomSource random;
  private final byte[] drawn = new byte[DRAWN_AT_ONCE * GcmCipher.NONCE_BYTES];
  private int used = drawn.length;

  Nonces(RandomSource random) {
    this.random = random;
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
