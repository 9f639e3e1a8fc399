package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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

  private Path data;
  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    server = TestServer.start(data, Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
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

  private static JsonNode erase(ApiClient client, String objectId) throws IOException {
    return client.post(ERASURES, Map.of("objectId", objectId));
  }

  private JsonNode details(String operation) throws IOException {
    return contoso.client().get(RECORDS + operation).path("records").path(0).path("details");
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
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
    // Asked for again, it finds where the first erasure came from, and nothing else.
    assertThat(erase(contoso.client(), ruth).path("entries").asLong()).isOne();
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
    try (ApiClient auditor = contoso.application(Clock.systemUTC(), "AUDITOR")) {
      assertThatThrownBy(() -> erase(auditor, UUID.randomUUID().toString()))
          .isInstanceOf(ApiRefusedException.class);
    }
  }

  @Test
  @DisplayName("is not erased by whoever was deleted, with a token from before")
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
                TestTenant.connection(server, contoso.administrator().tenant(), officer),
                Clock.systemUTC());
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
  @DisplayName("is erased by the person's own tenant, and by no other")
  void othersTenant() throws Exception {
    String ida = person("ida.fen@contoso.example", "Ida Fen");
    delete(ida);
    JsonNode erased = erase(fabrikam.client(), ida);
    assertThat(erased.path("entries").asLong()).isZero();
    assertThat(erased.path("vaultEntries").asLong()).isZero();
    assertThat(details("UserDelete&objects=" + ida).path("displayName").asText())
        .isEqualTo("Ida Fen");
  }
}
