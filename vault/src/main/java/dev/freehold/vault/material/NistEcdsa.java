package dev.freehold.vault.material;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.EnumMap;
import java.util.Map;

/** ECDSA on the curves of NIST, by the JDK, whose arithmetic there takes constant time. */
final class NistEcdsa {

  private static final String PROVIDER = "SunEC";
  private static final String ALGORITHM = "NONEwithECDSAinP1363Format";
  private static final Map<Curve, ECParameterSpec> PARAMETERS = parameters();

  private NistEcdsa() {}

  static byte[] sign(Curve curve, byte[] privateNumber, byte[] digest) {
    ECPrivateKeySpec key =
        new ECPrivateKeySpec(new BigInteger(1, privateNumber), PARAMETERS.get(curve));
    try {
      Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
      signature.initSign(KeyFactory.getInstance("EC", PROVIDER).generatePrivate(key));
      signature.update(digest);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  static boolean verify(EcPublic part, byte[] digest, byte[] bytes) {
    Signature signature = verifier(part);
    try {
      signature.update(digest);
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Signature verifier(EcPublic part) {
    ECPublicKeySpec key =
        new ECPublicKeySpec(
            new ECPoint(part.numberX(), part.numberY()), PARAMETERS.get(part.curve()));
    try {
      Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
      signature.initVerify(KeyFactory.getInstance("EC", PROVIDER).generatePublic(key));
      return signature;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private static Map<Curve, ECParameterSpec> parameters() {
    Map<Curve, ECParameterSpec> found = new EnumMap<>(Curve.class);
    for (Curve curve : new Curve[] {Curve.P_256, Curve.P_384, Curve.P_521}) {
      try {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", PROVIDER);
        parameters.init(new ECGenParameterSpec(curve.standardName()));
        found.put(curve, parameters.getParameterSpec(ECParameterSpec.class));
      } catch (GeneralSecurityException e) {
        throw new VaultException(
            VaultError.PLATFORM, "this Java lacks a curve of NIST; use Java 25", e);
      }
    }
    return found;
  }

  private static IllegalArgumentException unusable(GeneralSecurityException cause) {
    return new IllegalArgumentException("this EC key cannot be used", cause);
  }
}
