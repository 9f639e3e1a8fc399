package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** EC in this process; the private part is the private number, as long as the curve's field. */
final class EcSoftware implements KeyEngine {

  private final RandomSource random;
  private final NistEcdsa nist;

  EcSoftware(CryptoSuite suite) {
    this.random = suite.random();
    this.nist = new NistEcdsa(suite);
  }

  @Override
  public String name() {
    return KeyEngines.SOFTWARE;
  }

  @Override
  public KeyKind kind() {
    return KeyKind.EC;
  }

  @Override
  public boolean has(boolean hardware) {
    return true;
  }

  /** FIPS 186-5, A.2.2: draws numbers until one is in range. */
  @Override
  public KeyMaterial generate(KeySpecification specification) {
    Curve curve = ((KeySpecification.Ec) specification).curve();
    X9ECParameters parameters = curve.parameters();
    int spareBits = 8 * curve.fieldBytes() - parameters.getN().bitLength();
    while (true) {
      byte[] drawn = random.bytes(curve.fieldBytes());
      drawn[0] &= (byte) (0xff >>> spareBits);
      BigInteger d = new BigInteger(1, drawn);
      if (inRange(d, parameters)) {
        return new KeyMaterial(EcPublic.of(curve, publicPoint(d, parameters)), drawn);
      }
      Arrays.fill(drawn, (byte) 0);
    }
  }

  @Override
  public KeyMaterial take(PrivateNumbers numbers, boolean hardware) {
    PrivateNumbers.Ec given = (PrivateNumbers.Ec) numbers;
    Curve curve = given.curve;
    X9ECParameters parameters = curve.parameters();
    BigInteger d = new BigInteger(1, given.d);
    require(inRange(d, parameters), curve, "d");
    ECPoint claimed = point(given, parameters);
    require(claimed.equals(publicPoint(d, parameters)), curve, "x, y and d");
    return new KeyMaterial(EcPublic.of(curve, claimed), fixed(given.d, curve.fieldBytes()));
  }

  @Override
  public Payload encrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload plain) {
    throw KeyEngines.doesNotFit(algorithm.word());
  }

  @Override
  public Optional<byte[]> decrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload sealed) {
    throw KeyEngines.doesNotFit(algorithm.word());
  }

  @Override
  public byte[] sign(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest) {
    Curve curve = part(key).curve();
    return switch (curve) {
      case P_256, P_384, P_521 -> nist.sign(curve, key.privatePart(), digest);
      case P_256K -> KoblitzEcdsa.sign(key.privatePart(), digest);
    };
  }

  @Override
  public boolean verify(
      KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
    EcPublic part = part(key);
    if (signature.length != 2 * part.curve().fieldBytes()) {
      return false;
    }
    return switch (part.curve()) {
      case P_256, P_384, P_521 -> nist.verify(part, digest, signature);
      case P_256K -> KoblitzEcdsa.verify(part, digest, signature);
    };
  }

  private static EcPublic part(KeyMaterial key) {
    return (EcPublic) key.publicPart();
  }

  private static ECPoint point(PrivateNumbers.Ec given, X9ECParameters parameters) {
    BigInteger x = new BigInteger(1, given.x);
    BigInteger y = new BigInteger(1, given.y);
    BigInteger field = parameters.getCurve().getField().getCharacteristic();
    require(x.compareTo(field) < 0 && y.compareTo(field) < 0, given.curve, "x and y");
    ECPoint point = parameters.getCurve().createPoint(x, y);
    require(point.isValid() && !point.isInfinity(), given.curve, "x and y");
    return point.normalize();
  }

  private static ECPoint publicPoint(BigInteger d, X9ECParameters parameters) {
    return new FixedPointCombMultiplier().multiply(parameters.getG(), d).normalize();
  }

  private static boolean inRange(BigInteger d, X9ECParameters parameters) {
    return d.signum() > 0 && d.compareTo(parameters.getN()) < 0;
  }

  /** The same number in exactly {@code length} bytes; it is known to fit. */
  private static byte[] fixed(byte[] number, int length) {
    byte[] fixed = new byte[length];
    int count = Math.min(number.length, length);
    System.arraycopy(number, number.length - count, fixed, length - count, count);
    return fixed;
  }

  private static void require(boolean condition, Curve curve, String members) {
    MaterialException.require(
        condition,
        () ->
            "Property key has invalid value: %s do not form a private key on curve %s."
                .formatted(members, curve.word()));
  }
}
