package dev.freehold.vault.material;

import java.util.Arrays;
import java.util.Optional;

/** The algorithms that sign digests. */
public enum SignatureAlgorithm {
  RS256(KeyKind.RSA, 32),
  RS384(KeyKind.RSA, 48),
  RS512(KeyKind.RSA, 64),
  PS256(KeyKind.RSA, 32),
  PS384(KeyKind.RSA, 48),
  PS512(KeyKind.RSA, 64),
  /** PKCS #1 padding around a value of any length that fits, with no name of a hash. */
  RSNULL(KeyKind.RSA, 0),
  ES256(Curve.P_256, 32),
  ES384(Curve.P_384, 48),
  ES512(Curve.P_521, 64),
  ES256K(Curve.P_256K, 32),
  HS256(KeyKind.OCT, 32),
  HS384(KeyKind.OCT, 48),
  HS512(KeyKind.OCT, 64);

  /** RFC 8017, 9.2: two bytes at either end and eight of padding. */
  private static final int PKCS1_OVERHEAD_BYTES = 11;

  private final KeyKind kind;
  private final Optional<Curve> curve;
  private final int digestBytes;

  SignatureAlgorithm(KeyKind kind, int digestBytes) {
    this.kind = kind;
    this.curve = Optional.empty();
    this.digestBytes = digestBytes;
  }

  SignatureAlgorithm(Curve curve, int digestBytes) {
    this.kind = KeyKind.EC;
    this.curve = Optional.of(curve);
    this.digestBytes = digestBytes;
  }

  /** The member {@code alg}. */
  public String word() {
    return name();
  }

  /** The family of keys that sign with it. */
  public KeyKind kind() {
    return kind;
  }

  /** The one curve that signs with it. */
  public Optional<Curve> curve() {
    return curve;
  }

  /** Length of the digests that it signs. */
  public int digestBytes() {
    return digestBytes;
  }

  /** Reads {@code alg}; empty for an unknown word. */
  public static Optional<SignatureAlgorithm> of(String word) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(word)).findFirst();
  }

  /** Tells whether {@code key} signs with this algorithm. */
  public boolean fits(PublicPart key) {
    return switch (key) {
      case EcPublic ec -> curve.equals(Optional.of(ec.curve()));
      case RsaPublic rsa -> kind == KeyKind.RSA;
      case OctPublic oct -> kind == KeyKind.OCT;
    };
  }

  /**
   * Checks the length of a digest that {@code key}, which fits, is to sign.
   *
   * @param member what the message calls it
   * @throws MaterialException otherwise
   */
  public void requireLength(PublicPart key, String member, int lengthBytes) {
    if (key instanceof RsaPublic rsa && this == RSNULL) {
      int max = (rsa.modulus().bitLength() + 7) / 8 - PKCS1_OVERHEAD_BYTES;
      MaterialException.require(
          lengthBytes >= 1 && lengthBytes <= max,
          () ->
              "Invalid length of '%s': %d bytes. %s with this key takes 1 to %d bytes."
                  .formatted(member, lengthBytes, this, max));
      return;
    }
    MaterialException.require(
        lengthBytes == digestBytes,
        () ->
            "Invalid length of '%s': %d bytes. %s requires %d bytes, encoded with base64url."
                .formatted(member, lengthBytes, this, digestBytes));
  }
}
