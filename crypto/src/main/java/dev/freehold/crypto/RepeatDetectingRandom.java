package dev.freehold.crypto;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Refuses a random source that repeats itself, before a nonce is used twice.
 *
 * <p>Takes each draw as pieces of a nonce's length and keeps eight bytes of recent pieces in a
 * table indexed by their low bits; a piece that meets itself is refused, together with the whole
 * draw. That finds a source stuck at one value at the second nonce, and one that cycles through
 * fewer values than the table has at the start of the second cycle. A true source meets itself with
 * probability 2^-52 per piece. Draws shorter than eight bytes are not looked at; no key,
 * initialisation vector or nonce is that short.
 *
 * <p>Safe for use by many threads if the source is.
 */
final class RepeatDetectingRandom implements RandomSource {

  private static final int REMEMBERED_PIECES = 4096;

  private final RandomSource source;
  private final AtomicLongArray recent = new AtomicLongArray(REMEMBERED_PIECES);

  RepeatDetectingRandom(RandomSource source) {
    this.source = source;
  }

  @Override
  public void fill(byte[] target) {
    source.fill(target);
    for (int at = 0; at + Long.BYTES <= target.length; at += GcmCipher.NONCE_BYTES) {
      remember(BigEndian.getLong(target, at));
    }
  }

  private void remember(long piece) {
    int slot = (int) (piece & (REMEMBERED_PIECES - 1));
    if (recent.getAndSet(slot, piece) == piece) {
      throw new CryptoException(
          CryptoError.RANDOM_SOURCE_BROKEN,
          "the random source gave the same bytes twice; repair it before sealing anything");
    }
  }
}
