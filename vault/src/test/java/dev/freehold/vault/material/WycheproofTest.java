package dev.freehold.vault.material;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.testing.Wycheproof;
import dev.freehold.crypto.testing.Wycheproof.Case;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Project Wycheproof's vectors through the engine; RSA-OAEP's are in the crypto module. */
class WycheproofTest {

  private static final int GCM_IV_BITS = 96;

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  private final KeyEngine ec = new EcSoftware(SUITE);
  private final KeyEngine oct = new OctSoftware(SUITE);

  @Test
  void ecdsaOnP256() throws Exception {
    List<Case> cases = Wycheproof.cases("ecdsa_secp256r1_sha256_p1363_test.json", group -> true);
    assertThat(cases).hasSizeGreaterThan(100);
    for (Case c : cases) {
      JsonNode key = c.group().get("publicKey");
      EcPublic point =
          EcPublic.of(
              Curve.P_256,
              Curve.P_256
                  .parameters()
                  .getCurve()
                  .createPoint(number(key.get("wx")), number(key.get("wy"))));
      try (KeyMaterial material = new KeyMaterial(point, new byte[0])) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(c.bytes("msg"));
        assertThat(ec.verify(material, SignatureAlgorithm.ES256, digest, c.bytes("sig")))
            .as("%s", c)
            .isEqualTo(c.valid());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"aes_wrap_test.json, CKM_AES_KEY_WRAP", "aes_kwp_test.json, CKM_AES_KEY_WRAP_PAD"})
  void keyWrap(String file, EncryptionAlgorithm algorithm) throws IOException {
    for (Case c : Wycheproof.cases(file, group -> true)) {
      try (KeyMaterial key = aes(c.bytes("key"))) {
        byte[] msg = c.bytes("msg");
        byte[] ct = c.bytes("ct");
        if (c.valid()) {
          assertThat(oct.decrypt(key, algorithm, Payload.of(ct))).as("%s", c).hasValue(msg);
          assertThat(oct.encrypt(key, algorithm, Payload.of(msg)).value())
              .as("%s", c)
              .isEqualTo(ct);
        } else if (c.result().equals("invalid")) {
          assertThat(oct.decrypt(key, algorithm, Payload.of(ct))).as("%s", c).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 192, 256})
  void gcm(int bits) throws IOException {
    EncryptionAlgorithm algorithm = EncryptionAlgorithm.valueOf("A%dGCM".formatted(bits));
    List<Case> cases =
        Wycheproof.cases(
            "aes_gcm_test.json",
            group ->
                group.get("keySize").asInt() == bits && group.get("ivSize").asInt() == GCM_IV_BITS);
    assertThat(cases).hasSizeGreaterThan(20);
    for (Case c : cases) {
      Payload sealed =
          Payload.of(c.bytes("ct"))
              .withIv(c.bytes("iv"))
              .withAad(c.bytes("aad"))
              .withTag(c.bytes("tag"));
      try (KeyMaterial key = aes(c.bytes("key"))) {
        var opened = oct.decrypt(key, algorithm, sealed);
        if (c.valid()) {
          assertThat(opened).as("%s", c).hasValue(c.bytes("msg"));
        } else {
          assertThat(opened).as("%s", c).isEmpty();
        }
      }
    }
  }

  private static KeyMaterial aes(byte[] key) {
    return new KeyMaterial(new OctPublic(8 * key.length), key);
  }

  private static BigInteger number(JsonNode hex) {
    return new BigInteger(hex.asText(), 16);
  }
}
