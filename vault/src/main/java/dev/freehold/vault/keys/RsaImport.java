package dev.freehold.vault.keys;

import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;

/**
 * Reads an RSA private key from its JSON form and checks that its numbers belong together. A key
 * whose numbers do not would fail later, or leak a prime through a faulty operation.
 */
final class RsaImport {

  private static final int MAX_EXPONENT_BITS = 64;
  private static final int PRIME_CERTAINTY = 100;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private RsaImport() {}

  static RSAPrivateCrtKeySpec read(JsonBody jwk) {
    BigInteger n = number(jwk, "n");
    int bits = RsaSizes.require(n.bitLength());
    BigInteger e = number(jwk, "e");
    BigInteger d = number(jwk, "d");
    BigInteger p = number(jwk, "p");
    BigInteger q = number(jwk, "q");
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

  private static BigInteger number(JsonBody jwk, String name) {
    byte[] magnitude = jwk.bytes(name).orElseThrow(() -> inconsistent(name));
    try {
      return new BigInteger(1, magnitude);
    } finally {
      Arrays.fill(magnitude, (byte) 0);
    }
  }

  private static void require(boolean condition, String members) {
    if (!condition) {
      throw inconsistent(members);
    }
  }

  private static WireError inconsistent(String members) {
    return WireError.badParameter(
        "Property key has invalid value: %s do not form an RSA private key.".formatted(members));
  }
}
