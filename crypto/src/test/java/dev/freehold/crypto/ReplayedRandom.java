package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

/** Gives the initialisation vector and then the nonces of a sealed object, in their order. */
final class ReplayedRandom implements RandomSource {

  private static final int IV_OFFSET = 10;

  private final byte[] sealed;
  private int draws;

  ReplayedRandom(byte[] sealed) {
    this.sealed = sealed;
  }

  @Override
  public void fill(byte[] target) {
    int segment = draws - 1;
    int offset =
        draws == 0
            ? IV_OFFSET
            : Floe.HEADER_BYTES + segment * BigEndian.getInt(sealed, 2) + Integer.BYTES;
    assertThat(target.length).isEqualTo(draws == 0 ? FloeHeader.IV_BYTES : GcmCipher.NONCE_BYTES);
    System.arraycopy(sealed, offset, target, 0, target.length);
    draws++;
  }
}
