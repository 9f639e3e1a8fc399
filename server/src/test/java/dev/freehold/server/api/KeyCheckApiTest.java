package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a check of keys says over HTTPS, held against what the making of a policy then does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A check of two keys in real vaults")
class KeyCheckApiTest {

  private static final String CHECK = "/api/v1/key-checks/policies";
  private static final String POLICIES = "/api/v1/policies";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member admin;
  private String sound;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    admin = Member.of(server, contoso, "EXCHANGE_ADMIN", "COMPLIANCE_ADMIN");
    sound = contoso.newKey("a", "sound");
  }

  @AfterAll
  void stop() {
    admin.close();
    fabrikam.close();
    contoso.close();
    server.close();
  }

  private JsonNode check(String second) throws IOException {
    Answer answer = admin.send("POST", CHECK, Map.of("keys", List.of(sound, second)));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  /** The rules of the second key that are broken. */
  private static List<JsonNode> broken(JsonNode check) {
    assertThat(check.path("usable").asBoolean()).isFalse();
    return StreamSupport.stream(check.path("keys").get(1).path("rules").spliterator(), false)
        .filter(rule -> rule.path("outcome").asText().equals("broken"))
        .toList();
  }

  /** The check names one rule, and the making refuses with its code and its words. */
  private void assertBroken(String rule, String second) throws IOException {
    List<JsonNode> broken = broken(check(second));
    assertThat(broken).hasSize(1);
    assertThat(broken.getFirst().path("rule").asText()).isEqualTo(rule);
    Answer made =
        admin.send("POST", POLICIES, Map.of("name", "no", "keys", List.of(sound, second)));
    assertThat(made.status()).isGreaterThanOrEqualTo(400);
    assertThat(made.code()).isEqualTo(broken.getFirst().path("code").asText());
    assertThat(made.body().path("detail").asText())
        .isEqualTo(broken.getFirst().path("detail").asText());
  }

  @Test
  @DisplayName("finds every rule held, makes nothing, and is recorded; then a policy can be made")
  void usable() throws IOException {
    String second = contoso.newKey("b", "usable");
    JsonNode found = check(second);
    assertThat(found.path("usable").asBoolean()).isTrue();
    assertThat(found.findValuesAsText("outcome")).hasSize(2 + 2 * 16).containsOnly("held");
    assertThat(found.path("keys").get(1).path("versionUri").asText()).startsWith(second + "/");
    assertThat(admin.get(POLICIES).body().path("policies")).hasSize(1);
    assertThat(
            admin
                .send("POST", POLICIES, Map.of("name", "new", "keys", List.of(sound, second)))
                .status())
        .isEqualTo(201);
    try (Member auditor = Member.of(server, contoso, "AUDITOR")) {
      JsonNode records =
          auditor.get("/api/v1/audit-records?operations=PolicyKeysCheck").body().path("records");
      assertThat(records).isNotEmpty();
      assertThat(records.toString()).contains(second);
    }
    Answer tenantWide =
        admin.send(
            "POST",
            "/api/v1/key-checks/multi-workload-policies",
            Map.of("keys", List.of(sound, second)));
    assertThat(tenantWide.body().path("usable").asBoolean()).isTrue();
    assertThat(found.path("askedAs").path("displayName").asText())
        .isEqualTo("Office 365 Exchange Online");
    assertThat(tenantWide.body().path("askedAs").path("applicationId").asText())
        .isEqualTo("c066d759-24ae-40e7-a56f-027002b5d3e4");
  }

  @Test
  @DisplayName("names what is wrong with a key in the words in which a policy would be refused")
  void brokenKeys() throws IOException {
    String disabled =
        contoso
            .keys("b")
            .createRsaKey(new CreateRsaKeyOptions("disabled").setKeySize(2048).setEnabled(false))
            .getId();
    assertBroken("enabled", disabled);
    String signs =
        contoso
            .keys("b")
            .createRsaKey(
                new CreateRsaKeyOptions("signs")
                    .setKeySize(2048)
                    .setKeyOperations(KeyOperation.SIGN, KeyOperation.VERIFY))
            .getId();
    assertBroken("operations", signs);
    assertBroken("keyExists", signs.replace("/signs/", "/nobodys/"));
    assertBroken("vaultAllowed", "https://contoso.example/keys/root");
    assertBroken("address", "root");
    String curve = contoso.keys("b").createEcKey(new CreateEcKeyOptions("curve")).getId();
    assertThat(broken(check(curve)))
        .extracting(rule -> rule.path("rule").asText())
        .containsExactly("keyType", "keySize", "operations");
  }

  @Test
  @DisplayName("tells which permission of the service is missing")
  void permissions() throws IOException {
    String second = contoso.newKey("b", "permissions");
    for (Map.Entry<String, String> each :
        Map.of("get", "mayGet", "wrapKey", "mayWrap", "unwrapKey", "mayUnwrap").entrySet()) {
      contoso.permit("b", false, List.of(each.getKey()));
      try {
        assertBroken(each.getValue(), second);
      } finally {
        contoso.permit("b", true, List.of(each.getKey()));
      }
    }
  }

  @Test
  @DisplayName("of a geo demands versions")
  void ofGeo() throws IOException {
    List<String> keys = List.of(sound, contoso.newKey("b", "files"));
    JsonNode found = contoso.client().post("/api/v1/key-checks/geos", Map.of("keys", keys));
    assertThat(broken(found))
        .extracting(rule -> rule.path("rule").asText())
        .containsExactly("exactVersion");
    List<String> exact = found.path("keys").findValuesAsText("versionUri");
    assertThat(
            contoso
                .client()
                .post("/api/v1/key-checks/geos", Map.of("keys", exact))
                .path("usable")
                .asBoolean())
        .isTrue();
  }

  @Test
  @DisplayName("says of another tenant's key what it says of one that does not exist")
  void otherTenants() throws IOException {
    String key = fabrikam.newKey("b", "real");
    List<String> answers = new ArrayList<>();
    for (String name : List.of("real", "none")) {
      JsonNode found = check(key.replace("/real", "/" + name));
      assertThat(broken(found))
          .extracting(rule -> rule.path("rule").asText())
          .containsExactly("mayGet");
      assertThat(found.path("keys").get(1).has("versionUri")).isFalse();
      answers.add(found.toString().replace("keys/" + name, "keys/x"));
    }
    assertThat(answers.getFirst()).isEqualTo(answers.getLast());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"keys\": []}",
        "{\"keys\": [\"a\"]}",
        "{\"keys\": [\"a\", \"b\", \"c\"]}",
        "{\"keys\": [\"a\", null]}",
        "{\"keys\": [\"a\", \"b\"], \"name\": \"x\"}"
      })
  @DisplayName("takes two keys and nothing else")
  void malformed(String body) throws IOException {
    JsonNode json = Json.MAPPER.readTree(body);
    assertThat(admin.send("POST", CHECK, json).status()).isEqualTo(400);
  }
}
