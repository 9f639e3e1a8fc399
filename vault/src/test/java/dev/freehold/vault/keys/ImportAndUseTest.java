package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.wire.WireJson;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that do not fit together, and results that tell nothing. */
class ImportAndUseTest {

  private static final String V = "?api-version=2025-07-01";

  private static RunningVault vault;
  private static RawClient client;
  private static RSAPrivateCrtKey key;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    send("POST", "/keys/root/create", "{\"kty\":\"RSA\"}");
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  private static Reply send(String method, String path, String body) {
    return client.send(method, path + V, vault.token(ADMIN), body);
  }

  @Test
  void aWholeKeyIsTakenAndOnlyItsPublicPartShown() {
    Reply reply = send("PUT", "/keys/whole", body(jwk()));
    assertThat(reply.status()).isEqualTo(200);
    byte[] modulus = Base64.getUrlDecoder().decode(reply.json().at("/key/n").asText());
    assertThat(modulus).as("big-endian, without a leading zero").hasSize(256);
    assertThat(new BigInteger(1, modulus)).isEqualTo(key.getModulus());
    assertThat(reply.json().get("key").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kid", "kty", "key_ops", "n", "e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "e", "d", "p", "q"})
  void aKeyWithANumberMissingOrOffByTwoIsRefused(String member) {
    ObjectNode without = jwk();
    without.remove(member);
    assertRefused(body(without));
    ObjectNode wrong = jwk();
    byte[] bytes = Base64.getUrlDecoder().decode(wrong.get(member).asText());
    bytes[bytes.length - 1] ^= 2;
    wrong.put(member, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    assertRefused(body(wrong));
  }

  @Test
  void aModulusOfOnePrimeTwiceIsRefused() {
    ObjectNode square = jwk();
    square.put("n", base64(key.getPrimeP().pow(2)));
    square.set("q", square.get("p"));
    assertRefused(body(square));
  }

  @Test
  void anotherSizeOrKindOrAWrappedKeyIsRefused() {
    ObjectNode small = jwk();
    small.put("n", base64(BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE)));
    assertRefused(body(small));
    assertRefused(body(jwk().put("kty", "EC")));
    assertRefused(body(jwk().put("key_hsm", "AAAA")));
  }

  private static void assertRefused(String body) {
    Reply reply = send("PUT", "/keys/never", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("BadParameter");
    assertThat(send("GET", "/keys/never", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-OAEP, 214, 200",
    "RSA-OAEP, 215, 400",
    "RSA-OAEP-256, 190, 200",
    "RSA-OAEP-256, 191, 400",
    "RSA-OAEP-256, 0, 400",
    "RSA1_5, 16, 400",
    "A256KW, 16, 400"
  })
  void aKeyWrapsWhatFitsByAlgorithmsItHas(String algorithm, int length, int status) {
    assertThat(crypto("wrapkey", algorithm, new byte[length]).status()).isEqualTo(status);
  }

  @Test
  void everyFailedUnwrapLooksTheSame() {
    byte[] wrapped =
        Base64.getUrlDecoder()
            .decode(crypto("wrapkey", "RSA-OAEP-256", new byte[32]).json().get("value").asText());
    List<String> answers = new ArrayList<>();
    for (int flipped : new int[] {0, 1, 100, 255}) {
      byte[] wrong = wrapped.clone();
      wrong[flipped] ^= 1;
      answers.add(crypto("unwrapkey", "RSA-OAEP-256", wrong).json().toString());
    }
    answers.add(crypto("unwrapkey", "RSA-OAEP", wrapped).json().toString());
    answers.add(crypto("unwrapkey", "RSA-OAEP-256", new byte[10]).json().toString());
    answers.add(crypto("unwrapkey", "RSA-OAEP-256", new byte[256]).json().toString());
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(answers.getFirst()).contains("BadParameter");
  }

  @Test
  void paddingInBase64IsTakenAndOtherCharactersAreNot() {
    String padded = "{\"alg\":\"RSA-OAEP\",\"value\":\"AAECAwQFBgcICQoLDA0ODw==\"}";
    assertThat(send("POST", "/keys/root/wrapkey", padded).status()).isEqualTo(200);
    for (String wrong : List.of("A+B/", "AA*A", "A", " AAAA")) {
      String body = "{\"alg\":\"RSA-OAEP\",\"value\":\"%s\"}".formatted(wrong);
      assertThat(send("POST", "/keys/root/wrapkey", body).status()).isEqualTo(400);
    }
  }

  @Test
  void versionsMadeAtTheSameTimeAreAllThereOnce() throws Exception {
    String name = "busy-" + UUID.randomUUID();
    Callable<Reply> create = () -> send("POST", "/keys/" + name + "/create", "{\"kty\":\"RSA\"}");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(List.of(create, create, create, create, create, create))) {
        assertThat(done.get().status()).isEqualTo(200);
      }
    }
    assertThat(send("GET", "/keys/" + name + "/versions", "").json().get("value")).hasSize(6);
  }

  private static Reply crypto(String operation, String algorithm, byte[] value) {
    ObjectNode body = WireJson.object().put("alg", algorithm);
    body.put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value));
    return send("POST", "/keys/root/" + operation, body.toString());
  }

  private static String body(ObjectNode jwk) {
    return WireJson.object().set("key", jwk).toString();
  }

  private static ObjectNode jwk() {
    ObjectNode jwk = WireJson.object().put("kty", "RSA");
    jwk.put("n", base64(key.getModulus())).put("e", base64(key.getPublicExponent()));
    jwk.put("d", base64(key.getPrivateExponent()));
    return jwk.put("p", base64(key.getPrimeP())).put("q", base64(key.getPrimeQ()));
  }

  private static String base64(BigInteger number) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
  }
}
