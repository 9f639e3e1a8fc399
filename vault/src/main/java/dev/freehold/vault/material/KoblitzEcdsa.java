package dev.freehold.vault.material;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA on secp256k1, by Bouncy Castle, since the JDK dropped the curve. The secret of each
 * signature follows from key and digest (RFC 6979).
 */
final class KoblitzEcdsa {

  private static final Curve CURVE = Curve.P_256K;

  private KoblitzEcdsa() {}

  static byte[] sign(byte[] privateNumber, byte[] digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, privateNumber), domain()));
    BigInteger[] pair = signer.generateSignature(digest);
    byte[] signature = new byte[2 * CURVE.fieldBytes()];
    BigIntegers.asUnsignedByteArray(pair[0], signature, 0, CURVE.fieldBytes());
    BigIntegers.asUnsignedByteArray(pair[1], signature, CURVE.fieldBytes(), CURVE.fieldBytes());
    return signature;
  }

  static boolean verify(EcPublic part, byte[] digest, byte[] signature) {
    X9ECParameters parameters = CURVE.parameters();
    ECDSASigner signer = new ECDSASigner();
    signer.init(
        false,
        new ECPublicKeyParameters(
            parameters.getCurve().createPoint(part.numberX(), part.numberY()), domain()));
    int half = CURVE.fieldBytes();
    return signer.verifySignature(
        digest,
        new BigInteger(1, Arrays.copyOf(signature, half)),
        new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));
  }

  private static ECDomainParameters domain() {
    return new ECDomainParameters(CURVE.parameters());
  }
}
