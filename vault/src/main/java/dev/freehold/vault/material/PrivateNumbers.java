package dev.freehold.vault.material;

import java.util.Arrays;
import java.util.List;

/**
 * The numbers of an imported key, big-endian and not yet checked. It takes ownership of the arrays
 * and overwrites them on {@link #close()}.
 */
public sealed interface PrivateNumbers extends AutoCloseable {

  /** The family. */
  KeyKind kind();

  @Override
  void close();

  /** RSA: modulus, exponents and primes. */
  final class Rsa implements PrivateNumbers {

    final byte[] n;
    final byte[] e;
    final byte[] d;
    final byte[] p;
    final byte[] q;

    /** Takes over the arrays. */
    public Rsa(byte[] n, byte[] e, byte[] d, byte[] p, byte[] q) {
      this.n = n;
      this.e = e;
      this.d = d;
      this.p = p;
      this.q = q;
    }

    @Override
    public KeyKind kind() {
      return KeyKind.RSA;
    }

    @Override
    public void close() {
      List.of(d, p, q).forEach(secret -> Arrays.fill(secret, (byte) 0));
    }
  }

  /** EC: the curve, the public point and the private number. */
  final class Ec implements PrivateNumbers {

    final Curve curve;
    final byte[] x;
    final byte[] y;
    final byte[] d;

    /** Takes over the arrays. */
    public Ec(Curve curve, byte[] x, byte[] y, byte[] d) {
      this.curve = curve;
      this.x = x;
      this.y = y;
      this.d = d;
    }

    @Override
    public KeyKind kind() {
      return KeyKind.EC;
    }

    @Override
    public void close() {
      Arrays.fill(d, (byte) 0);
    }
  }

  /** A symmetric key. */
  final class Oct implements PrivateNumbers {

    final byte[] k;

    /** Takes over the array. */
    public Oct(byte[] k) {
      this.k = k;
    }

    @Override
    public KeyKind kind() {
      return KeyKind.OCT;
    }

    @Override
    public void close() {
      Arrays.fill(k, (byte) 0);
    }
  }
}
