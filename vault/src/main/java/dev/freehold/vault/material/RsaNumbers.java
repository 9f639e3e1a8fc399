package dev.freehold.vault.material;

import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;

/**
 * Checks that the numbers of an RSA private key belong together. Otherwise the key would fail
 * later, or leak a prime through a faulty operation.
 */
public final class RsaNumbers {

  private static final int MAX_EXPONENT_BITS = 64;
  private static final int PRIME_CERTAINTY = 100;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private RsaNumbers() {}

  /**
   * Returns the checked numbers with the ones for the Chinese remainder theorem computed anew.
   *
   * @throws MaterialException if they form no key of an allowed size
   */
  public static RSAPrivateCrtKeySpec check(PrivateNumbers.Rsa given) {
    BigInteger n = new BigInteger(1, given.n);
    BigInteger e = new BigInteger(1, given.e);
    int bits = new KeySpecification.Rsa(false, n.bitLength(), e).bits();
    BigInteger d = new BigInteger(1, given.d);
    BigInteger p = new BigInteger(1, given.p);
    BigInteger q = new BigInteger(1, given.q);
    require(e.bitLength() <= MAX_EXPONENT_BITS && e.testBit(0) && e.compareTo(THREE) >= 0, "e");
    require(d.bitLength() <= bits, "d");
    require(p.bitLength() < bits && q.bitLength() < bits && !p.equals(q), "p and q");
    require(p.multiply(q).equals(n), "n, p and q");
    require(p.isProbablePrime(PRIME_CERTAINTY) && q.isProbablePrime(PRIME_CERTAINTY), "p and q");
    BigInteger dp = exponentFor(p, e, d);
    BigInteger dq = exponentFor(q, e, d);
    return new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, q.modInverse(p));
  }

  /** {@code d} modulo {@code prime - 1}, which must undo {@code e} there. */
  private static BigInteger exponentFor(BigInteger prime, BigInteger e, BigInteger d) {
    BigInteger order = prime.subtract(BigInteger.ONE);
    require(e.multiply(d).mod(order).equals(BigInteger.ONE), "d and e");
    return d.mod(order);
  }

  private static void require(boolean condition, String members) {
    MaterialException.require(
        condition,
        () ->
            "Property key has invalid value: %s do not form an RSA private key."
                .formatted(members));
  }
}
