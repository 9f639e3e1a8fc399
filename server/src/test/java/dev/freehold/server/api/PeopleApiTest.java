package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.TestServer;
import dev.freehold.web.http.RequestUri;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The people of a tenant")
class PeopleApiTest {

  private static final String USERS = "/api/v1/users";
  private static final String GRAPH = "/graph/v1.0";

  private FreeholdServer server;
  private Browser browser;
  private BareTenant meadow;
  private BareTenant harbour;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    browser = new Browser(server.clientTls());
    meadow = BareTenant.create(server, "meadow");
    harbour = BareTenant.create(server, "harbour");
  }

  @AfterAll
  void stop() {
    meadow.close();
    harbour.close();
    browser.close();
    server.close();
  }

  private JsonNode create(BareTenant tenant, String name, String displayName, String... roles)
      throws Exception {
    return tenant
        .client()
        .post(
            USERS,
            Map.of("userPrincipalName", name, "displayName", displayName, "roles", List.of(roles)));
  }

  private HttpResponse<String> call(BareTenant tenant, String method, String path, Object json)
      throws Exception {
    return browser.call(method, server.apiUri() + path, tenant.token(), json);
  }

  /** The person chooses a password instead of the one in the answer. */
  private void choose(String name, JsonNode made, String password) throws Exception {
    FirstPasswords.replace(
        server.clientTls(), server.apiUri(), name, made.path("password").asText(), password);
  }

  /** As Entra answers: the vendor's tools show the text. */
  private static void assertExpired(HttpResponse<String> refused) throws Exception {
    assertThat(refused.statusCode()).isEqualTo(400);
    JsonNode json = Browser.json(refused);
    assertThat(json.path("error").asText()).isEqualTo("invalid_grant");
    assertThat(json.path("suberror").asText()).isEqualTo("user_password_expired");
    assertThat(json.path("error_codes").toString()).isEqualTo("[50055]");
    assertThat(json.path("error_description").asText()).startsWith("AADSTS50055: ");
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
            ApiAudience.SCOPE + " offline_access"));
  }

  @Test
  @DisplayName("who own a subscription of vaults are vault administrators, asked before a purge")
  void owners() throws Exception {
    JsonNode made = create(meadow, "wren@meadow.example", "Wren", "GLOBAL_ADMIN");
    meadow
        .client()
        .post(
            "/api/v1/subscriptions",
            Map.of("displayName", "keys", "owners", List.of(made.path("objectId").asText())));
    assertThat(meadow.client().get(USERS + "/wren@meadow.example").path("roles").toString())
        .isEqualTo("[\"GLOBAL_ADMIN\",\"VAULT_ADMIN\"]");
    HttpResponse<String> alone = call(meadow, "DELETE", USERS + "/wren@meadow.example", null);
    assertThat(alone.statusCode()).isEqualTo(409);
    assertThat(Browser.json(alone).path("code").asText()).isEqualTo("second-person-needed");
  }

  @Test
  @DisplayName("are made, shown without passwords, listed in pages and deleted")
  void life() throws Exception {
    JsonNode made = create(meadow, "nora@meadow.example", "Nora", "EXCHANGE_ADMIN");
    assertThat(made.path("password").asText()).hasSizeGreaterThan(20);
    create(meadow, "Oda@meadow.example", "Oda");
    JsonNode seen = meadow.client().get(USERS + "/NORA@meadow.example");
    assertThat(seen.path("objectId")).isEqualTo(made.path("objectId"));
    assertThat(seen.path("roles").toString()).isEqualTo("[\"EXCHANGE_ADMIN\"]");
    assertThat(seen.has("password")).isFalse();
    assertThat(meadow.client().get(USERS + "/" + made.path("objectId").asText())).isEqualTo(seen);

    JsonNode page = meadow.client().get(USERS + "?max=1&after=nora@meadow.example").path("users");
    assertThat(page).hasSize(1);
    assertThat(page.get(0).path("userPrincipalName").asText()).isEqualTo("Oda@meadow.example");
    for (String bad : List.of("0", "1001", "x")) {
      assertThat(call(meadow, "GET", USERS + "?max=" + bad, null).statusCode()).isEqualTo(400);
    }

    assertThat(call(meadow, "DELETE", USERS + "/nora@meadow.example", null).statusCode())
        .isEqualTo(204);
    assertThat(call(meadow, "DELETE", USERS + "/nora@meadow.example", null).statusCode())
        .isEqualTo(404);
    assertThat(signIn("nora@meadow.example", made.path("password").asText()).statusCode())
        .isEqualTo(400);
  }

  @Test
  @DisplayName("are refused with a code that says what was wrong")
  void refused() throws Exception {
    create(harbour, "taken@shared.example", "Tor");
    assertProblem(409, "user-principal-name-taken", "Taken@shared.example", "Tor", null);
    assertProblem(400, "user-principal-name-invalid", "no name", "Tor", null);
    assertProblem(400, "name-invalid", "tor@meadow.example", "", null);
    assertProblem(400, "password-unacceptable", "tor@meadow.example", "Tor", "too short");
    assertThat(
            call(
                    meadow,
                    "POST",
                    USERS,
                    Map.of(
                        "userPrincipalName", "tor@meadow.example",
                        "displayName", "Tor",
                        "roles", List.of("OPERATOR")))
                .statusCode())
        .isEqualTo(400);
    assertThat(call(meadow, "POST", USERS, Map.of("displayName", "Tor")).statusCode())
        .isEqualTo(400);
  }

  private void assertProblem(
      int status, String code, String name, String displayName, String password) throws Exception {
    Map<String, String> wanted =
        password == null
            ? Map.of("userPrincipalName", name, "displayName", displayName)
            : Map.of("userPrincipalName", name, "displayName", displayName, "password", password);
    HttpResponse<String> response = call(meadow, "POST", USERS, wanted);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(Browser.json(response).path("code").asText()).isEqualTo(code);
    if (password != null) {
      assertThat(response.body()).doesNotContain(password);
    }
  }

  @Test
  @DisplayName("see who they are, and change their password, which ends their sign-ins")
  void themselves() throws Exception {
    String name = "pia@meadow.example";
    String password = "a kettle on the stove";
    choose(name, create(meadow, name, "Pia", "GLOBAL_ADMIN"), password);
    JsonNode tokens = Browser.json(signIn(name, password));
    String token = tokens.path("access_token").asText();
    JsonNode me = Browser.json(browser.call("GET", server.apiUri() + "/api/v1/me", token, null));
    assertThat(me.path("tenantName").asText()).isEqualTo("meadow");
    assertThat(me.path("kind").asText()).isEqualTo("user");
    assertThat(me.path("userPrincipalName").asText()).isEqualTo(name);
    assertThat(me.path("appId").asText()).isEqualTo(PublicClient.APP_ID.toString());
    assertThat(me.path("roles").toString()).isEqualTo("[\"GLOBAL_ADMIN\"]");

    String own = server.apiUri() + "/api/v1/me/password";
    Map<String, String> wrong =
        Map.of("currentPassword", password + "x", "newPassword", "a kettle on the moon");
    HttpResponse<String> refused = browser.call("PUT", own, token, wrong);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Browser.json(refused).path("code").asText()).isEqualTo("password-wrong");
    Map<String, String> right =
        Map.of("currentPassword", password, "newPassword", "a kettle on the moon");
    assertThat(browser.call("PUT", own, token, right).statusCode()).isEqualTo(204);
    assertThat(signIn(name, password).statusCode()).isEqualTo(400);
    assertThat(signIn(name, "a kettle on the moon").statusCode()).isEqualTo(200);
    HttpResponse<String> old =
        browser.post(
            server.apiUri() + "/common/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").asText(),
                "scope",
                ApiAudience.SCOPE));
    assertThat(old.statusCode()).isEqualTo(400);
    String self = server.apiUri() + USERS + "/" + name;
    assertThat(browser.call("DELETE", self, token, null).statusCode())
        .as("the token from before the change is worth nothing")
        .isEqualTo(401);
    String next = Browser.json(signIn(name, "a kettle on the moon")).path("access_token").asText();
    assertThat(browser.call("DELETE", self, next, null).statusCode())
        .as("nobody deletes themselves")
        .isEqualTo(400);
  }

  @Test
  @DisplayName("who are deleted make nobody and nothing with the token that they still have")
  void deletedAdministrator() throws Exception {
    String name = "vida@meadow.example";
    JsonNode made = create(meadow, name, "Vida", "GLOBAL_ADMIN");
    choose(name, made, "a ferry in the fog");
    String token = Browser.json(signIn(name, "a ferry in the fog")).path("access_token").asText();
    Map<String, Object> wanted =
        Map.of("displayName", "way back", "roles", List.of("GLOBAL_ADMIN"));
    assertThat(with(token, "POST", "/api/v1/applications", wanted)).isEqualTo(201);
    assertThat(call(meadow, "DELETE", USERS + "/" + name, null).statusCode()).isEqualTo(204);
    assertThat(with(token, "POST", "/api/v1/applications", wanted)).isEqualTo(401);
    Map<String, Object> person =
        Map.of(
            "userPrincipalName", "way.back@meadow.example",
            "displayName", "Way Back",
            "roles", List.of("GLOBAL_ADMIN"));
    assertThat(with(token, "POST", USERS, person)).isEqualTo(401);
    assertThat(with(token, "PUT", USERS + "/" + meadow.objectId() + "/password", Map.of()))
        .isEqualTo(401);
    String secret = "/api/v1/applications/" + meadow.connection().clientId() + "/secret";
    assertThat(with(token, "POST", secret, Map.of())).isEqualTo(401);
    assertThat(
            with(token, "DELETE", "/api/v1/applications/" + meadow.connection().clientId(), null))
        .isEqualTo(401);
    Map<String, Object> subscription =
        Map.of("displayName", "mine", "owners", List.of(made.path("objectId").asText()));
    assertThat(with(token, "POST", "/api/v1/subscriptions", subscription)).isEqualTo(401);
    Map<String, Object> key = Map.of("principal", meadow.objectId());
    assertThat(with(token, "POST", "/api/v1/access-keys", key)).isEqualTo(401);
  }

  private int with(String token, String method, String path, Object json) throws Exception {
    return browser.call(method, server.apiUri() + path, token, json).statusCode();
  }

  @Test
  @DisplayName("get another password from an administrator")
  void reset() throws Exception {
    String name = "rut@meadow.example";
    create(meadow, name, "Rut");
    JsonNode made = meadow.client().put(USERS + "/" + name + "/password", Map.of());
    assertExpired(signIn(name, made.path("password").asText()));
    choose(name, made, "a lamp in the rain");
    assertThat(signIn(name, "a lamp in the rain").statusCode()).isEqualTo(200);
    JsonNode given =
        meadow
            .client()
            .put(USERS + "/" + name + "/password", Map.of("password", "seven green bottles"));
    assertThat(given.has("password")).isFalse();
    assertExpired(signIn(name, "seven green bottles"));
  }

  @Test
  @DisplayName("and programs see who they are, and have no password")
  void programs() throws Exception {
    JsonNode me = meadow.client().get("/api/v1/me");
    assertThat(me.path("kind").asText()).isEqualTo("application");
    assertThat(me.path("objectId").asText()).isEqualTo(meadow.objectId());
    assertThat(me.path("appId").asText()).isEqualTo(meadow.connection().clientId());
    assertThat(me.has("userPrincipalName")).isFalse();
    HttpResponse<String> response =
        call(
            meadow,
            "PUT",
            "/api/v1/me/password",
            Map.of("currentPassword", "x", "newPassword", "a kettle on the moon"));
    assertThat(response.statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("are found in the form of Microsoft Graph, with programs and parts of the service")
  void graph() throws Exception {
    String id = create(meadow, "siv@meadow.example", "Siv").path("objectId").asText();
    JsonNode siv = meadow.client().get(GRAPH + "/users/Siv@meadow.example");
    assertThat(siv.path("id").asText()).isEqualTo(id);
    assertThat(siv.path("displayName").asText()).isEqualTo("Siv");
    assertThat(meadow.client().get(GRAPH + "/users/" + id)).isEqualTo(siv);

    JsonNode byId = programs(meadow, "appId eq '" + meadow.connection().clientId() + "'");
    assertThat(byId.path("value").get(0).path("id").asText()).isEqualTo(meadow.objectId());
    JsonNode byName = programs(meadow, "displayName eq 'Office 365 Exchange Online'");
    assertThat(byName.path("value")).hasSize(1);
    assertThat(programs(meadow, "displayName eq 'nobody''s'").path("value")).isEmpty();
    assertThat(programs(harbour, "appId eq '" + meadow.connection().clientId() + "'").path("value"))
        .isEmpty();
    HttpResponse<String> unknown =
        call(
            meadow,
            "GET",
            GRAPH + "/servicePrincipals?$filter=" + RequestUri.encode("id ge '1'"),
            null);
    assertThat(unknown.statusCode()).isEqualTo(400);

    Map<String, Object> ids =
        Map.of("ids", List.of(id, meadow.objectId(), UUID.randomUUID().toString(), "x"));
    JsonNode objects =
        meadow.client().post(GRAPH + "/directoryObjects/getByIds", ids).path("value");
    assertThat(objects).hasSize(2);
    assertThat(objects.findValuesAsText("@odata.type"))
        .containsExactly("#microsoft.graph.user", "#microsoft.graph.servicePrincipal");
    assertThat(objects.get(1).path("appId").asText()).isEqualTo(meadow.connection().clientId());
    assertThat(harbour.client().post(GRAPH + "/directoryObjects/getByIds", ids).path("value"))
        .isEmpty();
    HttpResponse<String> many =
        call(
            meadow,
            "POST",
            GRAPH + "/directoryObjects/getByIds",
            Map.of("ids", Collections.nCopies(101, id)));
    assertThat(many.statusCode()).isEqualTo(400);
  }

  private JsonNode programs(BareTenant tenant, String filter) throws Exception {
    return tenant.client().get(GRAPH + "/servicePrincipals?$filter=" + RequestUri.encode(filter));
  }

  @Test
  @DisplayName("of another tenant are not there in Graph, in Graph's own words")
  void otherTenant() throws Exception {
    String id = create(harbour, "ulf@harbour.example", "Ulf").path("objectId").asText();
    for (String path : List.of("ulf@harbour.example", id, UUID.randomUUID().toString(), "x")) {
      HttpResponse<String> response = call(meadow, "GET", GRAPH + "/users/" + path, null);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(Browser.json(response).path("error").path("code").asText())
          .isEqualTo("Request_ResourceNotFound");
    }
  }
}
