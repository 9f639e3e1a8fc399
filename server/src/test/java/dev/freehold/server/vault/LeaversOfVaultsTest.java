package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SoloVault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Fault matrix, row 58, at the login host of vaults that run alone. */
@DisplayName("People who left, at the login host of vaults that run alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaversOfVaultsTest {

  private static final String NOBODYS = UUID.randomUUID().toString();

  /** What everybody with a token may ask. */
  private static final List<String> OF_MEMBERS =
      List.of(
          "GET /api/v1/me/ways-in",
          "DELETE /api/v1/me/ways-in/" + NOBODYS,
          "PUT /api/v1/me/password",
          "POST /api/v1/me/sign-out");

  /** What administrators may. */
  private static final List<String> OF_ADMINISTRATORS =
      List.of(
          "GET /api/v1/users",
          "POST /api/v1/users",
          "GET /api/v1/users/" + NOBODYS,
          "PATCH /api/v1/users/" + NOBODYS,
          "DELETE /api/v1/users/" + NOBODYS,
          "PUT /api/v1/users/" + NOBODYS + "/password",
          "POST /api/v1/users/" + NOBODYS + "/sign-out",
          "GET /api/v1/users/" + NOBODYS + "/ways-in",
          "DELETE /api/v1/users/" + NOBODYS + "/ways-in/" + NOBODYS,
          "GET /api/v1/applications",
          "POST /api/v1/applications",
          "PATCH /api/v1/applications/" + NOBODYS,
          "DELETE /api/v1/applications/" + NOBODYS,
          "POST /api/v1/applications/" + NOBODYS + "/secret",
          "POST /api/v1/applications/" + NOBODYS + "/sign-out",
          "GET /api/v1/applications/" + NOBODYS + "/ways-in",
          "DELETE /api/v1/applications/" + NOBODYS + "/ways-in/" + NOBODYS,
          "POST /api/v1/signing-keys",
          "GET /api/v1/pending-acts",
          "POST /api/v1/pending-acts",
          "GET /api/v1/pending-acts/" + NOBODYS,
          "POST /api/v1/pending-acts/" + NOBODYS + "/agree",
          "POST /api/v1/pending-acts/" + NOBODYS + "/cancel",
          "POST /api/v1/pending-acts/" + NOBODYS + "/carry-out",
          "POST /api/v1/ledger/erasures",
          "GET /api/v1/ledger/checkpoint",
          "GET /api/v1/ledger/key",
          "GET /api/v1/audit-records",
          "GET /api/v1/audit-records/export");

  private Path data;
  private SoloVault vault;
  private Connection owner;
  private ApiClient admin;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder.resolve("data");
    vault = SoloVault.start(data, Map.of());
    owner = vault.admin();
    admin = vault.client();
    browser = new Browser(TrustedAuthority.context(owner.authorityPem()));
  }

  @AfterAll
  void stop() {
    browser.close();
    vault.close();
  }

  private void delete(String path) throws Exception {
    String token = admin.tokensFor(ApiAudience.SCOPE).current().value();
    String uri = vault.login() + path;
    assertThat(browser.call("DELETE", uri, token, null).statusCode()).isEqualTo(204);
  }

  private JsonNode leaver() throws IOException {
    return admin.post(
        "/api/v1/applications",
        Map.of("displayName", "leaver", "roles", List.of("GLOBAL_ADMIN", "AUDITOR")));
  }

  private static String path(JsonNode leaver) {
    return "/api/v1/applications/" + leaver.path("clientId").asText();
  }

  private HttpResponse<String> grant(JsonNode leaver) throws Exception {
    return browser.post(
        "%s/%s/oauth2/v2.0/token".formatted(vault.login(), owner.tenant()),
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            leaver.path("clientId").asText(),
            "client_secret",
            leaver.path("clientSecret").asText(),
            "scope",
            ApiAudience.SCOPE));
  }

  /** A token that was good a moment ago. */
  private String token(JsonNode leaver) throws Exception {
    String token = Browser.json(grant(leaver)).path("access_token").asText();
    assertThat(send("GET /api/v1/users", token)).isEqualTo(200);
    return token;
  }

  private int send(String route, String token) throws Exception {
    String[] parts = route.split(" ", 2);
    Object body = parts[0].equals("GET") || parts[0].equals("DELETE") ? null : Map.of();
    return browser.call(parts[0], vault.login() + parts[1], token, body).statusCode();
  }

  private void assertRefused(List<String> routes, String token, int status) throws Exception {
    for (String route : routes) {
      assertThat(send(route, token)).as(route).isEqualTo(status);
    }
  }

  @Test
  @DisplayName("fault58: is refused everywhere with a token from before being deleted")
  void fault58_deleted() throws Exception {
    JsonNode leaver = leaver();
    String token = token(leaver);
    delete(path(leaver));
    assertRefused(OF_MEMBERS, token, 401);
    assertRefused(OF_ADMINISTRATORS, token, 401);
  }

  @Test
  @DisplayName("fault58: is refused everywhere with a token from before being disabled")
  void fault58_disabled() throws Exception {
    JsonNode leaver = leaver();
    String token = token(leaver);
    admin.patch(path(leaver), Map.of("enabled", false));
    assertRefused(OF_MEMBERS, token, 401);
    assertRefused(OF_ADMINISTRATORS, token, 401);
    assertThat(grant(leaver).statusCode()).isEqualTo(401);
    admin.patch(path(leaver), Map.of("enabled", true));
    assertRefused(OF_ADMINISTRATORS, token, 401);
    token(leaver);
  }

  @Test
  @DisplayName("fault58: is refused what takes a role after being demoted")
  void fault58_demoted() throws Exception {
    JsonNode leaver = leaver();
    String token = token(leaver);
    admin.patch(path(leaver), Map.of("roles", List.of()));
    assertRefused(OF_ADMINISTRATORS, token, 403);
    assertThat(send(OF_MEMBERS.getFirst(), token)).isEqualTo(200);
  }

  @Test
  @DisplayName("fault58: is refused with a token from before a sign-out everywhere")
  void fault58_signedOut() throws Exception {
    JsonNode leaver = leaver();
    String token = token(leaver);
    admin.post(path(leaver) + "/sign-out", Map.of());
    assertRefused(OF_MEMBERS, token, 401);
    assertRefused(OF_ADMINISTRATORS, token, 401);
    token(leaver);
  }

  @Test
  @DisplayName("fault58: has no way in by a secret that was ended, and none by its tokens")
  void fault58_endedSecret() throws Exception {
    JsonNode leaver = leaver();
    String token = token(leaver);
    String ways = path(leaver) + "/ways-in";
    JsonNode way = admin.get(ways).path("waysIn").get(0);
    assertThat(way.path("kind").asText()).isEqualTo("secret");
    assertThat(admin.get(ways).toString()).doesNotContain(leaver.path("clientSecret").asText());
    String own = "/api/v1/me/ways-in/" + way.path("id").asText();
    assertThat(send("DELETE " + own, token)).isEqualTo(400);
    delete(ways + "/" + way.path("id").asText());
    assertRefused(OF_MEMBERS, token, 401);
    assertThat(grant(leaver).statusCode()).isEqualTo(401);
    JsonNode renewed = admin.post(path(leaver) + "/secret", Map.of());
    token(renewed);
  }

  @Test
  @DisplayName(
      "fault55: who was written by hand gets no token, and the code says that it is our fault")
  void fault55_forgedRow() throws Exception {
    JsonNode forged = leaver();
    try (java.sql.Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("vault.db"));
        PreparedStatement change =
            database.prepareStatement("UPDATE identities SET roles = '' WHERE display_name = ?")) {
      change.setString(1, "leaver");
      assertThat(change.executeUpdate()).isPositive();
    }
    HttpResponse<String> answer = grant(forged);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(Browser.json(answer).path("error").asText()).isEqualTo("row-not-authentic");
    assertThat(answer.body()).doesNotContain(forged.path("objectId").asText());
  }
}
