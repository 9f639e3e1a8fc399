package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.console.Console;
import dev.freehold.console.screen.PageArea.ActRoute;
import dev.freehold.console.screen.PageArea.FileRoute;
import dev.freehold.console.screen.PageArea.ScreenRoute;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.OperatorBrowser;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Operators at the console")
class OperatorConsoleTest {

  private static final String PAGE = "/console/operator-sign-in";
  private static final String SIGN_INS = "/api/v1/operator/sign-ins";
  private static final String SESSION = "__Host-freehold-session";
  private static final Map<String, String> SURE = Map.of("sure", "yes");
  private static final Pattern CODE = Pattern.compile("<strong>([A-Z]{4}-[A-Z]{4})</strong>");

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private final TestOperator rosa = new TestOperator("Rosa Feld");
  private final TestOperator leaver = new TestOperator("Leaver");
  private FreeholdServer server;
  private TestTenant contoso;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), clock, TestOperator.named(rosa, leaver));
    contoso = TestTenant.create(server, "contoso");
  }

  @AfterAll
  void stop() {
    contoso.close();
    server.close();
  }

  /** A client that gets a token of its own, as each command does. */
  private JsonNode as(Connection operator, String path, String code) throws IOException {
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      return client.post(path, Map.of("code", code));
    }
  }

  private Connection first() {
    return Connection.read(server.operatorConnection());
  }

  /** Signs in where the visitor was sent to sign in. */
  private HttpResponse<String> signIn(ConsoleVisitor visitor, Connection operator)
      throws Exception {
    as(operator, SIGN_INS + "/approve", code(visitor));
    return visitor.follow(visitor.post(PAGE, Map.of("action", "continue"), Map.of()));
  }

  private static String code(ConsoleVisitor visitor) throws Exception {
    String shown = visitor.follow(visitor.post(PAGE, Map.of("action", "show"), Map.of())).body();
    Matcher found = CODE.matcher(shown);
    assertThat(found.find()).as(shown).isTrue();
    assertThat(shown).contains("freehold operator sign-in " + found.group(1));
    return found.group(1);
  }

  private static void assertSignedOut(ConsoleVisitor visitor) throws Exception {
    assertThat(visitor.get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  @ResourceLock("java.lang.System.in")
  @DisplayName("sign in by a code that the command approves, and come to the page they asked for")
  void journey() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      HttpResponse<String> people = visitor.follow(visitor.get("/console/tenants"));
      assertThat(people.body()).contains(server.apiUri() + PAGE, "Sign in as an operator");
      String code = code(visitor);
      HttpResponse<String> early = visitor.post(PAGE, Map.of("action", "continue"), Map.of());
      assertThat(early.body()).contains("not approved yet", code);
      CommandRun approved = command(code, "yes\n");
      assertThat(approved.exitCode()).as(approved.err()).isZero();
      assertThat(approved.out())
          .contains("A browser at 127.0.0.1", "approved")
          .doesNotContain(code);

      HttpResponse<String> page =
          visitor.follow(visitor.post(PAGE, Map.of("action", "continue"), Map.of()));
      assertThat(page.uri().getPath()).isEqualTo("/console/tenants");
      assertThat(page.body()).contains("contoso", "Make a tenant");
      assertThat(visitor.get("/console/me").body())
          .contains("Client secret", "Browser")
          .doesNotContain("Recovery codes", "currentPassword", "Second factor");
      String session = visitor.cookies().get(SESSION);
      assertThat(visitor.post(PAGE, Map.of("action", "continue"), Map.of()).statusCode())
          .isEqualTo(400);
      assertThat(visitor.cookies()).containsEntry(SESSION, session);
    }
  }

  @Test
  @ResourceLock("java.lang.System.in")
  @DisplayName("say no to a code, or nothing, and the browser is told so")
  void declined() throws Exception {
    for (String answer : List.of("no\n", "", "ja\n")) {
      try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
        String code = code(visitor);
        assertThat(command(code, answer).out()).contains("declined");
        HttpResponse<String> told = visitor.post(PAGE, Map.of("action", "continue"), Map.of());
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(told.body()).contains("declined", "Show a code");
        assertThat(visitor.get(PAGE).body()).doesNotContain(code);
        assertThat(visitor.cookies()).doesNotContainKey(SESSION);
      }
    }
    CommandRun unknown = command("BBBB-BBBB", "yes\n");
    assertThat(unknown.exitCode()).isEqualTo(5);
    assertThat(unknown.err()).contains("no browser waits under this code");
  }

  private CommandRun command(String code, String answer) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      return CommandRun.of(
          "operator", "sign-in", code, "--connection", server.operatorConnection().toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  @DisplayName("sign in the browser that began, and no other")
  void otherBrowser() throws Exception {
    try (OperatorBrowser mine = new OperatorBrowser(server);
        OperatorBrowser others = new OperatorBrowser(server);
        ConsoleVisitor none = new ConsoleVisitor(server)) {
      String code = mine.code();
      others.code();
      as(first(), SIGN_INS + "/approve", code);
      assertThat(others.session()).isEmpty();
      assertThat(none.post(PAGE, Map.of("action", "continue"), Map.of()).statusCode())
          .isEqualTo(400);
      assertThat(mine.session()).isPresent();
      assertThat(mine.session()).isEmpty();
    }
  }

  @Test
  @DisplayName("take no forms of other sites, and show pages that no site can frame")
  void forms() throws Exception {
    try (OperatorBrowser browser = new OperatorBrowser(server);
        ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      for (String action : List.of("show", "continue")) {
        HttpResponse<String> foreign =
            browser.submit(
                action, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Set-Cookie")).isEmpty();
      }
      HttpResponse<String> page = visitor.get(PAGE);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  @DisplayName("are the operators: neither a tenant's program nor a session approves a code")
  void others() throws Exception {
    try (OperatorBrowser browser = new OperatorBrowser(server);
        ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      String code = browser.code();
      for (String path : List.of("", "/approve", "/decline")) {
        assertThatThrownBy(() -> as(contoso.administrator(), SIGN_INS + path, code))
            .isInstanceOfSatisfying(
                ApiRefusedException.class, refused -> assertThat(refused.status()).isEqualTo(403));
      }
      signIn(visitor, first());
      assertThat(visitor.submit("/console/operator/sign-ins/approve", Map.of("code", code)).body())
          .contains("There is no such page");
      assertThat(browser.session()).isEmpty();
    }
  }

  @Test
  @DisplayName("approve with a token that is newer than the code")
  void stale() throws Exception {
    try (ApiClient client = new ApiClient(rosa.connection(server), Clock.systemUTC());
        OperatorBrowser browser = new OperatorBrowser(server)) {
      client.get("/api/v1/me");
      clock.advance(Duration.ofSeconds(5));
      Map<String, String> typed = Map.of("code", browser.code());
      assertThat(client.post(SIGN_INS, typed).path("askedFrom").asText()).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> client.post(SIGN_INS + "/approve", typed))
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("sign-in-not-recent"));
      assertThat(browser.session()).isEmpty();
    }
  }

  @Test
  @DisplayName("sign in again before what grants, by another code")
  void stepUp() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      visitor.get("/console/sign-in");
      signIn(visitor, first());
      JsonNode asked;
      try (ApiClient client = new ApiClient(rosa.connection(server), Clock.systemUTC())) {
        asked =
            client.post(
                "/api/v1/operator/access-requests",
                Map.of(
                    "tenant", "contoso",
                    "mailbox", contoso.mailbox(),
                    "supportCase", "C-1",
                    "reason", "messages do not open",
                    "durationMinutes", 30));
      }
      String page = "/console/operator/access-requests/" + asked.path("id").asText();
      clock.advance(CustodyLimits.FRESH_SIGN_IN_AGE.plusSeconds(60));
      HttpResponse<String> refused = visitor.submit(page + "/approve", SURE);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("step-up-needed");
      String again = visitor.location(visitor.get("/console/sign-in?to=" + page));
      assertThat(again).endsWith(PAGE);
      assertThat(signIn(visitor, first()).uri().getPath()).isEqualTo(page);
      assertThat(visitor.submit(page + "/approve", SURE).statusCode()).isEqualTo(303);
      assertThat(visitor.get(page).body()).contains("Waits for the tenant", "Rosa Feld");
      assertThat(visitor.location(visitor.get("/console/sign-in?person=true")))
          .contains("/oauth2/v2.0/authorize");
    }
  }

  @Test
  @DisplayName("are signed out when their secret is replaced, and when another one deletes them")
  void ends() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server);
        ConsoleVisitor other = new ConsoleVisitor(server)) {
      visitor.get("/console/sign-in");
      Connection before = leaver.connection(server);
      signIn(visitor, before);
      Connection now;
      try (ApiClient client = new ApiClient(before, Clock.systemUTC())) {
        JsonNode made =
            client.post(
                "/api/v1/applications/%s/secret".formatted(leaver.clientId()),
                Map.of("overlapSeconds", 3600));
        now =
            new Connection(
                server.apiUri(),
                server.authorityPem(),
                before.tenant(),
                leaver.clientId(),
                made.path("clientSecret").asText(),
                null);
      }
      assertSignedOut(visitor);
      assertThat(signIn(visitor, now).statusCode()).isEqualTo(200);
      HttpResponse<String> self =
          visitor.submit(
              "/console/operator/operators/" + leaver.clientId() + "/delete",
              Map.of("confirm", "Leaver"));
      assertThat(self.statusCode()).isEqualTo(400);

      signIn(other, first());
      assertThat(
              other
                  .submit(
                      "/console/operator/operators/" + leaver.clientId() + "/delete",
                      Map.of("confirm", "Leaver"))
                  .statusCode())
          .isEqualTo(303);
      assertSignedOut(visitor);
    }
  }

  @Test
  @DisplayName("see a page if and only if the API answers them at its resource")
  void pages() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server);
        Browser api = new Browser(server.clientTls());
        ApiClient operator = new ApiClient(first(), Clock.systemUTC())) {
      String token = operator.tokensFor(ApiAudience.SCOPE).current().value();
      signIn(visitor, first());
      String menu = visitor.get("/console").body();
      for (ScreenRoute screen : new Console().screens()) {
        if (screen.path().startsWith("/vault")) {
          continue; // The vaults themselves decide about people, and know no operators.
        }
        int answered =
            api.call("GET", server.apiUri() + "/api/v1" + filled(screen.resource()), token, null)
                .statusCode();
        int shown = visitor.get("/console" + filled(screen.path())).statusCode();
        assertThat(shown == 403)
            .as("%s: the API says %d, the page %d", screen.path(), answered, shown)
            .isEqualTo(answered == 403);
        if (menu.contains("href=\"/console" + screen.path() + "\" ")) {
          assertThat(shown).as("menu line %s", screen.path()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  @DisplayName("get no content and no key: of the files there are only those of purges to approve")
  void noContent() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      signIn(visitor, first());
      for (FileRoute file : new Console().files()) {
        boolean isRefused = visitor.get("/console" + filled(file.path())).statusCode() == 403;
        assertThat(isRefused)
            .as(file.path())
            .isEqualTo(!file.path().startsWith("/operator/purges/"));
      }
      assertThat(new Console().screens())
          .extracting(ScreenRoute::resource)
          .noneMatch(resource -> resource.startsWith("/operator/access-requests/{accessRequest}/"));
      assertThat(visitor.get("/console/operator/access-requests").body())
          .doesNotContain(contoso.mailbox() + "\"");
      assertThat(visitor.get("/console/mailboxes").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/console/vaults").statusCode()).isNotEqualTo(200);
    }
  }

  @Test
  @DisplayName("post no form of a tenant's page, and a tenant's administrator none of theirs")
  void otherSide() throws Exception {
    try (ConsoleVisitor operator = new ConsoleVisitor(server);
        ConsoleVisitor person = new ConsoleVisitor(server);
        ApiClient administrator = new ApiClient(contoso.administrator(), Clock.systemUTC())) {
      String password = "nine grey stones by the lake";
      TestTenant.person(
          server, administrator, "grace@contoso.example", "Grace", password, "GLOBAL_ADMIN");
      person.signIn("/console", "grace@contoso.example", password);
      operator.get("/console/sign-in");
      signIn(operator, first());
      for (ActRoute act : new Console().acts()) {
        boolean isOfOperators = act.resource().matches("/(operator|tenants)(/.*)?");
        boolean isOfAnybody =
            act.resource().matches("/me(/.*)?|/applications/\\{application}/secret");
        if (isOfAnybody || act.resource().startsWith("/vault")) {
          continue; // Vaults know no operators, and decide about people themselves.
        }
        ConsoleVisitor wrong = isOfOperators ? person : operator;
        assertThat(wrong.submit("/console" + filled(act.path()), SURE).statusCode())
            .as("%s %s", act.method(), act.path())
            .isEqualTo(403);
      }
    }
  }

  @Test
  @DisplayName("make a tenant and give it a domain")
  void tenants() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      signIn(visitor, rosa.connection(server));
      HttpResponse<String> made =
          visitor.submit("/console/tenants", Map.of("name", "fabrikam", "form", "make"));
      assertThat(made.body()).contains("fabrikam", "Nobody can show it again");
      String page = "/console/tenants/" + contoso.administrator().tenant();
      assertThat(
              visitor
                  .submit(page + "/accepted-domains", Map.of("domain", "contoso.example"))
                  .statusCode())
          .isEqualTo(303);
      assertThat(visitor.get(page).body()).contains("Tenant contoso", "contoso.example");
      HttpResponse<String> roll =
          visitor.submit(
              page + "/availability-key",
              Map.of("policy", contoso.policyId().toString(), "sure", "yes"));
      assertThat(roll.statusCode()).isEqualTo(303);
    }
  }

  private static String filled(String path) {
    return path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
  }
}
