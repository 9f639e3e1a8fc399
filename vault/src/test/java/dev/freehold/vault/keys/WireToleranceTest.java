package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the official clients do on the wire, and what others might. */
class WireToleranceTest {

  private static final String V = "?api-version=2025-07-01";
  private static final String WRAP =
      "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAECAwQFBgcICQoLDA0ODw\"}";

  private static RunningVault vault;
  private static RawClient client;
  private static String kid;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
    Reply made = send("POST", "/keys/root/create" + V, "{\"kty\":\"RSA\"}");
    kid = made.json().at("/key/kid").asText();
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  private static Reply send(String method, String target, String body) {
    return client.send(method, target, vault.token(ADMIN), body);
  }

  private static String version() {
    return kid.substring(kid.lastIndexOf('/') + 1);
  }

  @Nested
  @DisplayName("Paths")
  class Paths {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/keys/root?api-version=7.4",
          "/keys/root/?api-version=7.4",
          "/keys/ROOT/?api-version=7.4",
          "/keys/root/?api%2Dversion=7.4",
          "//keys/root?api-version=7.4",
          "///KEYS/root/?Api-Version=7.4",
          "/keys/root/VERSION?api-version=7.6-preview.2&other=1"
        })
    void ofTheOfficialClientsReachTheKey(String target) {
      Reply reply = send("GET", target.replace("VERSION", version()), "");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().at("/key/kid").asText()).isEqualTo(kid);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/keys/root/VERSION/wrapkey",
          "/keys/root/VERSION/wrapKey",
          "/keys/root//wrapkey",
          "/keys/root/wrapKey"
        })
    void ofOperationsTakeAnyCaseAndAMissingVersion(String path) {
      Reply reply = send("POST", path.replace("VERSION", version()) + V, WRAP);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().get("kid").asText()).isEqualTo(kid);
    }

    @ParameterizedTest
    @CsvSource({
      "GET, /keys/not_a_name, 400, BadParameter",
      "GET, /keys/a%2Fb, 400, BadParameter",
      "GET, /keys/root/nothex, 400, BadParameter",
      "POST, /keys//create, 400, BadParameter",
      "GET, /elsewhere, 404, NotFound",
      "GET, /, 404, NotFound",
      "DELETE, /keys/root/create, 405, BadParameter",
      "GET, /keys/root/00000000000000000000000000000000, 404, KeyNotFound"
    })
    void thatLeadNowhereAreRefusedInTheShapeOfErrors(
        String method, String path, int status, String code) {
      Reply reply = send(method, path + V, "");
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.code()).isEqualTo(code);
      assertThat(reply.response().headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
    }

    @Test
    void withoutANameNameTheOperationThatIsMissing() {
      assertThat(send("POST", "/keys//create" + V, "{}").message())
          .isEqualTo("Operation not specified");
    }
  }

  @Nested
  @DisplayName("Versions of the interface")
  class InterfaceVersions {

    @ParameterizedTest
    @ValueSource(strings = {"", "?api-version=", "?api-version=1.0", "?api-version=%0d%0a"})
    void thatAreUnknownAreRefused(String query) {
      Reply reply = send("GET", "/keys" + query, "");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.message()).startsWith("The specified version (").contains("not recognized");
    }

    @Test
    void showOnlyTheMembersOfTheirTime() {
      assertThat(send("GET", "/keys/root?api-version=7.0", "").json().get("attributes"))
          .noneMatch(node -> node.isBoolean() && !node.booleanValue());
      assertThat(send("GET", "/keys/root?api-version=7.0", "").json().get("attributes")).hasSize(4);
      assertThat(send("GET", "/keys/root?api-version=7.6", "").json().get("attributes")).hasSize(7);
    }
  }

  @Nested
  @DisplayName("Bodies")
  class Bodies {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "nonsense",
          "{\"kty\":\"RSA\"",
          "{\"kty\":\"RSA\"} trailing",
          "{\"kty\":\"RSA\",\"kty\":\"RSA\"}",
          "{}",
          "{\"kty\":1}",
          "{\"kty\":\"AKP\"}",
          "{\"kty\":\"oct\",\"key_size\":64}",
          "{\"kty\":\"RSA\",\"key_size\":1024}",
          "{\"kty\":\"RSA\",\"key_size\":\"2048\"}",
          "{\"kty\":\"RSA\",\"key_ops\":[\"dance\"]}",
          "{\"kty\":\"RSA\",\"public_exponent\":4}",
          "{\"kty\":\"RSA\",\"attributes\":{\"exp\":-1}}",
          "{\"kty\":\"RSA\",\"attributes\":{\"exp\":99999999999999}}",
          "{\"kty\":\"RSA\",\"attributes\":{\"exportable\":true}}",
          "{\"kty\":\"RSA\",\"tags\":{\"a\":1}}"
        })
    void thatMakeNoSenseAreBadParametersAndMakeNoKey(String body) {
      Reply reply = send("POST", "/keys/never/create" + V, body);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.code()).isEqualTo("BadParameter");
      assertThat(send("GET", "/keys/never" + V, "").status()).isEqualTo(404);
    }

    @Test
    void withTooManyOrTooLongTagsAreRefused() {
      StringBuilder tags = new StringBuilder("\"t0\":\"\"");
      for (int i = 1; i < 16; i++) {
        tags.append(",\"t").append(i).append("\":\"\"");
      }
      assertThat(create("{\"kty\":\"RSA\",\"tags\":{%s}}".formatted(tags))).isEqualTo(400);
      assertThat(create("{\"kty\":\"RSA\",\"tags\":{\"a\":\"%s\"}}".formatted("x".repeat(257))))
          .isEqualTo(400);
    }

    @Test
    void nestedTooDeeplyAreRefused() {
      assertThat(create("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}")).isEqualTo(400);
    }

    @Test
    void aboveTheLimitAreRefused() {
      Reply reply = send("POST", "/keys/never/create" + V, "x".repeat(64 * 1024 + 1));
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.code()).isEqualTo("RequestBodyTooLarge");
    }

    @Test
    void mayCarryUnknownMembersAndAnExponentOfZero() {
      String body = "{\"kty\":\"RSA\",\"public_exponent\":0,\"unknown\":{\"a\":[1]}}";
      assertThat(send("POST", "/keys/tolerant/create" + V, body).status()).isEqualTo(200);
    }

    @Test
    void withEmptyOperationsLeaveThemAsTheyAre() {
      Reply reply = send("PATCH", "/keys/root/" + V, "{\"key_ops\":[],\"attributes\":{}}");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().at("/key/key_ops")).hasSize(6);
    }

    private int create(String body) {
      return send("POST", "/keys/never/create" + V, body).status();
    }
  }

  @Nested
  @DisplayName("Hosts")
  class Hosts {

    @ParameterizedTest
    @ValueSource(strings = {"no-such-vault.vault.localhost", "127.0.0.1"})
    void thatAreNoVaultAllAnswerAlikeWithOrWithoutAToken(String host) {
      for (String token : new String[] {"", vault.token(ADMIN)}) {
        Reply reply = client.send("GET", host, "/keys" + V, token, "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("VaultNotFound");
      }
    }

    @Test
    void areFoundWithoutRegardToCase() {
      Reply reply =
          client.send(
              "GET", "Contoso-VAULT-A.vault.localhost", "/keys" + V, vault.token(ADMIN), "");
      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Nested
  @DisplayName("Answers")
  class Answers {

    @Test
    void carryTheHeadersOfTheProtocol() {
      Reply reply = send("GET", "/keys" + V, "");
      assertThat(reply.response().headers().map())
          .containsKeys("x-ms-request-id", "strict-transport-security", "date")
          .doesNotContainKey("server");
      assertThat(reply.response().headers().firstValue("Cache-Control")).contains("no-cache");
      assertThat(reply.response().headers().firstValue("X-Content-Type-Options"))
          .contains("nosniff");
    }
  }

  @Nested
  @DisplayName("Lists")
  class Lists {

    @Test
    void comeInPagesWhoseLinksCanBeFollowed() {
      for (int i = 0; i < 5; i++) {
        send("POST", "/keys/paged-" + i + "/create" + V, "{\"kty\":\"RSA\"}");
      }
      String prefix = "https://contoso-vault-a.vault.localhost:" + vault.server().port();
      String target = "/keys" + V + "&maxresults=2";
      int found = 0;
      while (!target.isEmpty()) {
        Reply page = send("GET", target, "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().get("value").size()).isLessThanOrEqualTo(2);
        for (var item : page.json().get("value")) {
          found += item.get("kid").asText().startsWith(prefix + "/keys/paged-") ? 1 : 0;
        }
        String next = page.json().get("nextLink").asText("");
        assertThat(next)
            .satisfiesAnyOf(
                l -> assertThat(l).isIn("", "null"), l -> assertThat(l).startsWith(prefix));
        target = page.json().get("nextLink").isNull() ? "" : next.substring(prefix.length());
      }
      assertThat(found).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "26", "x", "-1", ""})
    void takeOneTo25ItemsOnAPage(String size) {
      assertThat(send("GET", "/keys" + V + "&maxresults=" + size, "").status()).isEqualTo(400);
    }

    @Test
    void refuseASkipTokenThatIsNone() {
      assertThat(send("GET", "/keys" + V + "&$skiptoken=!!", "").status()).isEqualTo(400);
      assertThat(send("GET", "/keys/root/versions" + V + "&$skiptoken=YQ", "").status())
          .isEqualTo(400);
    }
  }
}
