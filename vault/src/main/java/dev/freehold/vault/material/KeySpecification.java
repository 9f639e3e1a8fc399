package dev.freehold.vault.material;

import java.math.BigInteger;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Set;

/** The properties of a key that is to be made, or of one that exists. */
public sealed interface KeySpecification {

  /** The family. */
  KeyKind kind();

  /** Whether it is marked {@code -HSM}. */
  boolean hardware();

  /**
   * An RSA key.
   *
   * @param hardware whether it is marked {@code -HSM}
   * @param bits 2048, 3072 or 4096
   * @param exponent the public exponent
   */
  record Rsa(boolean hardware, int bits, BigInteger exponent) implements KeySpecification {

    /** The size that is made when none is asked for. */
    public static final int DEFAULT_BITS = 2048;

    /** The exponents that new keys may have. */
    public static final Set<BigInteger> EXPONENTS_OF_NEW_KEYS =
        Set.of(RSAKeyGenParameterSpec.F4, RSAKeyGenParameterSpec.F0);

    private static final Set<Integer> SIZES = Set.of(2048, 3072, 4096);

    /**
     * Checks the size.
     *
     * @throws MaterialException if there are no such keys
     */
    public Rsa {
      MaterialException.require(
          SIZES.contains(bits),
          () -> "Invalid key size: '%d'. RSA keys have 2048, 3072 or 4096 bits.".formatted(bits));
    }

    @Override
    public KeyKind kind() {
      return KeyKind.RSA;
    }
  }

  /**
   * An EC key.
   *
   * @param hardware whether it is marked {@code -HSM}
   * @param curve its curve
   */
  record Ec(boolean hardware, Curve curve) implements KeySpecification {
    @Override
    public KeyKind kind() {
      return KeyKind.EC;
    }
  }

  /**
   * A symmetric key.
   *
   * @param hardware whether it is marked {@code -HSM}
   * @param bits 128, 192 or 256
   */
  record Oct(boolean hardware, int bits) implements KeySpecification {

    /** The size that is made when none is asked for. */
    public static final int DEFAULT_BITS = 256;

    private static final Set<Integer> SIZES = Set.of(128, 192, 256);

    /**
     * Checks the size.
     *
     * @throws MaterialException if there are no such keys
     */
    public Oct {
      MaterialException.require(
          SIZES.contains(bits),
          () ->
              "Invalid key size: '%d'. Symmetric keys have 128, 192 or 256 bits.".formatted(bits));
    }

    @Override
    public KeyKind kind() {
      return KeyKind.OCT;
    }
  }
}
