package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.crypto.testing.Wycheproof;
import dev.freehold.crypto.testing.Wycheproof.Case;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Project Wycheproof's vectors through our own code, with both providers. */
class WycheproofTest {

  @Test
  void aesGcm() throws IOException {
    List<Case> cases = Wycheproof.cases("aes_gcm_test.json", WycheproofTest::isOurAesGcm);
    assertThat(cases).hasSizeGreaterThan(50);
    for (CryptoSuite suite : Suites.both()) {
      Aead aead = new Aead(suite);
      for (Case c : cases) {
        Key256 key = Key256.copyOf(c.bytes("key"));
        byte[] sealed = join(c.bytes("iv"), join(c.bytes("ct"), c.bytes("tag")));
        if (c.valid()) {
          assertThat(aead.open(key, c.bytes("aad"), sealed)).as("%s", c).isEqualTo(c.bytes("msg"));
          assertThat(aead.seal(key, c.bytes("iv"), c.bytes("aad"), c.bytes("msg")))
              .as("%s", c)
              .isEqualTo(sealed);
        } else {
          assertThatExceptionOfType(CryptoException.class)
              .as("%s", c)
              .isThrownBy(() -> aead.open(key, c.bytes("aad"), sealed))
              .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.AUTHENTICATION_FAILED));
        }
      }
    }
  }

  @Test
  void hkdfSha256() throws IOException {
    for (Case c : Wycheproof.cases("hkdf_sha256_test.json", group -> true)) {
      int size = c.test().get("size").asInt();
      if (c.valid()) {
        assertThat(Hkdf.sha256(c.bytes("ikm"), c.bytes("salt"), c.bytes("info"), size))
            .as("%s", c)
            .isEqualTo(c.bytes("okm"));
      } else {
        assertThatIllegalArgumentException()
            .as("%s", c)
            .isThrownBy(() -> Hkdf.sha256(c.bytes("ikm"), c.bytes("salt"), c.bytes("info"), size));
      }
    }
  }

  @Test
  void hkdfExpandSha384() throws IOException, GeneralSecurityException {
    for (Case c : Wycheproof.cases("hkdf_sha384_test.json", group -> true)) {
      byte[] prk = extractSha384(c.bytes("salt"), c.bytes("ikm"));
      int size = c.test().get("size").asInt();
      if (c.valid()) {
        assertThat(Hkdf.expandSha384(prk, c.bytes("info"), size))
            .as("%s", c)
            .isEqualTo(c.bytes("okm"));
      } else {
        assertThatIllegalArgumentException()
            .as("%s", c)
            .isThrownBy(() -> Hkdf.expandSha384(prk, c.bytes("info"), size));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, rsa_oaep_2048_sha1_mgf1sha1_test.json",
    "SHA256, rsa_oaep_2048_sha256_mgf1sha256_test.json",
    "SHA256, rsa_oaep_3072_sha256_mgf1sha256_test.json",
    "SHA256, rsa_oaep_4096_sha256_mgf1sha256_test.json",
  })
  void rsaOaep(RsaOaep.Hash hash, String file) throws IOException, GeneralSecurityException {
    List<Case> cases = Wycheproof.cases(file, group -> true);
    RSAPrivateCrtKey key = privateKey(cases.getFirst());
    for (CryptoSuite suite : Suites.both()) {
      RsaOaep oaep = new RsaOaep(suite);
      for (Case c : cases) {
        boolean labelled = c.bytes("label").length > 0;
        if (c.valid() && !labelled) {
          assertThat(oaep.decrypt(key, hash, c.bytes("ct"))).as("%s", c).isEqualTo(c.bytes("msg"));
          byte[] again = oaep.encrypt(publicKey(key), hash, c.bytes("msg"));
          assertThat(oaep.decrypt(key, hash, again)).as("%s", c).isEqualTo(c.bytes("msg"));
        } else {
          assertThatExceptionOfType(CryptoException.class)
              .as("%s", c)
              .isThrownBy(() -> oaep.decrypt(key, hash, c.bytes("ct")))
              .withMessage("the wrapped key does not open under this RSA key")
              .withNoCause()
              .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.UNWRAP_FAILED));
        }
      }
    }
  }

  private static boolean isOurAesGcm(JsonNode group) {
    return group.get("keySize").asInt() == 256
        && group.get("ivSize").asInt() == 96
        && group.get("tagSize").asInt() == 128;
  }

  private static byte[] extractSha384(byte[] salt, byte[] ikm) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA384");
    mac.init(new SecretKeySpec(salt.length == 0 ? new byte[48] : salt, "HmacSHA384"));
    return mac.doFinal(ikm);
  }

  private static RSAPrivateCrtKey privateKey(Case c) throws GeneralSecurityException {
    byte[] encoded = HexFormat.of().parseHex(c.group().get("privateKeyPkcs8").asText());
    return (RSAPrivateCrtKey)
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static RSAPublicKey publicKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
