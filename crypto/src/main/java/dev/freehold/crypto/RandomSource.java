package dev.freehold.crypto;

/**
 * A source of random bytes. Every class gets one passed in, so that a test can replay a seed.
 *
 * <p>Implementations used outside tests must be cryptographically strong and safe for use by many
 * threads at once.
 */
@FunctionalInterface
public interface RandomSource {

  /** Overwrites every byte of {@code target} with random bytes. */
  void fill(byte[] target);

  /** Returns {@code countBytes} fresh random bytes. */
  default byte[] bytes(int countBytes) {
    byte[] target = new byte[countBytes];
    fill(target);
    return target;
  }
}
