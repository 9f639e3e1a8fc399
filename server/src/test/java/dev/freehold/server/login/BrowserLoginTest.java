package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.tokens.CodeChallenge;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("People who sign in for a client that opens a browser")
class BrowserLoginTest {

  private static final String NAME = "tove@orchard.example";
  private static final String PASSWORD = "apples in a wooden crate & one";
  private static final String CLIENT = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
  private static final String BACK = "http://localhost:8400";
  private static final String VERIFIER = "a.verifier~of_43-characters.or.some.more.of.them";
  private static final String STATE = "st+te/= &\"<x>";
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private Browser browser;
  private BareTenant tenant;
  private String other;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), clock, Map.of());
    browser = new Browser(server.clientTls());
    tenant = BareTenant.create(server, "orchard");
    try (BareTenant harbour = BareTenant.create(server, "harbour")) {
      other = harbour.id();
    }
    TestTenant.person(server, tenant.client(), NAME, "Tove Holm", PASSWORD, "AUDITOR");
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

  private static Map<String, String> asked() {
    Map<String, String> asked = new HashMap<>();
    asked.put("client_id", CLIENT);
    asked.put("response_type", "code");
    asked.put("redirect_uri", BACK);
    asked.put("scope", ApiAudience.SCOPE + " openid profile offline_access");
    asked.put("state", STATE);
    asked.put("nonce", "n-0S6_WzA2Mj");
    asked.put("code_challenge", CodeChallenge.of(VERIFIER).orElseThrow().text());
    asked.put("code_challenge_method", "S256");
    asked.put("prompt", "select_account");
    return asked;
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> asked = asked();
    asked.put(name, value);
    return asked;
  }

  private static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + RequestUri.encode(field.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private HttpResponse<String> open(String page, Map<String, String> asked) throws Exception {
    return browser.get(page + query(asked));
  }

  private String page() {
    return server.apiUri() + "/organizations/oauth2/v2.0/authorize";
  }

  /** Sends the form of a page, as a browser does. */
  private HttpResponse<String> send(
      HttpResponse<String> shown, Map<String, String> typed, String action) throws Exception {
    return send(shown, typed, action, Map.of());
  }

  private HttpResponse<String> send(
      HttpResponse<String> shown,
      Map<String, String> typed,
      String action,
      Map<String, String> headers)
      throws Exception {
    Map<String, String> fields = hidden(shown.body());
    fields.putAll(typed);
    fields.put("action", action);
    Matcher to = ACTION.matcher(shown.body());
    assertThat(to.find()).as(shown.body()).isTrue();
    return browser.post(shown.uri().resolve(to.group(1)).toString(), fields, headers);
  }

  private static Map<String, String> hidden(String html) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = HIDDEN.matcher(html);
    while (field.find()) {
      fields.put(field.group(1), plain(field.group(2)));
    }
    return fields;
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static Map<String, String> typed(String password) {
    return Map.of("username", NAME, "password", password);
  }

  /** What a browser takes to the client. */
  private static FormBody answer(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(303);
    String location = reply.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(BACK + "?");
    return FormBody.parse(URI.create(location).getRawQuery());
  }

  private String code() throws Exception {
    return answer(send(open(page(), asked()), typed(PASSWORD), "signin"))
        .field("code")
        .orElseThrow();
  }

  private static Map<String, String> shown(String code) {
    Map<String, String> shown = new HashMap<>();
    shown.put("grant_type", "authorization_code");
    shown.put("code", code);
    shown.put("client_id", CLIENT);
    shown.put("redirect_uri", BACK);
    shown.put("code_verifier", VERIFIER);
    return shown;
  }

  private HttpResponse<String> token(Map<String, String> fields) throws Exception {
    return browser.post(server.apiUri() + "/" + tenant.id() + "/oauth2/v2.0/token", fields);
  }

  private void assertRefused(String error, Map<String, String> fields) throws Exception {
    HttpResponse<String> reply = token(fields);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(Browser.json(reply).path("error").asText()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({
    "api, /organizations/oauth2/v2.0/, /organizations/oauth2/v2.0/token, /{tenantid}/",
    "api, /orchard/oauth2/, /organizations/oauth2/v2.0/token, /TENANT/",
    "vaults, /TENANT/oauth2/v2.0/, /TENANT/oauth2/v2.0/token, /TENANT/",
    "vaults, /adfs/oauth2/, /adfs/oauth2/token, /adfs"
  })
  @DisplayName("get back to it with a code, for which it gets their tokens")
  void signIn(String host, String folder, String token, String issuer) throws Exception {
    HttpResponse<String> shown =
        open(login(host) + folder.replace("TENANT", tenant.id()) + "authorize", asked());
    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(shown.body()).contains(CLIENT, ApiAudience.RESOURCE, BACK).doesNotContain("<x>");
    assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' " + BACK + ";", "frame-ancestors 'none'");
    HttpResponse<String> wrong = send(shown, typed(PASSWORD + "x"), "signin");
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("value=\"" + NAME + "\"").doesNotContain(PASSWORD);
    HttpResponse<String> reply = send(wrong, typed(PASSWORD), "signin");
    assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
    FormBody answer = answer(reply);
    assertThat(answer.field("state")).contains(STATE);
    assertThat(answer.field("iss")).contains(login(host) + issuer.replace("TENANT", tenant.id()));

    HttpResponse<String> tokens =
        browser.post(
            login(host) + token.replace("TENANT", tenant.id()),
            shown(answer.field("code").orElseThrow()));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    JsonNode json = Browser.json(tokens);
    assertThat(json.path("refresh_token").asText()).isNotEmpty();
    assertThat(json.path("client_info").asText()).isNotEmpty();
    JWTClaimsSet id = SignedJWT.parse(json.path("id_token").asText()).getJWTClaimsSet();
    assertThat(id.getStringListClaim("amr")).containsExactly("pwd");
    assertThat(id.getAudience()).containsExactly(CLIENT);
    assertThat(id.getStringClaim("nonce")).isEqualTo("n-0S6_WzA2Mj");
    assertThat(id.getStringClaim("preferred_username")).isEqualTo(NAME);
    assertThat(id.getLongClaim("auth_time")).isPositive();
    if (host.equals("api")) {
      HttpResponse<String> ways =
          browser.call(
              "GET",
              server.apiUri() + "/api/v1/me/ways-in",
              json.path("access_token").asText(),
              null);
      assertThat(ways.statusCode()).as(ways.body()).isEqualTo(200);
      assertThat(ways.body()).contains(CLIENT);
    }
  }

  @Test
  @DisplayName("get the answer in a form if the client wants that")
  void formPost() throws Exception {
    HttpResponse<String> shown = open(page(), with("response_mode", "form_post"));
    HttpResponse<String> reply = send(shown, typed(PASSWORD), "signin");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("action=\"" + BACK + "\"");
    Map<String, String> fields = hidden(reply.body());
    assertThat(fields).containsEntry("state", STATE).containsKeys("code", "iss");
    assertThat(token(shown(fields.get("code"))).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("use a code once; another try ends what the first one got")
  void reused() throws Exception {
    String code = code();
    String refresh = Browser.json(token(shown(code))).path("refresh_token").asText();
    assertThat(refresh).isNotEmpty();
    assertRefused("invalid_grant", shown(code));
    assertRefused(
        "invalid_grant",
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            refresh,
            "client_id",
            CLIENT,
            "scope",
            ApiAudience.SCOPE));
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, another.verifier~of_43-characters.or.some.more",
    "code_verifier, short",
    "client_id, 7d0c1f5b-93a4-4a8e-8f56-2b6d9c03e714",
    "client_id, 1950a258-227b-4e31-a9cf-717495945fc2",
    "redirect_uri, http://localhost:8401",
    "redirect_uri, http://localhost:8400/",
    "code, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "code, x"
  })
  @DisplayName("bring a code that is good for its client, address and verifier")
  void otherClient(String field, String value) throws Exception {
    Map<String, String> shown = shown(code());
    shown.put(field, value);
    assertRefused("invalid_grant", shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "client_id", "redirect_uri", "code_verifier"})
  @DisplayName("bring a code for which the client has to show everything")
  void incomplete(String field) throws Exception {
    String code = code();
    Map<String, String> shown = shown(code);
    shown.remove(field);
    assertRefused("invalid_request", shown);
    assertThat(token(shown(code)).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("bring a code that is good for 60 seconds, in its tenant")
  void late() throws Exception {
    String code = code();
    HttpResponse<String> elsewhere =
        browser.post(server.apiUri() + "/" + other + "/oauth2/v2.0/token", shown(code));
    assertThat(Browser.json(elsewhere).path("error").asText()).isEqualTo("invalid_grant");
    clock.shift(CustodyLimits.AUTHORIZATION_CODE_LIFETIME);
    assertRefused("invalid_grant", shown(code));
    clock.shift(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost.evil",
        "http://localhost@evil",
        "http://me:x@localhost:8400",
        "http://localhost:8400#x",
        "//localhost:8400",
        "https://evil.example/",
        ""
      })
  @DisplayName("are told if the answer would go to another address, and go nowhere")
  void openRedirect(String uri) throws Exception {
    assertLost(400, open(page(), with("redirect_uri", uri)));
    HttpResponse<String> shown = open(page(), asked());
    assertLost(
        400,
        send(shown, Map.of("username", NAME, "password", PASSWORD, "redirect_uri", uri), "signin"));
  }

  private static void assertLost(int status, HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains("Nobody can sign in here").doesNotContain("<form");
    assertThat(reply.headers().firstValue("Location")).isEmpty();
  }

  @Test
  @DisplayName("are told if the client or the organisation is none")
  void lost() throws Exception {
    assertLost(400, open(page(), with("client_id", "meadow-tool")));
    assertLost(400, open(page(), with("client_id", "")));
    assertLost(400, open(page(), Map.of()));
    assertLost(400, open(page(), with("client_id", PublicClient.CONSOLE_APP_ID.toString())));
    String nowhere = server.apiUri() + "/" + UUID.randomUUID() + "/oauth2/v2.0/authorize";
    assertLost(400, open(nowhere, asked()));
    assertLost(400, open(server.apiUri() + "/%3Cb%3E/oauth2/v2.0/authorize", asked()));
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, code id_token, unsupported_response_type",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "scope, openid, invalid_scope",
    "prompt, none, login_required",
    "prompt, other, invalid_request",
    "response_mode, fragment, invalid_request",
    "request, eyJ, request_not_supported",
    "request_uri, https://evil.example, request_uri_not_supported"
  })
  @DisplayName("go back to a client that asks wrongly, with the error")
  void refused(String field, String value, String error) throws Exception {
    FormBody answer = answer(open(page(), with(field, value)));
    assertThat(answer.field("error")).contains(error);
    assertThat(answer.field("error_description").orElseThrow()).isNotEmpty();
    assertThat(answer.field("state")).contains(STATE);
    assertThat(answer.field("iss")).contains(server.apiUri() + "/{tenantid}/");
    assertThat(answer.field("code")).isEmpty();
  }

  @Test
  @DisplayName("go back to a client whose parameters are too long, or that sends no challenge")
  void bounds() throws Exception {
    for (Map<String, String> asked :
        List.of(
            with("state", "s".repeat(2049)), with("nonce", "n".repeat(257)), with("nonce", "ä"))) {
      assertThat(answer(open(page(), asked)).field("error")).contains("invalid_request");
    }
    Map<String, String> without = asked();
    without.remove("code_challenge");
    without.remove("code_challenge_method");
    assertThat(answer(open(page(), without)).field("error")).contains("invalid_request");
    HttpResponse<String> shown = open(page(), asked());
    assertThat(
            answer(
                    send(
                        shown,
                        Map.of("username", NAME, "password", PASSWORD, "nonce", "n".repeat(257)),
                        "signin"))
                .field("error"))
        .contains("invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "vaults"})
  @DisplayName("are refused if a parameter comes twice")
  void twice(String host) throws Exception {
    String at = login(host) + "/organizations/oauth2/v2.0/authorize";
    assertThat(browser.get(at + query(asked()) + "&state=other").statusCode()).isEqualTo(400);
    Map<String, String> typed = asked();
    typed.putAll(typed(PASSWORD));
    typed.put("action", "signin");
    typed.put("redirect_uri=" + RequestUri.encode("http://localhost:1") + "&scope", "x");
    HttpResponse<String> reply = browser.post(at, typed);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(reply.headers().firstValue("Location")).isEmpty();
  }

  @Test
  @DisplayName("cancel, and the client is told")
  void cancelled() throws Exception {
    FormBody answer = answer(send(open(page(), asked()), Map.of(), "cancel"));
    assertThat(answer.field("error")).contains("access_denied");
    assertThat(answer.field("state")).contains(STATE);
  }

  @Test
  @DisplayName("are refused if the form was on another site")
  void crossSite() throws Exception {
    HttpResponse<String> shown = open(page(), asked());
    for (Map<String, String> headers :
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site", "Origin", server.apiUri().toString()))) {
      assertLost(403, send(shown, typed(PASSWORD), "signin", headers));
    }
    Map<String, String> own =
        Map.of("Sec-Fetch-Site", "same-origin", "Origin", server.apiUri().toString());
    answer(send(shown, typed(PASSWORD), "signin", own));
  }

  @Test
  @DisplayName("come with GET and HEAD, and send the form with POST, and nothing else")
  void methods() throws Exception {
    assertThat(browser.call("HEAD", page() + query(asked()), "none", null).statusCode())
        .isEqualTo(200);
    for (String method : List.of("PUT", "DELETE", "PATCH")) {
      assertThat(browser.call(method, page() + query(asked()), "none", null).statusCode())
          .as(method)
          .isIn(404, 405);
    }
  }

  @Test
  @DisplayName("choose a password of their own first if somebody else has made theirs")
  void firstPassword() throws Exception {
    String name = "liv@orchard.example";
    String given =
        tenant
            .client()
            .post(
                "/api/v1/users",
                Map.of(
                    "userPrincipalName", name, "displayName", "Liv", "roles", List.of("AUDITOR")))
            .path("password")
            .asText();
    HttpResponse<String> shown = open(page(), with("login_hint", name));
    assertThat(shown.body()).contains("value=\"" + name + "\"");
    HttpResponse<String> change =
        send(shown, Map.of("username", name, "password", given), "signin");
    assertThat(change.statusCode()).isEqualTo(403);
    assertThat(change.body()).contains("newpassword");
    String wanted = "pears on the kitchen table";
    Map<String, String> typed =
        new HashMap<>(
            Map.of("username", name, "password", given, "newpassword", wanted, "repeated", "x"));
    HttpResponse<String> differ = send(change, typed, "change");
    assertThat(differ.statusCode()).isEqualTo(400);
    typed.put("repeated", wanted);
    String code = answer(send(differ, typed, "change")).field("code").orElseThrow();
    assertThat(token(shown(code)).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("are refused if they are disabled, or of another tenant")
  void disabled() throws Exception {
    String name = "odd@orchard.example";
    String password = "plums and a bowl of cream";
    TestTenant.person(server, tenant.client(), name, "Odd", password, "AUDITOR");
    Map<String, String> typed = Map.of("username", name, "password", password);
    HttpResponse<String> shown = open(page(), asked());
    String code = answer(send(shown, typed, "signin")).field("code").orElseThrow();
    tenant.client().patch("/api/v1/users/" + name, Map.of("enabled", false));
    assertThat(send(shown, typed, "signin").statusCode()).isEqualTo(403);
    assertRefused("invalid_grant", shown(code));
    HttpResponse<String> elsewhere =
        open(server.apiUri() + "/" + other + "/oauth2/v2.0/authorize", asked());
    assertThat(send(elsewhere, typed(PASSWORD), "signin").statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("sign in to the console, whose codes the token endpoint does not take")
  void console() throws Exception {
    String back = server.apiUri() + "/console/signed-in";
    String client = PublicClient.CONSOLE_APP_ID.toString();
    Map<String, String> asked = with("client_id", client);
    asked.put("redirect_uri", back);
    asked.put("scope", "openid");
    for (String host : List.of("api", "vaults")) {
      HttpResponse<String> shown =
          open(login(host) + "/organizations/oauth2/v2.0/authorize", asked);
      assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
      assertThat(shown.body()).contains("Freehold console", server.apiUri().toString());
      String location =
          send(shown, typed(PASSWORD), "signin").headers().firstValue("Location").orElseThrow();
      assertThat(location).startsWith(back + "?code=");
      Map<String, String> taken =
          shown(FormBody.parse(URI.create(location).getRawQuery()).field("code").orElseThrow());
      taken.put("client_id", client);
      taken.put("redirect_uri", back);
      assertRefused("invalid_grant", taken);
    }
  }

  @Test
  @DisplayName("find all of this in the discovery document")
  void discovery() throws Exception {
    for (String host : List.of("api", "vaults")) {
      JsonNode document =
          Browser.json(
              browser.get(login(host) + "/organizations/v2.0/.well-known/openid-configuration"));
      assertThat(document.path("authorization_endpoint").asText())
          .isEqualTo(login(host) + "/organizations/oauth2/v2.0/authorize");
      assertThat(document.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
      assertThat(document.path("response_modes_supported").toString())
          .isEqualTo("[\"query\",\"form_post\"]");
      assertThat(document.path("code_challenge_methods_supported").toString())
          .isEqualTo("[\"S256\"]");
      assertThat(document.path("authorization_response_iss_parameter_supported").asBoolean())
          .isTrue();
      assertThat(document.path("grant_types_supported").toString())
          .contains("\"authorization_code\"");
    }
  }
}
