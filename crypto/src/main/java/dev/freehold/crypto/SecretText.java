package dev.freehold.crypto;

import java.util.Arrays;
import java.util.Base64;

/**
 * Random secrets as text that people paste into command lines: base64url without padding. The first
 * character is a letter, because parsers of options take a word that begins with {@code -} for an
 * option. That costs one bit.
 */
public final class SecretText {

  private static final byte ALL_BUT_FIRST_BIT = 0x7f;

  private SecretText() {}

  /**
   * Draws a secret. The caller overwrites what it gets when it is done with it.
   *
   * @param countBytes how many bytes are drawn; the secret has one bit less than they have
   * @return the characters, in ASCII; four for every three bytes
   */
  public static byte[] generate(RandomSource random, int countBytes) {
    byte[] drawn = random.bytes(countBytes);
    try {
      // Base64 has the letters A to Z and a to f for the six bits that begin with 0.
      drawn[0] &= ALL_BUT_FIRST_BIT;
      return Base64.getUrlEncoder().withoutPadding().encode(drawn);
    } finally {
      Arrays.fill(drawn, (byte) 0);
    }
  }
}
