package dev.freehold.crypto;

/**
 * Gives the initialisation vector and then the nonces of a sealed object, in their order, and
 * something else where the object has no more.
 */
final class ReplayedRandom implements RandomSource {

  private static final int IV_OFFSET = 10;

  private final byte[] sealed;
  private final RandomSource afterwards = Suites.seeded(1);
  private boolean ivGiven;
  private int segment;

  ReplayedRandom(byte[] sealed) {
    this.sealed = sealed;
  }

  @Override
  public void fill(byte[] target) {
    if (!ivGiven) {
      System.arraycopy(sealed, IV_OFFSET, target, 0, FloeHeader.IV_BYTES);
      ivGiven = true;
      return;
    }
    afterwards.fill(target);
    for (int at = 0; at < target.length; at += GcmCipher.NONCE_BYTES) {
      int segmentStart = Floe.HEADER_BYTES + segment++ * BigEndian.getInt(sealed, 2);
      if (segmentStart < sealed.length) {
        System.arraycopy(sealed, segmentStart + Integer.BYTES, target, at, GcmCipher.NONCE_BYTES);
      }
    }
  }
}
