package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.persistence.testing.Folders;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.Erasing;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What names a person in a tenant's log")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasuresApiTest {

  private static final String ERASURES = "/api/v1/ledger/erasures";
  private static final String RECORDS = "/api/v1/audit-records?operations=";

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private Path data;
  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    server = TestServer.start(data, clock, Map.of());
    contoso = TestTenant.create(server, clock, "contoso");
    fabrikam = TestTenant.create(server, clock, "fabrikam");
  }

  @AfterAll
  void stop() {
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private String person(String name, String displayName) throws IOException {
    return contoso
        .client()
        .post(
            "/api/v1/users",
            Map.of("userPrincipalName", name, "displayName", displayName, "roles", List.of()))
        .path("objectId")
        .asText();
  }

  private void delete(String person) throws Exception {
    String token = contoso.client().tokensFor(ApiAudience.SCOPE).current().value();
    try (Browser browser = new Browser(server.clientTls())) {
      String user = server.apiUri() + "/api/v1/users/" + person;
      assertThat(browser.call("DELETE", user, token, null).statusCode()).isEqualTo(204);
    }
  }

  private JsonNode erase(ApiClient client, String objectId) throws IOException {
    return Erasing.erase(client, clock, objectId);
  }

  private JsonNode details(String operation) throws IOException {
    return contoso.client().get(RECORDS + operation).path("records").path(0).path("details");
  }

  private List<Path> filesWith(String text) throws IOException {
    return Folders.files(data).stream().filter(file -> holds(file, text)).toList();
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, ISO_8859_1).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  @DisplayName("is erased once the person is deleted, is in no file then, and the log still holds")
  void erases() throws Exception {
    String ruth = person("ruth.oakhollow@contoso.example", "Ruth Oakhollow");
    contoso
        .client()
        .post("/api/v1/sites", Map.of("name", "ruth-oakhollow", "kind", "teamSite", "owner", ruth));
    delete(ruth);
    assertThat(details("UserCreate").path("displayName").asText()).isEqualTo("Ruth Oakhollow");
    assertThat(details("SiteCreate").path("ownerId").asText()).isEqualTo(ruth);
    JsonNode erased = erase(contoso.client(), ruth);
    assertThat(erased.path("entries").asLong()).isGreaterThanOrEqualTo(3);
    assertThat(erased.path("vaultEntries").isNumber()).isTrue();
    assertThat(details("UserCreate").path("displayName").asText()).isEqualTo("erased");
    assertThat(details("SiteCreate").path("ownerId").asText()).isEqualTo("erased");
    assertThat(details("SiteCreate").path("name").asText()).isEqualTo("erased");
    assertThat(filesWith("Ruth Oakhollow")).isEmpty();
    assertThat(filesWith("ruth.oakhollow@")).isEmpty();
    // Done again, it finds where the first erasure and its own requests came from, nothing else.
    assertThat(erase(contoso.client(), ruth).path("entries").asLong()).isEqualTo(3);
    JsonNode told = contoso.client().get(RECORDS + "PersonalDataErase").path("records");
    assertThat(told).hasSize(2);
    assertThat(told.path(0).path("objectId").asText()).isEqualTo(ruth);
    String atVaults = "/api/v1/vault-audit-records?operations=PersonalDataErase&objects=" + ruth;
    assertThat(contoso.client().get(atVaults).path("records")).hasSize(2);
  }

  @Test
  @DisplayName("stays as long as the person or application is there, and for administrators alone")
  void refuses() throws IOException {
    String otto = person("otto.birch@contoso.example", "Otto Birch");
    assertThatThrownBy(() -> erase(contoso.client(), otto))
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("identity-exists"));
    assertThatThrownBy(() -> contoso.client().post(ERASURES, Map.of()))
        .isInstanceOf(ApiRefusedException.class);
    assertThatThrownBy(() -> erase(contoso.client(), "otto"))
        .isInstanceOf(ApiRefusedException.class);
    try (ApiClient auditor = contoso.application(clock, "AUDITOR")) {
      assertThatThrownBy(() -> erase(auditor, UUID.randomUUID().toString()))
          .isInstanceOf(ApiRefusedException.class);
    }
  }

  @Test
  @DisplayName("cannot be erased by a deleted administrator with an old token")
  void byTheDeleted() throws Exception {
    JsonNode officer =
        contoso
            .client()
            .post(
                "/api/v1/applications",
                Map.of("displayName", "officer", "roles", List.of("COMPLIANCE_ADMIN")));
    String id = officer.path("objectId").asText();
    try (ApiClient client =
            new ApiClient(
                TestTenant.connection(server, contoso.administrator().tenant(), officer), clock);
        Browser browser = new Browser(server.clientTls())) {
      String token = client.tokensFor(ApiAudience.SCOPE).current().value();
      String administrator = contoso.client().tokensFor(ApiAudience.SCOPE).current().value();
      String application =
          server.apiUri() + "/api/v1/applications/" + officer.path("clientId").asText();
      assertThat(browser.call("DELETE", application, administrator, null).statusCode())
          .isEqualTo(204);
      assertThat(
              browser
                  .call("POST", server.apiUri() + ERASURES, token, Map.of("objectId", id))
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  @DisplayName("fault60: waits for a second person or a week, in which others can stop it")
  void fault60_waits() throws Exception {
    String vera = person("vera.moss@contoso.example", "Vera Moss");
    delete(vera);
    JsonNode officer =
        contoso
            .client()
            .post(
                "/api/v1/applications",
                Map.of("displayName", "officer", "roles", List.of("COMPLIANCE_ADMIN")));
    String tenant = contoso.administrator().tenant();
    String secret = "/api/v1/applications/" + officer.path("clientId").asText() + "/secret";
    try (ApiClient young = new ApiClient(TestTenant.connection(server, tenant, officer), clock)) {
      String first = requested(vera);
      assertRefused("pending-act-step-refused", () -> act(contoso.client(), first, "carry-out"));
      assertRefused("second-person-unfit", () -> act(contoso.client(), first, "agree"));
      assertRefused("second-person-unfit", () -> act(young, first, "agree"));
      assertThat(act(young, first, "cancel").path("state").asText()).isEqualTo("cancelled");
      clock.advance(Duration.ofDays(8));
      assertRefused("pending-act-step-refused", () -> act(contoso.client(), first, "carry-out"));

      String second = requested(vera);
      assertRefused("second-person-unfit", () -> act(young, second, "agree"));
      JsonNode own = young.post(secret, Map.of());
      try (ApiClient settled = new ApiClient(TestTenant.connection(server, tenant, own), clock)) {
        assertRefused("second-person-unfit", () -> act(settled, second, "agree"));
        clock.advance(Duration.ofDays(8));
        String third = requested(vera);
        act(settled, third, "agree");
        assertRefused("pending-act-step-refused", () -> act(settled, third, "carry-out"));
        assertThat(act(contoso.client(), third, "carry-out").path("entries").asLong()).isPositive();
        assertRefused("pending-act-step-refused", () -> act(contoso.client(), third, "cancel"));
      }
    }
    assertThat(details("PendingActAgree").path("kind").asText()).isEqualTo("ERASE_NAMES");
  }

  private String requested(String objectId) throws IOException {
    JsonNode act = contoso.client().post(ERASURES, Map.of("objectId", objectId));
    assertThat(act.path("state").asText()).isEqualTo("waiting");
    return act.path("id").asText();
  }

  private static JsonNode act(ApiClient client, String id, String step) throws IOException {
    return client.post("/api/v1/pending-acts/" + id + "/" + step, Map.of());
  }

  private static void assertRefused(String code, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            ApiRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  @DisplayName("is erased by the person's own tenant, and by no other")
  void othersTenant() throws Exception {
    String ida = person("ida.fen@contoso.example", "Ida Fen");
    delete(ida);
    JsonNode erased = erase(fabrikam.client(), ida);
    // From where they asked for it themselves, and nothing else.
    assertThat(erased.path("entries").asLong()).isEqualTo(2);
    assertThat(erased.path("vaultEntries").asLong()).isZero();
    assertThat(details("UserDelete&objects=" + ida).path("displayName").asText())
        .isEqualTo("Ida Fen");
  }
}
