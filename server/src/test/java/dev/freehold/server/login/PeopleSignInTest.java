package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("People who sign in")
class PeopleSignInTest {

  private static final String NAME = "marta@meadow.example";
  private static final String PASSWORD = "four plain words & one";
  private static final String API = ApiAudience.SCOPE;
  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private Browser browser;
  private BareTenant tenant;
  private String other;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), clock, Map.of());
    browser = new Browser(server.clientTls());
    tenant = BareTenant.create(server, "meadow");
    try (BareTenant harbour = BareTenant.create(server, "harbour")) {
      other = harbour.id();
    }
    TestTenant.person(server, tenant.client(), NAME, "Marta Lind", PASSWORD, "AUDITOR");
  }

  @AfterAll
  void stop() {
    tenant.close();
    browser.close();
    server.close();
  }

  private String login(String host) {
    return host.equals("api") ? server.apiUri().toString() : server.vaults().loginUri().toString();
  }

  private HttpResponse<String> token(String host, String realm, Map<String, String> fields)
      throws Exception {
    return browser.post(login(host) + "/" + realm + "/oauth2/v2.0/token", fields);
  }

  private static Map<String, String> password(String name, String password, String scope) {
    return Map.of("grant_type", "password", "username", name, "password", password, "scope", scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "vaults"})
  @DisplayName("get a token for their password, at the API's and at the vaults' host")
  void byPassword(String host) throws Exception {
    for (String realm : List.of(tenant.id(), "meadow", "common", "organizations")) {
      HttpResponse<String> reply =
          token(host, realm, password("Marta@meadow.EXAMPLE", PASSWORD, API));
      assertThat(reply.statusCode()).as(realm).isEqualTo(200);
      JsonNode json = Browser.json(reply);
      assertThat(json.has("refresh_token")).isFalse();
      assertThat(json.has("id_token")).isFalse();
      JsonNode info =
          Json.MAPPER.readTree(
              new String(
                  Base64.getUrlDecoder().decode(json.path("client_info").asText()),
                  StandardCharsets.UTF_8));
      assertThat(info.path("utid").asText()).isEqualTo(tenant.id());
      assertThat(
              SignedJWT.parse(json.path("access_token").asText())
                  .getJWTClaimsSet()
                  .getStringClaim("upn"))
          .isEqualTo(NAME);
    }
  }

  @Test
  @DisplayName("are refused alike for a wrong password, a wrong name and another tenant")
  void refused() throws Exception {
    Map<String, String> right = password(NAME, PASSWORD, API);
    List<HttpResponse<String>> replies =
        List.of(
            token("api", tenant.id(), password(NAME, PASSWORD + "x", API)),
            token("api", tenant.id(), password("nobody@meadow.example", PASSWORD, API)),
            token("api", other, right),
            token("api", "nowhere", right));
    for (HttpResponse<String> reply : replies) {
      assertThat(reply.statusCode()).isEqualTo(400);
      JsonNode json = Browser.json(reply);
      assertThat(json.path("error").asText()).isEqualTo("invalid_grant");
      assertThat(json.path("error_description").asText()).startsWith("AADSTS50126:");
      assertThat(reply.body()).doesNotContain(PASSWORD, NAME);
    }
    Map<String, String> without = new HashMap<>(right);
    without.remove("password");
    assertThat(Browser.json(token("api", tenant.id(), without)).path("error").asText())
        .isEqualTo("invalid_request");
    assertThat(
            Browser.json(token("api", tenant.id(), password(NAME, PASSWORD, "openid")))
                .path("error")
                .asText())
        .isEqualTo("invalid_scope");
  }

  @Test
  @DisplayName("refresh for the vaults what they began for the API, each token once")
  void refreshed() throws Exception {
    JsonNode first =
        Browser.json(
            token("api", tenant.id(), password(NAME, PASSWORD, API + " offline_access openid")));
    assertThat(first.path("id_token").asText()).isNotEmpty();
    Map<String, String> refresh =
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            first.path("refresh_token").asText(),
            "scope",
            server.vaults().resource() + "/.default");
    JsonNode second = Browser.json(token("vaults", "common", refresh));
    assertThat(second.path("refresh_token").asText())
        .isNotEmpty()
        .isNotEqualTo(first.path("refresh_token").asText());
    HttpResponse<String> vault =
        browser.call(
            "GET",
            server.vaults().vaultUri("nowhere") + "/keys?api-version=7.4",
            second.path("access_token").asText(),
            null);
    assertThat(vault.statusCode()).as("%s", vault.body()).isNotIn(401, 500);
    HttpResponse<String> again = token("api", tenant.id(), refresh);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(Browser.json(again).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("manage vaults with the token of the management plane")
  void management() throws Exception {
    String resource = server.vaults().managementResource();
    String issued =
        Browser.json(token("api", tenant.id(), password(NAME, PASSWORD, resource + "/.default")))
            .path("access_token")
            .asText();
    HttpResponse<String> subscriptions =
        browser.call("GET", resource + "/subscriptions?api-version=2022-12-01", issued, null);
    assertThat(subscriptions.statusCode()).as(subscriptions.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "vaults"})
  @DisplayName("sign in for a device on its page, which goes on with a token")
  void forDevice(String host) throws Exception {
    JsonNode device = device(host, tenant.id());
    String page = device.path("verification_uri").asText();
    // Passkeys are good at one host, which is the service's own.
    assertThat(page).isEqualTo(login("api") + "/devicelogin");
    assertThat(device.path("expires_in").asInt()).isEqualTo(900);
    assertThat(device.path("interval").asInt()).isEqualTo(5);
    assertThat(device.path("message").asText()).contains(page, device.path("user_code").asText());
    assertThat(poll(host, device)).isEqualTo("authorization_pending");
    assertThat(poll(host, device)).isEqualTo("slow_down");

    HttpResponse<String> first = browser.get(page);
    assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(first.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    String code = device.path("user_code").asText().toLowerCase(Locale.ROOT);
    HttpResponse<String> form = browser.post(page, Map.of("code", code, "action", "find"));
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("meadow-tool", "name=\"password\"");
    HttpResponse<String> wrong = browser.post(page, approval(code, "not the right one"));
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("role=\"alert\"").doesNotContain("not the right one");
    HttpResponse<String> done = browser.post(page, approval(code, PASSWORD));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("You are signed in");
    assertThat(browser.post(page, approval(code, PASSWORD)).statusCode()).isEqualTo(404);

    HttpResponse<String> signedIn = token(host, tenant.id(), question(device));
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    assertThat(Browser.json(signedIn).path("refresh_token").asText()).isNotEmpty();
    assertThat(poll(host, device)).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "vaults"})
  @DisplayName("choose a password on the page for devices where somebody else has made theirs")
  void firstPassword(String host) throws Exception {
    String name = "nils.%s@meadow.example".formatted(host);
    String first = "two geese, one fence";
    tenant
        .client()
        .post(
            "/api/v1/users",
            Map.of("userPrincipalName", name, "displayName", "Nils", "password", first));
    JsonNode device = device(host, tenant.id());
    String page = device.path("verification_uri").asText();
    String code = device.path("user_code").asText();
    Map<String, String> approval =
        Map.of("code", code, "action", "approve", "username", name, "password", first);
    HttpResponse<String> asked = browser.post(page, approval);
    assertThat(asked.statusCode()).isEqualTo(403);
    assertThat(asked.body()).contains("Choose your password", "name=\"newpassword\"");
    assertThat(poll(host, device)).isEqualTo("authorization_pending");

    Map<String, String> change = new HashMap<>(approval);
    change.put("action", "change");
    change.put("newpassword", "three geese, no fence");
    change.put("repeated", "three geese");
    HttpResponse<String> differ = browser.post(page, change);
    assertThat(differ.statusCode()).isEqualTo(400);
    assertThat(differ.body()).contains("differ").doesNotContain(first, "three geese");
    change.put("newpassword", first);
    change.put("repeated", first);
    assertThat(browser.post(page, change).body()).contains("Not changed");
    change.put("newpassword", "three geese, no fence");
    change.put("repeated", "three geese, no fence");
    assertThat(browser.post(page, change).body()).contains("You are signed in");
    HttpResponse<String> signedIn = token(host, tenant.id(), question(device));
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    assertThat(token(host, tenant.id(), password(name, first, API)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "vaults"})
  @DisplayName("are not led to the second page by a form on another site")
  void fromElsewhere(String host) throws Exception {
    JsonNode device = device(host, tenant.id());
    String page = device.path("verification_uri").asText();
    Map<String, String> find = Map.of("code", device.path("user_code").asText(), "action", "find");
    String evil = "https://evil.example";
    for (Map<String, String> headers :
        List.of(
            Map.of("Origin", evil, "Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", login("api"), "Sec-Fetch-Site", "same-site"),
            Map.of("Origin", evil),
            Map.of("Origin", evil, "Sec-Fetch-Site", "same-origin"),
            Map.of("Origin", "null"))) {
      HttpResponse<String> reply = browser.post(page, find, headers);
      assertThat(reply.statusCode()).as(headers.toString()).isEqualTo(403);
      assertThat(reply.body())
          .contains("name=\"code\"")
          .doesNotContain("name=\"password\"", find.get("code"));
    }
    for (Map<String, String> headers :
        List.of(
            Map.of("Origin", login("api")),
            Map.of("Origin", login("api"), "Sec-Fetch-Site", "same-origin"),
            Map.of("Origin", "null", "Sec-Fetch-Site", "same-origin"),
            Map.of("Sec-Fetch-Site", "none"))) {
      assertThat(browser.post(page, find, headers).statusCode())
          .as(headers.toString())
          .isEqualTo(200);
    }
    assertThat(browser.get(page).headers().firstValue("Referrer-Policy")).contains("same-origin");
  }

  @Test
  @DisplayName("decline on the page, type codes wrong, and come too late")
  void notForDevice() throws Exception {
    String page = server.apiUri() + "/devicelogin";
    JsonNode device = device("api", "common");
    String code = device.path("user_code").asText();
    assertThat(browser.post(page, Map.of("code", "BBBBBBBB")).statusCode()).isEqualTo(404);
    assertThat(browser.post(page, Map.of("code", "<b>")).statusCode()).isEqualTo(400);
    assertThat(browser.post(page, Map.of()).statusCode()).isEqualTo(400);
    assertThat(browser.post(page, Map.of("code", code, "action", "decline")).body())
        .contains("Declined");
    assertThat(poll("api", device)).isEqualTo("authorization_declined");

    JsonNode late = device("api", "common");
    clock.shift(CustodyLimits.DEVICE_CODE_LIFETIME);
    assertThat(poll("api", late)).isEqualTo("expired_token");
    clock.shift(Duration.ZERO);
  }

  @Test
  @DisplayName("are in the discovery documents, and the server says where everything is")
  void documents() throws Exception {
    JsonNode discovery =
        Browser.json(
            browser.get(server.apiUri() + "/common/v2.0/.well-known/openid-configuration"));
    assertThat(discovery.path("grant_types_supported").toString())
        .contains("client_credentials", "password", DEVICE_CODE, "refresh_token");
    assertThat(discovery.path("device_authorization_endpoint").asText())
        .isEqualTo(server.apiUri() + "/common/oauth2/v2.0/devicecode");

    String api = server.apiUri().toString();
    for (String at : List.of(api, login("vaults"))) {
      JsonNode addresses = Browser.json(browser.get(at + "/.well-known/freehold"));
      assertThat(addresses.path("authority").asText()).isEqualTo(api);
      assertThat(addresses.path("api").asText()).isEqualTo(api);
      assertThat(addresses.path("graph").asText()).isEqualTo(api + "/graph");
      assertThat(addresses.path("apiAudience").asText()).isEqualTo(ApiAudience.RESOURCE);
      assertThat(addresses.path("management").asText())
          .isEqualTo(server.vaults().managementResource());
      assertThat("https://" + addresses.path("vaultSuffix").asText())
          .isEqualTo(server.vaults().resource());
    }
    JsonNode ofVaults =
        Browser.json(browser.get(server.vaults().managementResource() + "/.well-known/freehold"));
    assertThat(ofVaults.path("authority").asText()).isEqualTo(login("vaults"));
    assertThat(ofVaults.has("api")).isFalse();
    String byAddress = api.replaceFirst("//[^:]+", "//127.0.0.1");
    assertThat(Browser.json(browser.get(byAddress + "/.well-known/freehold")).path("api").asText())
        .isEqualTo(byAddress);
  }

  private JsonNode device(String host, String realm) throws Exception {
    HttpResponse<String> reply =
        browser.post(
            login(host) + "/" + realm + "/oauth2/v2.0/devicecode",
            Map.of("client_id", "meadow-tool", "scope", API + " offline_access"));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Browser.json(reply);
  }

  private String poll(String host, JsonNode device) throws Exception {
    HttpResponse<String> reply = token(host, "common", question(device));
    assertThat(reply.statusCode()).isEqualTo(400);
    return Browser.json(reply).path("error").asText();
  }

  private static Map<String, String> question(JsonNode device) {
    return Map.of("grant_type", DEVICE_CODE, "device_code", device.path("device_code").asText());
  }

  private static Map<String, String> approval(String code, String password) {
    return Map.of("code", code, "action", "approve", "username", NAME, "password", password);
  }
}
