package dev.freehold.vault.material;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_X_509;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.token.TokenWrappingKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11KeyPair;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.params.RSA_PKCS_PSS_PARAMS;

/** RSA in a session of a token. Objects live for one call. */
final class TokenRsa {

  /** DigestInfo of RFC 8017, 9.2, up to the digest. */
  private static final byte[] SHA256_INFO = hex("3031300d060960864801650304020105000420");

  private static final byte[] SHA384_INFO = hex("3041300d060960864801650304020205000430");
  private static final byte[] SHA512_INFO = hex("3051300d060960864801650304020305000440");

  private TokenRsa() {}

  static KeyMaterial generate(
      Session session, TokenWrappingKey wrapping, KeySpecification.Rsa wanted)
      throws PKCS11Exception {
    AttributeVector publicTemplate =
        new AttributeVector()
            .class_(CKO_PUBLIC_KEY)
            .keyType(CKK_RSA)
            .token(false)
            .modulusBits(wanted.bits())
            .publicExponent(wanted.exponent());
    PKCS11KeyPair pair =
        session.generateKeyPair(
            new Mechanism(CKM_RSA_PKCS_KEY_PAIR_GEN),
            new KeyPairTemplate(leaving(), publicTemplate));
    try {
      BigInteger modulus = session.getAttrValues(pair.getPublicKey(), CKA_MODULUS).modulus();
      byte[] wrapped = wrapping.wrap(session, pair.getPrivateKey());
      return new KeyMaterial(publicPart(modulus, wanted.exponent()), wrapped);
    } finally {
      session.destroyObject(pair.getPrivateKey());
      session.destroyObject(pair.getPublicKey());
    }
  }

  static KeyMaterial take(Session session, TokenWrappingKey wrapping, RSAPrivateCrtKeySpec numbers)
      throws PKCS11Exception {
    AttributeVector template =
        leaving()
            .modulus(numbers.getModulus())
            .publicExponent(numbers.getPublicExponent())
            .privateExponent(numbers.getPrivateExponent())
            .prime1(numbers.getPrimeP())
            .prime2(numbers.getPrimeQ())
            .exponent1(numbers.getPrimeExponentP())
            .exponent2(numbers.getPrimeExponentQ())
            .coefficient(numbers.getCrtCoefficient());
    long handle = session.createObject(template);
    try {
      return new KeyMaterial(
          publicPart(numbers.getModulus(), numbers.getPublicExponent()),
          wrapping.wrap(session, handle));
    } finally {
      session.destroyObject(handle);
    }
  }

  /** The private operation alone; not all tokens know the padding with SHA-256. */
  static byte[] decrypt(Session session, long handle, byte[] value) throws PKCS11Exception {
    return session.decryptSingle(new Mechanism(CKM_RSA_X_509), handle, value);
  }

  static byte[] sign(Session session, long handle, SignatureAlgorithm algorithm, byte[] digest)
      throws PKCS11Exception {
    return switch (algorithm) {
      case RS256 -> pkcs1(session, handle, join(SHA256_INFO, digest));
      case RS384 -> pkcs1(session, handle, join(SHA384_INFO, digest));
      case RS512 -> pkcs1(session, handle, join(SHA512_INFO, digest));
      case RSNULL -> pkcs1(session, handle, digest);
      case PS256 -> pss(session, handle, CKM_SHA256, CKG_MGF1_SHA256, digest);
      case PS384 -> pss(session, handle, CKM_SHA384, CKG_MGF1_SHA384, digest);
      case PS512 -> pss(session, handle, CKM_SHA512, CKG_MGF1_SHA512, digest);
      case ES256, ES384, ES512, ES256K, HS256, HS384, HS512 ->
          throw KeyEngines.doesNotFit(algorithm.word());
    };
  }

  /** A private key as it is while it is used: it cannot leave the token again. */
  static AttributeVector usable() {
    return privateKey().extractable(false).sign(true).decrypt(true);
  }

  /** A private key on its way out of the token, wrapped. */
  private static AttributeVector leaving() {
    return privateKey().extractable(true);
  }

  private static AttributeVector privateKey() {
    return new AttributeVector()
        .class_(CKO_PRIVATE_KEY)
        .keyType(CKK_RSA)
        .token(false)
        .private_(true)
        .sensitive(true);
  }

  private static byte[] pkcs1(Session session, long handle, byte[] value) throws PKCS11Exception {
    return session.signSingle(new Mechanism(CKM_RSA_PKCS), handle, value);
  }

  private static byte[] pss(Session session, long handle, long hash, long mask, byte[] digest)
      throws PKCS11Exception {
    RSA_PKCS_PSS_PARAMS parameters = new RSA_PKCS_PSS_PARAMS(hash, mask, digest.length);
    return session.signSingle(new Mechanism(CKM_RSA_PKCS_PSS, parameters), handle, digest);
  }

  private static RsaPublic publicPart(BigInteger modulus, BigInteger exponent) {
    try {
      RSAPublicKeySpec numbers = new RSAPublicKeySpec(modulus, exponent);
      return new RsaPublic(KeyFactory.getInstance("RSA").generatePublic(numbers).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new VaultException(VaultError.TOKEN, "the token made a key that is no RSA key", e);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
