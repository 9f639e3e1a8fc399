package dev.freehold.crypto.publickey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Suites;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the JDK's own signatures, which hash the message themselves. */
class RsaSignatureTest {

  private static final byte[] MESSAGE = "Freehold".getBytes(StandardCharsets.US_ASCII);

  /** An odd number of bits makes the encoded message one byte shorter than the modulus. */
  private static final List<Integer> SIZES = List.of(2048, 2049, 3072);

  @ParameterizedTest
  @EnumSource
  void ourSignaturesAreTheJdksAndTheJdksAreOurs(RsaSignature.Hash hash) throws Exception {
    byte[] digest = MessageDigest.getInstance(jdkName(hash)).digest(MESSAGE);
    KeyPair other = pair(2048);
    for (int bits : SIZES) {
      KeyPair pair = pair(bits);
      RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
      for (CryptoSuite suite : Suites.both()) {
        RSAPrivateKey key = new RsaKeys(suite).decodePrivate(pair.getPrivate().getEncoded());
        RsaSignature ours = new RsaSignature(suite);
        byte[] pkcs1 = ours.signPkcs1(key, hash, digest);
        assertThat(pkcs1).isEqualTo(jdkSign(jdkPkcs1(hash), pair.getPrivate()));
        assertThat(ours.verifyPkcs1(publicKey, hash, digest, pkcs1)).isTrue();
        byte[] pss = ours.signPss(key, hash, digest);
        assertThat(jdkVerify(jdkPss(hash), pair.getPublic(), pss)).isTrue();
        byte[] theirs = jdkSign(jdkPss(hash), pair.getPrivate());
        assertThat(ours.verifyPss(publicKey, hash, digest, theirs)).isTrue();
        assertThat(ours.verifyPss(publicKey, hash, digest, pkcs1)).isFalse();
        assertThat(ours.verifyPkcs1(publicKey, hash, digest, pss)).isFalse();
        RSAPublicKey stranger = (RSAPublicKey) other.getPublic();
        assertThat(ours.verifyPss(stranger, hash, digest, theirs)).isFalse();
        for (int at : new int[] {0, 20, pss.length - 1}) {
          assertThat(ours.verifyPss(publicKey, hash, digest, flipped(pss, at))).isFalse();
          assertThat(ours.verifyPkcs1(publicKey, hash, digest, flipped(pkcs1, at))).isFalse();
        }
        byte[] otherDigest = flipped(digest, 0);
        assertThat(ours.verifyPss(publicKey, hash, otherDigest, pss)).isFalse();
        assertThat(ours.verifyPkcs1(publicKey, hash, otherDigest, pkcs1)).isFalse();
      }
    }
  }

  @Test
  void whatIsNoNumberBelowTheModulusIsNoSignature() throws Exception {
    RSAPublicKey key = (RSAPublicKey) pair(2048).getPublic();
    byte[] tooLarge = new byte[256];
    java.util.Arrays.fill(tooLarge, (byte) 0xff);
    for (CryptoSuite suite : Suites.both()) {
      RsaSignature ours = new RsaSignature(suite);
      for (byte[] wrong : List.of(new byte[0], new byte[255], new byte[256], tooLarge)) {
        assertThat(ours.verifyPss(key, RsaSignature.Hash.SHA256, new byte[32], wrong)).isFalse();
        assertThat(ours.verifyPkcs1(key, RsaSignature.Hash.SHA256, new byte[32], wrong)).isFalse();
      }
    }
  }

  @Test
  void contentOfAnyLengthThatFitsIsFramed() throws Exception {
    KeyPair pair = pair(2048);
    for (CryptoSuite suite : Suites.both()) {
      RsaSignature ours = new RsaSignature(suite);
      RSAPrivateKey key = new RsaKeys(suite).decodePrivate(pair.getPrivate().getEncoded());
      byte[] signature = ours.signPkcs1(key, new byte[245]);
      assertThat(ours.verifyPkcs1((RSAPublicKey) pair.getPublic(), new byte[245], signature))
          .isTrue();
      assertThatIllegalArgumentException().isThrownBy(() -> ours.signPkcs1(key, new byte[246]));
    }
  }

  private static KeyPair pair(int bits) {
    return new RsaKeys(CryptoSuite.select(CryptoSuite.Choice.JDK))
        .generate(bits, RSAKeyGenParameterSpec.F4);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }

  private static String jdkName(RsaSignature.Hash hash) {
    return hash.name().replace("SHA", "SHA-");
  }

  private static Signature jdkPkcs1(RsaSignature.Hash hash) throws GeneralSecurityException {
    return Signature.getInstance(hash.name() + "withRSA", "SunRsaSign");
  }

  private static Signature jdkPss(RsaSignature.Hash hash) throws GeneralSecurityException {
    Signature pss = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
    String name = jdkName(hash);
    int salt = MessageDigest.getInstance(name).getDigestLength();
    pss.setParameter(
        new PSSParameterSpec(
            name, "MGF1", new MGF1ParameterSpec(name), salt, PSSParameterSpec.TRAILER_FIELD_BC));
    return pss;
  }

  private static byte[] jdkSign(Signature signature, PrivateKey key)
      throws GeneralSecurityException {
    signature.initSign(key);
    signature.update(MESSAGE);
    return signature.sign();
  }

  private static boolean jdkVerify(Signature signature, PublicKey key, byte[] bytes)
      throws GeneralSecurityException {
    signature.initVerify(key);
    signature.update(MESSAGE);
    return signature.verify(bytes);
  }
}
