package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.Ecdsa;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** ECDSA on the curves of NIST, with signatures as the protocol has them, both numbers in a row. */
final class NistEcdsa {

  private static final Map<Curve, ECParameterSpec> PARAMETERS = parameters();

  private final Ecdsa ecdsa;

  NistEcdsa(CryptoSuite suite) {
    this.ecdsa = new Ecdsa(suite);
  }

  byte[] sign(Curve curve, byte[] privateNumber, byte[] digest) {
    ECPrivateKeySpec key =
        new ECPrivateKeySpec(new BigInteger(1, privateNumber), PARAMETERS.get(curve));
    try {
      return recoded(
          curve, ecdsa.sign(key, digest), StandardDSAEncoding.INSTANCE, PlainDSAEncoding.INSTANCE);
    } catch (IOException e) {
      throw new IllegalStateException("a signature is not in DER", e);
    }
  }

  boolean verify(EcPublic part, byte[] digest, byte[] signature) {
    ECPoint point = new ECPoint(part.numberX(), part.numberY());
    ECPublicKeySpec key = new ECPublicKeySpec(point, PARAMETERS.get(part.curve()));
    try {
      byte[] der =
          recoded(part.curve(), signature, PlainDSAEncoding.INSTANCE, StandardDSAEncoding.INSTANCE);
      return ecdsa.verify(key, digest, der);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] recoded(Curve curve, byte[] signature, DSAEncoding from, DSAEncoding to)
      throws IOException {
    BigInteger order = PARAMETERS.get(curve).getOrder();
    BigInteger[] numbers = from.decode(order, signature);
    return to.encode(order, numbers[0], numbers[1]);
  }

  private static Map<Curve, ECParameterSpec> parameters() {
    Map<Curve, ECParameterSpec> found = new EnumMap<>(Curve.class);
    for (Curve curve : new Curve[] {Curve.P_256, Curve.P_384, Curve.P_521}) {
      try {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", "SunEC");
        parameters.init(new ECGenParameterSpec(curve.standardName()));
        found.put(curve, parameters.getParameterSpec(ECParameterSpec.class));
      } catch (GeneralSecurityException e) {
        throw new VaultException(
            VaultError.PLATFORM, "this Java lacks a curve of NIST; use Java 25", e);
      }
    }
    return found;
  }
}
