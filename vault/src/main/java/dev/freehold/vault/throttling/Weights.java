package dev.freehold.vault.throttling;

import dev.freehold.vault.material.KeySpecification;

/** How much more some keys cost than others. */
public final class Weights {

  private static final int RSA_3072_BITS = 3072;

  private Weights() {}

  /** What one use of such a key weighs: RSA by its size, and twice as much in hardware. */
  public static int ofUse(KeySpecification key) {
    int software =
        switch (key) {
          case KeySpecification.Rsa rsa when rsa.bits() > RSA_3072_BITS -> 8;
          case KeySpecification.Rsa rsa when rsa.bits() == RSA_3072_BITS -> 4;
          case KeySpecification.Rsa _, KeySpecification.Ec _, KeySpecification.Oct _ -> 1;
        };
    return key.hardware() ? 2 * software : software;
  }

  /** What making such a key weighs. */
  public static int ofCreation(KeySpecification key) {
    return key.hardware() ? 2 : 1;
  }
}
