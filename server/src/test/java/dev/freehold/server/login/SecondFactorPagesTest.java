package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.testing.TestAuthenticator;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SecondFactorSignIn;
import dev.freehold.server.testing.SecondFactorSignIn.Device;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Second factors over HTTPS")
class SecondFactorPagesTest {

  private static final String MARTA = "marta@contoso.example";
  private static final String OTTO = "otto@contoso.example";
  private static final String PASSWORD = "four plain words & one";
  private static final String RULE = "/api/v1/second-factor";

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private TestTenant tenant;
  private Browser browser;
  private SecondFactorSignIn page;
  private TestAuthenticator key;
  private List<String> codes;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), clock, Map.of());
    tenant = TestTenant.create(server, "contoso");
    browser = new Browser(server.clientTls());
    page = new SecondFactorSignIn(server);
    key = new TestAuthenticator(server.apiUri().toString());
    TestTenant.person(server, tenant.client(), MARTA, "Marta Lind", PASSWORD, "GLOBAL_ADMIN");
    TestTenant.person(server, tenant.client(), OTTO, "Otto Lund", PASSWORD, "AUDITOR");
  }

  @AfterAll
  void stop() {
    browser.close();
    tenant.close();
    server.close();
  }

  private HttpResponse<String> password(String name) throws Exception {
    return password(name, ApiAudience.SCOPE);
  }

  private HttpResponse<String> password(String name, String scope) throws Exception {
    return browser.post(
        server.apiUri() + "/organizations/oauth2/v2.0/token",
        Map.of(
            "grant_type",
            "password",
            "username",
            name,
            "password",
            PASSWORD,
            "scope",
            scope + " offline_access"));
  }

  private HttpResponse<String> call(String method, String path, String token, Object body)
      throws Exception {
    return browser.call(method, server.apiUri() + path, token, body);
  }

  @Test
  @Order(1)
  @DisplayName("cannot be required by somebody who has none")
  void without() throws Exception {
    String token = Browser.json(password(MARTA)).path("access_token").asText();
    HttpResponse<String> refused = call("PUT", RULE, token, Map.of("required", true));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.json(refused).path("code").asText()).isEqualTo("second-factor-needed");
  }

  @Test
  @Order(2)
  @DisplayName("are made over the API, are asked for at every door, and are in the token")
  void made() throws Exception {
    JsonNode first = Browser.json(password(MARTA));
    String token = first.path("access_token").asText();
    JsonNode offer = Browser.json(call("POST", "/api/v1/me/passkeys/begin", token, Map.of()));
    Map<String, String> wanted =
        Map.of(
            "ticket", offer.path("ticket").asText(),
            "name", "Blue key",
            "credential", key.create(offer.path("options").asText()));
    assertThat(call("POST", "/api/v1/me/passkeys", token, wanted).statusCode()).isEqualTo(201);

    JsonNode refused = Browser.json(password(MARTA));
    assertThat(refused.path("error").asText()).isEqualTo("invalid_grant");
    assertThat(refused.path("suberror").asText()).isEqualTo("basic_action");
    assertThat(refused.path("error_codes").get(0).asInt()).isEqualTo(50076);
    HttpResponse<String> refreshed =
        browser.post(
            server.apiUri() + "/organizations/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asText(),
                "scope",
                ApiAudience.SCOPE));
    assertThat(refreshed.statusCode()).isEqualTo(400);
    assertStepUp(call("POST", "/api/v1/me/recovery-codes", token, Map.of()));

    String strong = page.token(MARTA, PASSWORD, key);
    assertThat(SignedJWT.parse(strong).getJWTClaimsSet().getStringListClaim("amr"))
        .containsExactly("pwd", "mfa");
    JsonNode made = Browser.json(call("POST", "/api/v1/me/recovery-codes", strong, Map.of()));
    assertThat(made.path("codes")).hasSize(10);
    codes = List.of(made.path("codes").get(0).asText(), made.path("codes").get(1).asText());
  }

  private static void assertStepUp(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(Browser.json(answer).path("code").asText()).isEqualTo("step-up-needed");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"insufficient_user_authentication\", max_age=600");
  }

  @Test
  @Order(3)
  @DisplayName("have a page with one script of ours, and codes that work without it, once")
  void page() throws Exception {
    Device device = page.begin(browser);
    HttpResponse<String> asked = page.password(browser, device, MARTA, PASSWORD);
    assertThat(asked.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(asked.body())
        .contains("<script src=\"/login/passkey.js\" defer></script>", "data-passkey=\"get\"")
        .doesNotContain("onclick", "javascript:");
    HttpResponse<String> script = browser.get(server.apiUri() + "/login/passkey.js");
    assertThat(script.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    assertThat(script.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(script.body()).contains("navigator.credentials.get");

    HttpResponse<String> done =
        page.answer(browser, device, asked.body(), "recover", "recovery", codes.getFirst());
    assertThat(done.body()).contains("You are signed in");
    Device next = page.begin(browser);
    String again = page.password(browser, next, MARTA, PASSWORD).body();
    HttpResponse<String> wrong =
        page.answer(browser, next, again, "recover", "recovery", codes.getFirst());
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("That was not right");
    assertThat(page.answer(browser, next, again, "recover", "recovery", codes.getLast()).body())
        .as("the ticket of the first answer")
        .contains("Show your password once more");
    assertThat(
            page.answer(browser, next, wrong.body(), "recover", "recovery", codes.getLast()).body())
        .contains("You are signed in");
  }

  @Test
  @Order(4)
  @DisplayName("that a tenant requires are made after the password, and the last one stays")
  void required() throws Exception {
    String strong = page.token(MARTA, PASSWORD, key);
    JsonNode signedIn = Browser.json(password(OTTO));
    String weak = signedIn.path("refresh_token").asText();
    String forVaults =
        Browser.json(password(OTTO, server.vaults().managementResource() + "/.default"))
            .path("access_token")
            .asText();
    assertThat(call("PUT", RULE, strong, Map.of("required", true)).statusCode()).isEqualTo(200);
    assertStepUp(call("GET", "/api/v1/me", signedIn.path("access_token").asText(), null));
    assertThat(subscriptions(forVaults)).as("vaults").isEqualTo(401);
    assertThat(Browser.json(password(OTTO)).path("error_codes").get(0).asInt()).isEqualTo(50076);
    HttpResponse<String> refreshed =
        browser.post(
            server.apiUri() + "/organizations/oauth2/v2.0/token",
            Map.of(
                "grant_type", "refresh_token", "refresh_token", weak, "scope", ApiAudience.SCOPE));
    assertThat(refreshed.statusCode()).isEqualTo(400);
    assertThat(tenant.client().get("/api/v1/second-factor").path("required").asBoolean())
        .as("programs go on")
        .isTrue();

    TestAuthenticator ottos = new TestAuthenticator(server.apiUri().toString());
    Device device = page.begin(browser);
    String asked = page.password(browser, device, OTTO, PASSWORD).body();
    assertThat(asked).contains("Your organisation requires", "data-passkey=\"create\"");
    String shown =
        page.answer(
                browser,
                device,
                asked,
                "register",
                "name",
                "Phone",
                "credential",
                ottos.create(SecondFactorSignIn.options(asked)))
            .body();
    assertThat(
            Pattern.compile("<code>([a-z-]+)</code>")
                .matcher(shown)
                .results()
                .map(MatchResult::group))
        .hasSize(10);
    assertThat(page.answer(browser, device, shown, "go-on").body()).contains("You are signed in");
    assertThat(page.tokens(browser, device).path("access_token").asText()).isNotEmpty();
    String token = page.token(OTTO, PASSWORD, ottos);
    String way =
        Browser.json(call("GET", "/api/v1/me/passkeys", token, null))
            .path("passkeys")
            .get(0)
            .path("id")
            .asText();
    HttpResponse<String> last = call("DELETE", "/api/v1/me/passkeys/" + way, token, null);
    assertThat(Browser.json(last).path("code").asText()).isEqualTo("last-passkey");
    assertThat(call("DELETE", "/api/v1/me/ways-in/" + way, token, null).statusCode())
        .isEqualTo(409);

    assertThat(call("PUT", RULE, strong, Map.of("required", false)).statusCode()).isEqualTo(200);
    assertThat(call("DELETE", "/api/v1/me/passkeys/" + way, token, null).statusCode())
        .isEqualTo(204);
    assertThat(password(OTTO).statusCode()).isEqualTo(200);
  }

  private int subscriptions(String token) throws Exception {
    String path = "/subscriptions?api-version=2022-12-01";
    return browser
        .call("GET", server.vaults().managementResource() + path, token, null)
        .statusCode();
  }

  @Test
  @Order(5)
  @DisplayName("have to be fresh for what destroys or grants, ten minutes at most")
  void fresh() throws Exception {
    String strong = page.token(MARTA, PASSWORD, key);
    Map<String, String> reset = Map.of("password", "another first password");
    clock.shift(Duration.ofMinutes(9));
    String path = "/api/v1/users/" + OTTO + "/password";
    assertThat(call("PUT", path, strong, reset).statusCode()).isEqualTo(200);
    clock.shift(Duration.ofMinutes(11));
    assertStepUp(call("PUT", path, strong, reset));
    assertStepUp(call("DELETE", "/api/v1/users/" + OTTO, strong, null));
    assertThat(call("GET", "/api/v1/users/" + OTTO, strong, null).statusCode()).isEqualTo(200);
    assertThat(Optional.of(tenant.client().put(path, reset))).as("a program").isPresent();
    clock.shift(Duration.ZERO);
  }
}
