package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.wire.WireJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wire says about keys of all kinds, and refusals word for word. */
class UseOfKindsTest {

  private static final String V = "?api-version=2025-07-01";

  private static RunningVault vault;
  private static RawClient client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
    create("rsa", "{\"kty\":\"RSA\",\"public_exponent\":0}");
    create("koblitz", "{\"kty\":\"EC\",\"crv\":\"P-256K\"}");
    create(
        "oct",
        "{\"kty\":\"oct\",\"key_ops\":[\"encrypt\",\"decrypt\",\"wrapKey\",\"unwrapKey\",\"sign\"]}");
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  private static Reply send(String method, String path, String body) {
    return client.send(method, path + V, vault.token(ADMIN), body);
  }

  private static Reply create(String name, String body) {
    Reply reply = send("POST", "/keys/" + name + "/create", body);
    assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
    return reply;
  }

  @ParameterizedTest
  @CsvSource({"EC, 32", "EC-HSM, 32"})
  void anEllipticKeyHasPaddedCoordinatesAndNoCurveMeansP256(String kty, int bytes) {
    Reply made = create("ec", "{\"kty\":\"%s\",\"key_size\":521}".formatted(kty));
    assertThat(made.json().at("/key/kty").asText()).isEqualTo(kty);
    assertThat(made.json().at("/key/crv").asText()).isEqualTo("P-256");
    for (String member : List.of("x", "y")) {
      assertThat(bytes(made, "/key/" + member)).hasSize(bytes);
    }
    assertThat(made.json().get("key").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kid", "kty", "key_ops", "crv", "x", "y");
  }

  @Test
  void aSymmetricKeyShowsNothingOfItself() {
    Reply made = create("shown", "{\"kty\":\"oct-HSM\",\"key_size\":128}");
    assertThat(made.json().get("key").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kid", "kty", "key_ops");
    assertThat(made.json().at("/key/key_ops").toString())
        .isEqualTo("[\"encrypt\",\"decrypt\",\"wrapKey\",\"unwrapKey\"]");
    assertThat(made.json().at("/attributes/hsmPlatform").asText()).isEqualTo("0");
  }

  @Test
  void anUnknownCurveHasACodeOfItsOwn() {
    Reply reply = send("POST", "/keys/never/create", "{\"kty\":\"EC\",\"crv\":\"P-192\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("KeyCurveNotSupported");
  }

  @Test
  void anAlgorithmOfAnotherCurveOrKindIsRefusedInTheKnownWords() {
    String kid = send("GET", "/keys/koblitz", "").json().at("/key/kid").asText();
    Reply curve = use("koblitz", "sign", "ES256", 32);
    assertThat(curve.status()).isEqualTo(400);
    assertThat(curve.code()).isEqualTo("BadParameter");
    assertThat(curve.message())
        .isEqualTo(
            "Key and signing algorithm are incompatible. Key %s uses curve 'P-256K', and algorithm"
                    .formatted(kid)
                + " 'ES256' can only be used with curve 'P-256'.");
    assertThat(use("koblitz", "sign", "RS256", 32).message())
        .endsWith(
            "is of type 'EC', and algorithm 'RS256' can only be used with a key of type 'RSA' or"
                + " 'RSA-HSM'.");
  }

  @Test
  void aDigestOfAnotherLengthIsRefusedInTheKnownWords() {
    assertThat(use("koblitz", "sign", "ES256K", 1).message())
        .isEqualTo(
            "Invalid length of 'value': 1 bytes. ES256K requires 32 bytes, encoded with"
                + " base64url.");
    String verify = "{\"alg\":\"ES256K\",\"digest\":\"AA\",\"value\":\"AA\"}";
    assertThat(send("POST", "/keys/koblitz/verify", verify).message())
        .startsWith("Invalid length of 'digest': 1 bytes.");
  }

  @Test
  void aSignatureOfAnyLengthThatIsNoneIsFalse() {
    String digest = base64(new byte[32]);
    for (int length : new int[] {1, 63, 64, 65, 256}) {
      String body =
          "{\"alg\":\"ES256K\",\"digest\":\"%s\",\"value\":\"%s\"}"
              .formatted(digest, base64(new byte[length]));
      Reply reply = send("POST", "/keys/koblitz/verify", body);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().toString()).isEqualTo("{\"value\":false}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "oct, encrypt, A256GCM, 200",
    "oct, encrypt, A128GCM, 400",
    "oct, encrypt, A256KW, 400",
    "oct, wrapkey, A256GCM, 400",
    "oct, wrapkey, A256CBCPAD, 400",
    "oct, wrapkey, A256KW, 200",
    "oct, wrapkey, CKM_AES_KEY_WRAP, 200",
    "oct, encrypt, A256CBC, 400",
    "oct, encrypt, RSA-OAEP, 400",
    "oct, encrypt, none, 400",
    "oct, sign, HS256, 200",
    "oct, verify, HS256, 403",
    "rsa, encrypt, RSA-OAEP-256, 200",
    "rsa, encrypt, RSA1_5, 400",
    "rsa, decrypt, RSA1_5, 400",
    "rsa, wrapkey, RSA1_5, 400",
    "rsa, unwrapkey, RSA1_5, 400",
    "rsa, encrypt, A256GCM, 400",
    "rsa, sign, RSNULL, 200",
    "rsa, sign, HS256, 400",
    "koblitz, sign, ES256K, 200",
    "koblitz, encrypt, RSA-OAEP, 403"
  })
  void eachOperationHasItsAlgorithms(String name, String operation, String alg, int status) {
    assertThat(use(name, operation, alg, 32).status()).isEqualTo(status);
  }

  @Test
  void theVectorOfGcmIsMadeHereAndThatOfCbcIsNot() {
    String gcm = "{\"alg\":\"A256GCM\",\"value\":\"AAAA\",\"iv\":\"AAAAAAAAAAAAAAAA\"}";
    assertThat(send("POST", "/keys/oct/encrypt", gcm).message()).contains("made by the service");
    Reply once = use("oct", "encrypt", "A256GCM", 32);
    Reply again = use("oct", "encrypt", "A256GCM", 32);
    assertThat(once.json().get("iv")).isNotEqualTo(again.json().get("iv"));
    String cbc = "{\"alg\":\"A256CBCPAD\",\"value\":\"AAAA\",\"iv\":\"%s\"}";
    assertThat(send("POST", "/keys/oct/encrypt", cbc.formatted(base64(new byte[15]))).status())
        .isEqualTo(400);
    assertThat(send("POST", "/keys/oct/encrypt", cbc.formatted(base64(new byte[16]))).status())
        .isEqualTo(200);
  }

  @Test
  void everyFailedDecryptionLooksTheSame() {
    List<String> answers = new ArrayList<>();
    for (String alg : List.of("A256GCM", "A256CBC", "A256CBCPAD")) {
      for (int ivBytes : new int[] {0, 11, 15}) {
        for (int length : new int[] {1, 15, 17, 32}) {
          answers.add(decrypt(alg, length, ivBytes).json().toString());
        }
      }
    }
    for (int length : new int[] {1, 8, 16, 24, 40}) {
      answers.add(use("oct", "unwrapkey", "A256KW", length).json().toString());
      answers.add(use("oct", "unwrapkey", "CKM_AES_KEY_WRAP_PAD", length).json().toString());
      answers.add(use("rsa", "decrypt", "RSA-OAEP-256", length).json().toString());
    }
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(answers.getFirst()).contains("BadParameter").contains("The parameter is incorrect.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/keys/rsa/wrapKey", "/keys/rsa//WRAPKEY", "/keys/Rsa/wrapkey"})
  void theVersionMayBeLeftOutAndTheCaseIsFree(String path) {
    Reply reply = send("POST", path, "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("kid").asText()).matches(".*/keys/rsa/[0-9a-f]{32}");
  }

  @Test
  void randomBytesAreFreshAndNoMoreThanTheProtocolAllows() {
    Reply one = send("POST", "/rng", "{\"count\":128}");
    assertThat(bytes(one, "/value")).hasSize(128);
    assertThat(send("POST", "/rng", "{\"count\":128}").json()).isNotEqualTo(one.json());
    for (String body : List.of("{}", "{\"count\":0}", "{\"count\":129}", "{\"count\":\"1\"}")) {
      assertThat(send("POST", "/rng", body).status()).isEqualTo(400);
    }
  }

  @Test
  void releaseIsRefusedInShapeAndAttestationShowsTheKey() {
    Reply release = send("POST", "/keys/rsa//release", "{\"target\":\"e30.e30.AA\"}");
    assertThat(release.status()).isEqualTo(403);
    assertThat(release.innerCode()).isEqualTo("KeyOperationForbidden");
    assertThat(release.message()).isEqualTo("Operation release is not permitted on this key.");
    Reply attestation = send("GET", "/keys/rsa//attestation", "");
    assertThat(attestation.json()).isEqualTo(send("GET", "/keys/rsa", "").json());
    assertThat(attestation.json().at("/key/kty").asText()).isEqualTo("RSA");
  }

  @Test
  void aPolicyForItsReleaseIsForExportableKeysAndThereAreNone() {
    String policy = "{\"kty\":\"RSA\",\"release_policy\":{\"data\":\"e30\"}}";
    assertThat(send("POST", "/keys/never/create", policy).message())
        .isEqualTo("AKV.SKR.1005: Non-exportable keys must not have release policy");
    String exportable = "{\"kty\":\"RSA-HSM\",\"attributes\":{\"exportable\":true}}";
    assertThat(send("POST", "/keys/never/create", exportable).message())
        .isEqualTo("Exportable keys are not supported by this vault.");
  }

  @Test
  void theLedgerSaysWhatKindOfKeyWasUsedAndHow() {
    assertThat(use("koblitz", "sign", "ES256K", 32).status()).isEqualTo(200);
    assertThat(vault.lastEntry().details())
        .containsEntry("algorithm", "ES256K")
        .containsEntry("keyType", "EC")
        .containsEntry("keyCurve", "P-256K");
  }

  private static Reply use(String name, String operation, String algorithm, int length) {
    ObjectNode body = WireJson.object().put("alg", algorithm);
    body.put("value", base64(new byte[length]));
    return send("POST", "/keys/" + name + "/" + operation, body.toString());
  }

  private static Reply decrypt(String algorithm, int length, int ivBytes) {
    ObjectNode body = WireJson.object().put("alg", algorithm);
    body.put("value", base64(new byte[length])).put("iv", base64(new byte[ivBytes]));
    return send("POST", "/keys/oct/decrypt", body.toString());
  }

  private static byte[] bytes(Reply reply, String pointer) {
    return Base64.getUrlDecoder().decode(reply.json().at(pointer).asText());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
