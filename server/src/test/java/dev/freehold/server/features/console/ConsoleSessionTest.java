package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.console.Console;
import dev.freehold.console.screen.PageArea.ScreenRoute;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Sessions of the console")
class ConsoleSessionTest {

  private static final String NAME = "tove@orchard.example";
  private static final String PASSWORD = "apples in a wooden crate & one";
  private static final String SESSION = "__Host-freehold-session";
  private static final String SIGN_IN = "__Host-freehold-sign-in";

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private BareTenant tenant;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), clock, Map.of());
    tenant = BareTenant.create(server, "orchard");
    TestTenant.person(server, tenant.client(), NAME, "Tove <Holm>", PASSWORD, "AUDITOR");
  }

  @AfterAll
  void stop() {
    tenant.close();
    server.close();
  }

  private ConsoleVisitor signedIn(String page) throws Exception {
    ConsoleVisitor visitor = new ConsoleVisitor(server);
    HttpResponse<String> shown = visitor.signIn(page, NAME, PASSWORD);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.uri().getPath()).isEqualTo(page);
    return visitor;
  }

  private static void assertAsksToSignIn(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith("/console/sign-in");
  }

  @Test
  @DisplayName("begin by signing in at the issuer, and show then the page that was asked for")
  void journey() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      assertAsksToSignIn(visitor.get("/console/policies"));
      HttpResponse<String> page = visitor.signIn("/console/policies", NAME, PASSWORD);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.uri().getPath()).isEqualTo("/console/policies");
      assertThat(page.body()).contains("Tove &lt;Holm&gt;", "orchard", "Mailbox policies");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(visitor.cookies()).containsKey(SESSION);
      assertThat(page.body()).doesNotContain(visitor.cookies().get(SESSION));
    }
  }

  @Test
  @DisplayName("send a script that exchanges pages to sign in as a whole page")
  void script() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      HttpResponse<String> answer = visitor.get("/console/policies", "HX-Request", "true");
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("HX-Redirect").orElseThrow())
          .startsWith("/console/sign-in");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/consoleelsewhere",
        "/console/\r\nSet-Cookie: a=b",
        "/api/v1/me",
        "javascript:alert(1)"
      })
  @DisplayName("lead nowhere but to pages of the console")
  void redirects(String to) throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      HttpResponse<String> page =
          visitor.signIn("/console/sign-in?to=" + RequestUri.encode(to), NAME, PASSWORD);
      assertThat(page.uri().getPath()).isEqualTo("/console");
      assertThat(page.statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("begin only in the browser that asked for the sign-in, and with its code once")
  void otherBrowser() throws Exception {
    try (ConsoleVisitor thief = new ConsoleVisitor(server);
        ConsoleVisitor victim = new ConsoleVisitor(server)) {
      thief.follow(thief.get("/console"));
      String state = thief.cookies().get(SIGN_IN).split("[.]", -1)[0];
      victim.get("/console/sign-in");
      HttpResponse<String> planted =
          victim.get("/console/signed-in?code=" + "A".repeat(43) + "&state=" + state);
      assertThat(victim.location(planted)).endsWith("/console");
      assertThat(victim.cookies()).doesNotContainKey(SESSION);
      HttpResponse<String> alone =
          new ConsoleVisitor(server).get("/console/signed-in?code=x&state=" + state);
      assertThat(alone.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  @DisplayName("begin at the configured address, where a browser that came by another is sent")
  void otherName() throws Exception {
    URI byNumber = URI.create("https://127.0.0.1:" + server.apiUri().getPort());
    assertThat(byNumber).isNotEqualTo(server.apiUri());
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      HttpResponse<String> moved = visitor.get(byNumber + "/console/sign-in?to=%2Fconsole%2Fgeos");
      String there = visitor.location(moved);
      assertThat(there).startsWith(server.apiUri() + "/console/sign-in?to=%2Fconsole%2Fgeos&moved");
      assertThat(visitor.cookies()).isEmpty();
      assertThat(visitor.signIn(there, NAME, PASSWORD).uri())
          .isEqualTo(server.apiUri().resolve("/console/geos"));
      String once =
          visitor.location(visitor.get(byNumber + there.replaceFirst("https://[^/]*", "")));
      assertThat(URI.create(once).getPath()).endsWith("/oauth2/v2.0/authorize");
    }
  }

  @Test
  @DisplayName("end when their person signs in again in the same browser")
  void again() throws Exception {
    try (ConsoleVisitor visitor = signedIn("/console")) {
      String before = visitor.cookies().get(SESSION);
      visitor.signIn("/console/sign-in", NAME, PASSWORD);
      String after = visitor.cookies().put(SESSION, before);
      assertThat(after).isNotEqualTo(before);
      assertAsksToSignIn(visitor.get("/console"));
      visitor.cookies().put(SESSION, after);
      assertThat(visitor.get("/console").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("take forms of their own pages and of no other site")
  void forms() throws Exception {
    try (ConsoleVisitor visitor = signedIn("/console/me")) {
      String token = visitor.formToken();
      HttpResponse<String> foreign =
          visitor.post(
              "/console/me/sign-out",
              Map.of("form_token", token),
              Map.of("Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site"));
      assertThat(foreign.statusCode()).isEqualTo(403);
      HttpResponse<String> bare = visitor.post("/console/me/sign-out", Map.of(), Map.of());
      assertThat(bare.statusCode()).isEqualTo(403);
      try (ConsoleVisitor other = signedIn("/console/me")) {
        HttpResponse<String> others =
            visitor.post("/console/me/sign-out", Map.of("form_token", other.formToken()), Map.of());
        assertThat(others.statusCode()).isEqualTo(403);
      }
      assertThat(visitor.get("/console").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("take a file in a form of their own, in memory and within its bound")
  void files() throws Exception {
    String name = "uma@orchard.example";
    TestTenant.person(server, tenant.client(), name, "Uma", PASSWORD, "EXCHANGE_ADMIN");
    tenant.client().post("/api/v1/mailboxes", Map.of("address", "pear@orchard.example"));
    String page = "/console/mailboxes/policy/file";
    byte[] file = "EmailAddress\npear@orchard.example\n".getBytes(StandardCharsets.UTF_8);
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      visitor.signIn("/console/mailboxes", name, PASSWORD);
      Map<String, String> fields = Map.of("form_token", visitor.formToken(), "to", "none");
      HttpResponse<String> assigned = visitor.upload(page, fields, "between", file);
      assertThat(assigned.statusCode()).as(assigned.body()).isEqualTo(303);
      assertThat(assigned.headers().firstValue("Location").orElseThrow())
          .startsWith("/console/jobs/");
      HttpResponse<String> without = visitor.upload(page, Map.of("to", "none"), "between", file);
      assertThat(without.statusCode()).isEqualTo(403);
      assertThat(without.body()).contains("form-expired");
      HttpResponse<String> unknown =
          visitor.upload(
              page, fields, "between", "fig@orchard.example".getBytes(StandardCharsets.UTF_8));
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("<li>Line 1: fig@orchard.example</li>");
      assertThat(visitor.upload(page, fields, "other", file).statusCode()).isEqualTo(400);
      assertThat(visitor.upload(page, fields, "between", new byte[600 << 10]).statusCode())
          .isEqualTo(413);
      assertThat(visitor.get("/console/mailboxes").statusCode()).isEqualTo(200);
    }
    try (ConsoleVisitor stranger = new ConsoleVisitor(server)) {
      assertAsksToSignIn(stranger.upload(page, Map.of("to", "none"), "between", file));
    }
  }

  @Test
  @DisplayName("end when their person leaves, and the cookie that was is worth nothing")
  void signOut() throws Exception {
    try (ConsoleVisitor visitor = signedIn("/console")) {
      String session = visitor.cookies().get(SESSION);
      assertAsksToSignIn(visitor.submit("/console/sign-out", Map.of()));
      assertThat(visitor.cookies()).doesNotContainKey(SESSION);
      visitor.cookies().put(SESSION, session);
      assertAsksToSignIn(visitor.get("/console"));
    }
  }

  @Test
  @DisplayName("end all at once when their person signs out everywhere")
  void everywhere() throws Exception {
    try (ConsoleVisitor one = signedIn("/console");
        ConsoleVisitor other = signedIn("/console")) {
      one.submit("/console/me/sign-out", Map.of());
      assertAsksToSignIn(other.get("/console"));
    }
  }

  @Test
  @DisplayName("end after half an hour without use")
  void idle() throws Exception {
    String name = "idle@orchard.example";
    TestTenant.person(server, tenant.client(), name, "Idle", PASSWORD, "AUDITOR");
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      visitor.signIn("/console", name, PASSWORD);
      clock.advance(CustodyLimits.BROWSER_SESSION_IDLE.plusSeconds(60));
      assertAsksToSignIn(visitor.get("/console"));
    }
  }

  @Test
  @DisplayName("do what their person may do now: a role that was taken opens nothing any more")
  void demoted() throws Exception {
    String name = "ex@orchard.example";
    UUID person = TestTenant.person(server, tenant.client(), name, "Ex", PASSWORD, "GLOBAL_ADMIN");
    String path = "/api/v1/users/" + person;
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      assertThat(visitor.signIn("/console/policies", name, PASSWORD).body()).contains("New policy");
      tenant.client().patch(path, Map.of("roles", List.of("AUDITOR")));
      assertThat(visitor.get("/console/policies").body()).doesNotContain("New policy");
      tenant.client().patch(path, Map.of("enabled", false));
      assertAsksToSignIn(visitor.get("/console/policies"));
    }
  }

  @Test
  @DisplayName("ask for a fresh sign-in before what destroys, and do nothing until then")
  void stepUp() throws Exception {
    String name = "careful@orchard.example";
    TestTenant.person(server, tenant.client(), name, "Careful", PASSWORD, "GLOBAL_ADMIN");
    String leaver = "leaver@orchard.example";
    UUID id = TestTenant.person(server, tenant.client(), leaver, "Leaver", PASSWORD, "AUDITOR");
    Map<String, String> form = Map.of("confirm", leaver);
    String act = "/console/users/" + id + "/delete";
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      visitor.signIn("/console", name, PASSWORD);
      clock.advance(CustodyLimits.FRESH_SIGN_IN_AGE.plusSeconds(60));
      HttpResponse<String> refused = visitor.submit(act, form);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("Sign in again", "step-up-needed");
      assertThat(tenant.client().get("/api/v1/users/" + id).path("enabled").asBoolean()).isTrue();
      visitor.signIn("/console/sign-in?to=%2Fconsole%2Fusers%2F" + id, name, PASSWORD);
      assertThat(visitor.submit(act, form).statusCode()).isEqualTo(303);
      assertThat(visitor.get("/console/users/" + id).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"OPERATOR"},
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("show somebody a page if and only if the API answers them at its resource")
  void roles(Role role) throws Exception {
    String name = role.name().toLowerCase(Locale.ROOT).replace("_", "-") + "@orchard.example";
    TestTenant.person(server, tenant.client(), name, "Somebody", PASSWORD, role.name());
    try (ConsoleVisitor visitor = new ConsoleVisitor(server);
        Browser api = new Browser(server.clientTls())) {
      String menu = visitor.signIn("/console", name, PASSWORD).body();
      String token = token(api, name);
      for (ScreenRoute screen : new Console().screens()) {
        int answered =
            api.call("GET", server.apiUri() + "/api/v1" + filled(screen.resource()), token, null)
                .statusCode();
        boolean isAllowed = answered != 403;
        int shown = visitor.get("/console" + filled(screen.path())).statusCode();
        assertThat(shown == 403)
            .as("%s for %s: the API says %d, the page %d", screen.path(), role, answered, shown)
            .isEqualTo(!isAllowed);
        if (menu.contains("href=\"/console" + screen.path() + "\" ")) {
          assertThat(isAllowed).as("menu line %s for %s", screen.path(), role).isTrue();
        }
      }
    }
  }

  private String token(Browser api, String name) throws Exception {
    HttpResponse<String> answer =
        api.post(
            server.apiUri() + "/" + tenant.id() + "/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "password",
                "username",
                name,
                "password",
                PASSWORD,
                "scope",
                ApiAudience.SCOPE));
    return Optional.of(Json.MAPPER.readTree(answer.body()).path("access_token").asText())
        .filter(token -> !token.isEmpty())
        .orElseThrow(() -> new AssertionError(answer.body()));
  }

  private static String filled(String path) {
    return path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
  }
}
