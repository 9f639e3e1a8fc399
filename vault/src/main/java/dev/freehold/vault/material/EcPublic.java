package dev.freehold.vault.material;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECPoint;

/** The public part of an EC key: a SubjectPublicKeyInfo with a named curve, not compressed. */
public final class EcPublic implements PublicPart {

  private static final byte UNCOMPRESSED = 4;

  private final Curve curve;
  private final byte[] point;

  private EcPublic(Curve curve, byte[] point) {
    this.curve = curve;
    this.point = point;
  }

  /** The public part with this point, which must be on the curve. */
  static EcPublic of(Curve curve, ECPoint point) {
    return new EcPublic(curve, point.getEncoded(false));
  }

  static EcPublic decode(byte[] encoded) {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
      Curve curve =
          Curve.of(ASN1ObjectIdentifier.getInstance(info.getAlgorithm().getParameters()))
              .orElseThrow(() -> unreadable(null));
      byte[] point = info.getPublicKeyData().getOctets();
      if (point.length != 1 + 2 * curve.fieldBytes() || point[0] != UNCOMPRESSED) {
        throw unreadable(null);
      }
      return new EcPublic(curve, point);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  @Override
  public KeyKind kind() {
    return KeyKind.EC;
  }

  @Override
  public byte[] encode() {
    try {
      return new SubjectPublicKeyInfo(
              new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve.oid()), point)
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("an EC public key cannot be written", e);
    }
  }

  @Override
  public KeySpecification specification(boolean hardware) {
    return new KeySpecification.Ec(hardware, curve);
  }

  /** The curve. */
  public Curve curve() {
    return curve;
  }

  /** The member {@code x}, as long as the curve's field. */
  public byte[] x() {
    return Arrays.copyOfRange(point, 1, 1 + curve.fieldBytes());
  }

  /** The member {@code y}, as long as the curve's field. */
  public byte[] y() {
    return Arrays.copyOfRange(point, 1 + curve.fieldBytes(), point.length);
  }

  BigInteger numberX() {
    return new BigInteger(1, x());
  }

  BigInteger numberY() {
    return new BigInteger(1, y());
  }

  private static VaultException unreadable(IllegalArgumentException cause) {
    return new VaultException(
        VaultError.SEALED_KEY, "a stored public key cannot be read; restore the database", cause);
  }
}
