package dev.freehold.vault.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.crypto.CryptoSuite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Project Wycheproof's vectors through the engine; RSA-OAEP's are in the crypto module. */
class WycheproofTest {

  private static final int GCM_IV_BITS = 96;

  private final KeyEngine engine = new SoftwareEngine(CryptoSuite.select(CryptoSuite.Choice.AUTO));

  @Test
  void ecdsaOnP256() throws Exception {
    int seen = 0;
    for (JsonNode group : groups("ecdsa_secp256r1_sha256_p1363_test.json")) {
      JsonNode key = group.get("publicKey");
      EcPublic point =
          EcPublic.of(
              Curve.P_256,
              Curve.P_256
                  .parameters()
                  .getCurve()
                  .createPoint(number(key.get("wx")), number(key.get("wy"))));
      try (KeyMaterial material = new KeyMaterial(point, new byte[0])) {
        for (JsonNode test : group.get("tests")) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(test, "msg"));
          assertThat(engine.verify(material, SignatureAlgorithm.ES256, digest, bytes(test, "sig")))
              .as("%s", test)
              .isEqualTo(valid(test));
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"aes_wrap_test.json, CKM_AES_KEY_WRAP", "aes_kwp_test.json, CKM_AES_KEY_WRAP_PAD"})
  void keyWrap(String file, EncryptionAlgorithm algorithm) throws IOException {
    for (JsonNode test : tests(file)) {
      try (KeyMaterial key = aes(bytes(test, "key"))) {
        byte[] msg = bytes(test, "msg");
        byte[] ct = bytes(test, "ct");
        if (valid(test)) {
          assertThat(engine.decrypt(key, algorithm, Payload.of(ct))).as("%s", test).hasValue(msg);
          assertThat(engine.encrypt(key, algorithm, Payload.of(msg)).value())
              .as("%s", test)
              .isEqualTo(ct);
        } else if (test.get("result").asText().equals("invalid")) {
          assertThat(engine.decrypt(key, algorithm, Payload.of(ct))).as("%s", test).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 192, 256})
  void gcm(int bits) throws IOException {
    EncryptionAlgorithm algorithm = EncryptionAlgorithm.valueOf("A%dGCM".formatted(bits));
    int seen = 0;
    for (JsonNode group : groups("aes_gcm_test.json")) {
      if (group.get("keySize").asInt() != bits || group.get("ivSize").asInt() != GCM_IV_BITS) {
        continue;
      }
      for (JsonNode test : group.get("tests")) {
        Payload sealed =
            Payload.of(bytes(test, "ct"))
                .withIv(bytes(test, "iv"))
                .withAad(bytes(test, "aad"))
                .withTag(bytes(test, "tag"));
        try (KeyMaterial key = aes(bytes(test, "key"))) {
          var opened = engine.decrypt(key, algorithm, sealed);
          if (valid(test)) {
            assertThat(opened).as("%s", test).hasValue(bytes(test, "msg"));
          } else {
            assertThat(opened).as("%s", test).isEmpty();
          }
        }
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  private static KeyMaterial aes(byte[] key) {
    return new KeyMaterial(new OctPublic(8 * key.length), key);
  }

  private static List<JsonNode> tests(String file) throws IOException {
    List<JsonNode> tests = new ArrayList<>();
    groups(file).forEach(group -> group.get("tests").forEach(tests::add));
    return tests;
  }

  private static JsonNode groups(String file) throws IOException {
    Path path =
        Path.of(System.getProperty("freehold.shared", "../shared"))
            .resolve("vectors/wycheproof")
            .resolve(file);
    assumeTrue(Files.isRegularFile(path), () -> "needs the file " + path);
    return new ObjectMapper().readTree(path.toFile()).get("testGroups");
  }

  private static BigInteger number(JsonNode hex) {
    return new BigInteger(hex.asText(), 16);
  }

  private static byte[] bytes(JsonNode test, String name) {
    return HexFormat.of().parseHex(test.get(name).asText());
  }

  private static boolean valid(JsonNode test) {
    return test.get("result").asText().equals("valid");
  }
}
