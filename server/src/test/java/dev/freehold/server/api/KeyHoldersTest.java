package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A tenant administrator and the vault administrators")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyHoldersTest {

  private static final String ACTS = "/api/v1/pending-acts";
  private static final String PASSWORD = "six oars and a rudder";
  private static final String VERA = "vera@contoso.example";
  private static final Duration WEEK = CustodyLimits.PENDING_ACT_WAIT.plusSeconds(1);

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private Browser browser;
  private Connection first;
  private ApiClient admin;
  private JsonNode vera;
  private JsonNode keeper;
  private ApiClient other;

  /** Two vault administrators, a person and a program, each with a subscription. */
  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), clock, Map.of());
    browser = new Browser(server.clientTls());
    try (ApiClient operator = new ApiClient(Connection.read(server.operatorConnection()), clock)) {
      JsonNode made = operator.post("/api/v1/tenants", Map.of("name", "contoso"));
      first = TestTenant.connection(server, made.path("id").asText(), made.path("administrator"));
    }
    admin = new ApiClient(first, clock);
    vera = person(VERA, "VAULT_ADMIN");
    FirstPasswords.replace(server.clientTls(), server.apiUri(), VERA, PASSWORD);
    keeper =
        admin.post(
            "/api/v1/applications",
            Map.of("displayName", "keeper of B", "roles", List.of("VAULT_ADMIN")));
    subscription("Keys A", vera);
    subscription("Keys B", keeper);
    try (ApiClient client = new ApiClient(connection(keeper), clock)) {
      JsonNode own = client.post(secretOf(keeper), Map.of());
      other = new ApiClient(connection(own), clock);
    }
  }

  @AfterAll
  void stop() {
    other.close();
    admin.close();
    browser.close();
    server.close();
  }

  private JsonNode person(String name, String... roles) throws IOException {
    return admin.post(
        "/api/v1/users",
        Map.of(
            "userPrincipalName",
            name,
            "displayName",
            name,
            "roles",
            List.of(roles),
            "password",
            FirstPasswords.before(PASSWORD)));
  }

  private void subscription(String name, JsonNode owner) throws IOException {
    admin.post(
        "/api/v1/subscriptions",
        Map.of("displayName", name, "owners", List.of(owner.path("objectId").asText())));
  }

  private Connection connection(JsonNode application) {
    return TestTenant.connection(server, first.tenant(), application);
  }

  private static String secretOf(JsonNode application) {
    return "/api/v1/applications/" + application.path("clientId").asText() + "/secret";
  }

  private int send(String method, String path) throws Exception {
    String token = admin.tokensFor(ApiAudience.SCOPE).current().value();
    return browser.call(method, server.apiUri() + path, token, null).statusCode();
  }

  private String asked(String kind, JsonNode subject) throws IOException {
    return admin
        .post(ACTS, Map.of("kind", kind, "objectId", subject.path("objectId").asText()))
        .path("id")
        .asText();
  }

  private static JsonNode step(ApiClient client, String act, String step) throws IOException {
    return client.post(ACTS + "/" + act + "/" + step, Map.of());
  }

  private static void assertRefused(String code, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            ApiRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private HttpResponse<String> signIn(String name, String password) throws Exception {
    return browser.post(
        server.apiUri() + "/common/oauth2/v2.0/token",
        Map.of(
            "grant_type",
            "password",
            "username",
            name,
            "password",
            password,
            "scope",
            ApiAudience.SCOPE));
  }

  @Test
  @DisplayName(
      "fault60: cannot get the vault administrators' passwords and secrets, or delete them")
  void fault60_credentialsOfVaultAdministrators() throws Exception {
    assertRefused(
        "second-person-needed", () -> admin.put("/api/v1/users/" + VERA + "/password", Map.of()));
    assertRefused("second-person-needed", () -> admin.post(secretOf(keeper), Map.of()));
    assertThat(send("DELETE", "/api/v1/users/" + VERA)).isEqualTo(409);
    assertThat(send("DELETE", "/api/v1/applications/" + keeper.path("clientId").asText()))
        .isEqualTo(409);
    assertThat(signIn(VERA, PASSWORD).statusCode()).isEqualTo(200);
    assertThat(other.get("/api/v1/me").path("displayName").asText()).isEqualTo("keeper of B");
  }

  @Test
  @DisplayName("fault60: can lock one of them out by ending a way in, but cannot sign in as one")
  void fault60_endedWay() throws Exception {
    JsonNode locked = admin.get("/api/v1/users/" + VERA + "/ways-in").path("waysIn");
    String password = vera.path("objectId").asText();
    assertThat(locked.findValuesAsText("id")).contains(password);
    assertThat(send("DELETE", "/api/v1/users/" + VERA + "/ways-in/" + password)).isEqualTo(204);
    assertThat(signIn(VERA, PASSWORD).statusCode()).isEqualTo(400);
    assertRefused(
        "second-person-needed", () -> admin.put("/api/v1/users/" + VERA + "/password", Map.of()));
    clock.advance(WEEK);
    String act = asked("resetCredential", vera);
    JsonNode agreed = step(other, act, "agree");
    assertThat(agreed.path("objectName").asText()).isEqualTo(VERA);
    assertThat(agreed.path("requestedByName").asText()).isNotEmpty();
    assertThat(agreed.path("agreedByName").asText()).isEqualTo("keeper of B");
    clock.advance(WEEK);
    String given = step(admin, act, "carry-out").path("password").asText();
    FirstPasswords.replace(server.clientTls(), server.apiUri(), VERA, given, PASSWORD);
    assertThat(signIn(VERA, PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("fault60: cannot make anybody a third vault administrator, nor themselves")
  void fault60_oneMoreVaultAdministrator() throws Exception {
    assertRefused("second-person-needed", () -> person("mallory@contoso.example", "VAULT_ADMIN"));
    assertRefused(
        "second-person-needed",
        () ->
            admin.post(
                "/api/v1/applications",
                Map.of("displayName", "m", "roles", List.of("VAULT_ADMIN"))));
    JsonNode plain = person("petra@contoso.example", "GLOBAL_ADMIN");
    assertRefused(
        "second-person-needed",
        () -> admin.patch("/api/v1/users/" + VERA, Map.of("roles", List.of("AUDITOR"))));
    assertRefused("second-person-needed", () -> subscription("mine", plain));
    subscription("one more of hers", vera);
    assertRefused("request-invalid", () -> subscription("\u202eturned around", vera));
    String grant = asked("grantVaultAdmin", plain);
    assertRefused("pending-act-step-refused", () -> step(admin, grant, "carry-out"));
    assertRefused("second-person-unfit", () -> step(admin, grant, "agree"));
    assertThat(step(other, grant, "cancel").path("state").asText()).isEqualTo("cancelled");
    assertThat(admin.get("/api/v1/users/petra@contoso.example").path("roles").toString())
        .doesNotContain("VAULT_ADMIN");
  }

  @Test
  @DisplayName(
      "fault60: resets a password with another of them, after a week in which each could stop it")
  void fault60_resetByTwo() throws Exception {
    String young = asked("resetCredential", vera);
    assertRefused("second-person-unfit", () -> step(other, young, "agree"));
    assertRefused("pending-act-step-refused", () -> step(admin, young, "carry-out"));
    clock.advance(WEEK);
    assertThat(other.get(ACTS).path("pendingActs").findValuesAsText("id")).contains(young);
    step(other, young, "cancel");

    String act = asked("resetCredential", vera);
    step(other, act, "agree");
    assertRefused("pending-act-step-refused", () -> step(admin, act, "carry-out"));
    clock.advance(WEEK);
    JsonNode reset = step(admin, act, "carry-out");
    assertThat(signIn(VERA, PASSWORD).statusCode()).isEqualTo(400);
    String given = reset.path("password").asText();
    assertThat(Browser.json(signIn(VERA, given)).path("error_codes").toString())
        .isEqualTo("[50055]");
    FirstPasswords.replace(server.clientTls(), server.apiUri(), VERA, given, PASSWORD);
    assertRefused("pending-act-step-refused", () -> step(admin, act, "carry-out"));
    JsonNode recorded =
        admin.get(
            "/api/v1/audit-records?operations=PendingActRequest,PendingActAgree,PendingActCarryOut"
                + "&objects="
                + vera.path("objectId").asText());
    assertThat(recorded.path("records").size()).isEqualTo(4);
  }
}
