package dev.freehold.crypto;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Refuses a random source that repeats itself, before a nonce is used twice.
 *
 * <p>Keeps the first eight bytes of recent draws in a table indexed by their low bits; a draw that
 * meets itself is refused. That finds a source stuck at one value at the second draw, and one that
 * cycles through fewer values than the table has at the start of the second cycle. A true source
 * meets itself with probability 2^-52 per draw. Draws shorter than eight bytes are not looked at;
 * no key, initialisation vector or nonce is that short.
 *
 * <p>Safe for use by many threads if the source is.
 */
final class RepeatDetectingRandom implements RandomSource {

  private static final int REMEMBERED_DRAWS = 4096;

  private final RandomSource source;
  private final AtomicLongArray recent = new AtomicLongArray(REMEMBERED_DRAWS);

  RepeatDetectingRandom(RandomSource source) {
    this.source = source;
  }

  @Override
  public void fill(byte[] target) {
    source.fill(target);
    if (target.length < Long.BYTES) {
      return;
    }
    long drawn = BigEndian.getLong(target, 0);
    int slot = (int) (drawn & (REMEMBERED_DRAWS - 1));
    if (recent.getAndSet(slot, drawn) == drawn) {
      throw new CryptoException(
          CryptoError.RANDOM_SOURCE_BROKEN,
          "the random source gave the same bytes twice; repair it before sealing anything");
    }
  }
}
