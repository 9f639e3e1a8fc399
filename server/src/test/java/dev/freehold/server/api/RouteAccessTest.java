package dev.freehold.server.api;

import static dev.freehold.custody.identity.Role.GLOBAL_ADMIN;
import static dev.freehold.custody.identity.Role.OPERATOR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.custody.identity.Role;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.Standing;
import dev.freehold.server.openapi.DocumentedAnswers;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may come to which route: every route by every role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteAccessTest {

  private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";
  private static final Map<String, Set<Role>> EXPECTED = ExpectedRoutes.TABLE;

  /** What has to be there before a route looks at what its path names, or does it to the caller. */
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /api/v1/purges/{purge}/document/sign",
          "{\"passphrase\":\"six lamps on the pier\"}",
          "POST /api/v1/purges/{purge}/consents",
          "{\"vaults\":[\"https://a.example\",\"https://b.example\"]}",
          "POST /api/v1/migration-batches/{batch}/passwords",
          "{\"csvData\":\"QQ==\"}",
          "POST /api/v1/me/sign-out",
          "not taken");

  private final SettableClock clock = new SettableClock(Duration.ofHours(-3));
  private final TestOperator second = new TestOperator("second");
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private String fabrikamsGeo;
  private String fabrikamsRequest;
  private String fabrikamsJob;
  private String fabrikamsEndpoint;
  private String fabrikamsBatch;
  private String fabrikamsSite;
  private String fabrikamsKey;
  private String fabrikamsGroup;
  private String fabrikamsUser;
  private String fabrikamsAccessRequest;
  private String fabrikamsHold;
  private String fabrikamsPendingAct;
  private String fabrikamsPurge;
  private String fabrikamsWebhook;
  private String expired;
  private String noRole;
  private HttpClient http;
  private DocumentedAnswers documented;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Map<String, String> settings = new HashMap<>(TestOperator.named(second));
    settings.put("notifications.webhooks.inside", "127.0.0.1:9");
    settings.put("imap.port", Integer.toString(Ports.free())); // some routes need it
    server = TestServer.start(folder.resolve("data"), clock, settings);
    Connection operator = Connection.read(server.operatorConnection());
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      expired = token(client);
      clock.shift(Duration.ZERO);
    }
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      tokens.put(OPERATOR, token(client));
    }
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    for (Role role : Role.values()) {
      if (role != OPERATOR) {
        try (ApiClient client = contoso.application(Clock.systemUTC(), role.name())) {
          tokens.put(role, token(client));
        }
      }
    }
    try (ApiClient client = contoso.application(Clock.systemUTC())) {
      noRole = token(client);
    }
    namesOfFabrikam();
    askForFabrikam(operator);
    fabrikamLeaves();
    http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
    documented = new DocumentedAnswers(server.routes());
  }

  /** What another tenant has, for those who guess its ids. */
  private void namesOfFabrikam() throws IOException {
    ApiClient client = fabrikam.client();
    fabrikamsGeo = client.post("/api/v1/geos", Map.of("code", "EUR")).path("code").asText();
    fabrikamsRequest =
        client
            .post(
                "/api/v1/recovery-requests",
                Map.of("policyId", fabrikam.policyId(), "reason", "a drill"))
            .path("id")
            .asText();
    fabrikamsSite = client.post("/api/v1/sites", Map.of("name", "finance")).path("id").asText();
    fabrikamsUser =
        client
            .post(
                "/api/v1/users",
                Map.of("userPrincipalName", "otto@fabrikam.example", "displayName", "Otto"))
            .path("objectId")
            .asText();
    fabrikamsKey = client.post("/api/v1/access-keys", Map.of()).path("id").asText();
    fabrikamsGroup =
        client.post("/graph/v1.0/groups", Map.of("displayName", "Desk")).path("id").asText();
    fabrikamsPendingAct =
        client
            .post(
                "/api/v1/pending-acts",
                Map.of("kind", "grantVaultAdmin", "objectId", fabrikamsUser))
            .path("id")
            .asText();
    fabrikamsEndpoint =
        client
            .post(
                "/api/v1/migration-endpoints",
                Map.of("name", "old", "remoteServer", "mail.old.example", "skipVerification", true))
            .path("id")
            .asText();
    fabrikamsWebhook =
        client.post("/api/v1/webhooks", Map.of("url", "https://127.0.0.1:9/")).path("id").asText();
    byte[] csv =
        "EmailAddress,UserName,Password\n%s,a,b".formatted(fabrikam.mailbox()).getBytes(UTF_8);
    fabrikamsBatch =
        client
            .post(
                "/api/v1/migration-batches",
                Map.of("name", "one", "sourceEndpoint", "old", "csvData", csv))
            .path("id")
            .asText();
    fabrikamsJob =
        client
            .put(
                "/api/v1/mailboxes/" + fabrikam.mailbox() + "/policy",
                Map.of("policy", fabrikam.policyId()))
            .path("id")
            .asText();
  }

  /** A request that the other tenant's approvers can decide on. */
  private void askForFabrikam(Connection operator) throws IOException {
    Map<String, Object> wish =
        Map.of(
            "tenant", "fabrikam",
            "mailbox", fabrikam.mailbox(),
            "supportCase", "T-1",
            "reason", "a drill",
            "durationMinutes", 5);
    try (ApiClient first = new ApiClient(operator, Clock.systemUTC())) {
      fabrikamsAccessRequest =
          first.post("/api/v1/operator/access-requests", wish).path("id").asText();
      try (ApiClient other = new ApiClient(second.connection(server), Clock.systemUTC())) {
        other.post(
            "/api/v1/operator/access-requests/%s/approve".formatted(fabrikamsAccessRequest),
            Map.of());
      }
    }
  }

  /** A hold, and the purge of a policy, which has to be another for there is a hold. */
  private void fabrikamLeaves() throws IOException {
    ApiClient client = fabrikam.client();
    fabrikamsHold =
        client
            .post("/api/v1/mailboxes/" + fabrikam.mailbox() + "/holds", Map.of("name", "inquiry"))
            .path("id")
            .asText();
    List<String> keys = List.of(fabrikam.newKey("a", "k2"), fabrikam.newKey("b", "k2"));
    client.post("/api/v1/policies", Map.of("name", "leaving", "keys", keys));
    fabrikam.permit(false);
    client.post(
        "/api/v1/policies/leaving/purge-request",
        Map.of("reason", "they leave", "contact", "the notary"));
    fabrikamsPurge = client.get("/api/v1/purges").path("purges").get(0).path("id").asText();
  }

  @AfterAll
  void stop() {
    http.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private static String token(ApiClient client) throws IOException {
    return client.tokensFor(ApiAudience.SCOPE).current().value();
  }

  static Stream<String> routes() {
    return EXPECTED.keySet().stream();
  }

  @Test
  @DisplayName("The table here names every route that there is, and no other")
  void complete() {
    assertThat(server.routes().stream().map(r -> r.method() + " " + r.path()))
        .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  @Test
  @DisplayName("Every route looks its caller up, but the open ones and the heads of logs")
  void standings() {
    for (Route<Admission, Handler> route : server.routes()) {
      String name = route.method() + " " + route.path();
      Standing expected =
          EXPECTED.get(name).isEmpty()
              ? (ExpectedRoutes.BY_BROWSER.contains(name) ? Standing.BROWSER : Standing.ANYONE)
              : ExpectedRoutes.BY_TOKEN.contains(name) ? Standing.TOKEN : Standing.CURRENT;
      assertThat(route.access().standing()).as(name).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("What destroys or grants needs a fresh sign-in, and nothing else does")
  void fresh() {
    assertThat(
            server.routes().stream()
                .filter(route -> route.access().isFresh())
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrderElementsOf(ExpectedRoutes.FRESH);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  @DisplayName("fault39: without a token that is valid now, a route that names roles answers 401")
  void fault39_withoutToken(String route) throws Exception {
    for (String bad : new String[] {null, "", "garbage", expired, noRole + "x"}) {
      if (EXPECTED.get(route).isEmpty()) {
        assertThat(send(route, bad, contoso).statusCode()).isNotIn(401, 403);
      } else {
        assertThat(send(route, bad, contoso).statusCode()).as("token %s", bad).isEqualTo(401);
      }
    }
  }

  // By identity: every role of a tenant may be named without callers that have none.
  @SuppressWarnings("ReferenceEquality")
  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  @DisplayName("fault39: a route answers 403 to every role that is not named, lets the others in")
  void fault39_roles(String route) throws Exception {
    Set<Role> allowed = EXPECTED.get(route);
    for (Role role : Role.values()) {
      assertThat(isLetIn(send(route, tokens.get(role), contoso)))
          .as("%s as %s", route, role)
          .isEqualTo(allowed.isEmpty() || allowed.contains(role));
    }
    assertThat(isLetIn(send(route, noRole, contoso)))
        .isEqualTo(
            allowed.isEmpty()
                || allowed == ExpectedRoutes.MEMBERS
                || allowed == ExpectedRoutes.SIGNED_IN);
  }

  /** A handler may still refuse who lacks a permission on a mailbox or site. */
  private static boolean isLetIn(HttpResponse<String> answer) {
    boolean isRoleMissing =
        answer.statusCode() == 403 && answer.body().contains("\"role-missing\"");
    return answer.statusCode() != 401 && !isRoleMissing;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  @DisplayName("fault38: what is another tenant's answers exactly like what does not exist")
  void fault38_otherTenant(String route) throws Exception {
    if (!route.contains("{")) {
      return;
    }
    for (Role role : EXPECTED.get(route)) {
      if (role != OPERATOR) {
        HttpResponse<String> others = send(route, tokens.get(role), fabrikam);
        HttpResponse<String> nobodys = send(route, tokens.get(role), null);

        assertThat(others.statusCode()).as("%s as %s", route, role).isEqualTo(404);
        assertThat(withoutId(others)).isEqualTo(withoutId(nobodys));
      }
    }
  }

  @Test
  @DisplayName("fault38: another tenant's hold is not lifted from one's own mailbox")
  void fault38_otherTenantsHold() throws Exception {
    String route = "DELETE /api/v1/mailboxes/%s/holds/{hold}".formatted(contoso.mailbox());
    HttpResponse<String> others = send(route, tokens.get(GLOBAL_ADMIN), fabrikam);

    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(withoutId(others)).isEqualTo(withoutId(send(route, tokens.get(GLOBAL_ADMIN), null)));
    assertThat(fabrikam.client().get("/api/v1/holds").path("holds")).hasSize(1);
  }

  @Test
  @DisplayName("fault38: another tenant's ids in bodies and queries are answered like unknown ones")
  void fault38_otherTenantsIdsElsewhere() throws Exception {
    String token = tokens.get(GLOBAL_ADMIN);
    String approver = "{\"user\":\"%s\"}";
    String path = "/api/v1/approver";
    HttpResponse<String> others = put(path, token, approver.formatted(fabrikamsUser));
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(withoutId(others))
        .isEqualTo(withoutId(put(path, token, approver.formatted(NOBODYS))));

    String erasures = "/api/v1/ledger/erasures";
    assertThat(post(erasures, token, "{\"objectId\":\"%s\"}".formatted(fabrikamsUser)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(202);
    String made = "/api/v1/audit-records?operations=UserCreate&objects=" + fabrikamsUser;
    assertThat(fabrikam.client().get(made).toString()).contains("otto@fabrikam.example");
    assertThat(
            fabrikam
                .client()
                .get("/api/v1/audit-records?operations=PersonalDataErase,PendingActRequest")
                .path("records"))
        .hasSize(1);

    for (String id : List.of(fabrikamsPurge, fabrikamsHold, fabrikamsGeo)) {
      for (String search : List.of("/api/v1/audit-records", "/api/v1/audit-records/export")) {
        HttpResponse<String> found = get(search + "?objects=" + id, token);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).doesNotContain(id);
      }
    }
  }

  @Test
  @DisplayName("The operator sees names of tenants, and nothing of what is in them")
  void operator() throws Exception {
    assertThat(send("GET /api/v1/tenants", tokens.get(OPERATOR), null).body())
        .contains("contoso", "fabrikam");
    for (String route : EXPECTED.keySet()) {
      Set<Role> roles = EXPECTED.get(route);
      if (route.contains("/api/v1/") && !roles.isEmpty() && !roles.contains(OPERATOR)) {
        assertThat(send(route, tokens.get(OPERATOR), contoso).statusCode())
            .as(route)
            .isEqualTo(403);
      }
    }
  }

  @Test
  @DisplayName("The operator replaces its own secret and finds no application of a tenant")
  void operatorsSecret() throws Exception {
    String operators = Connection.read(server.operatorConnection()).clientId();
    String tenants = contoso.administrator().clientId();
    assertThat(post(secretOf(operators), tokens.get(OPERATOR), "{\"overlapSeconds\":600}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(201);
    assertThat(post(secretOf(tenants), tokens.get(OPERATOR), "{}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);
    assertThat(post(secretOf(operators), tokens.get(GLOBAL_ADMIN), "{}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);
    assertThat(post(secretOf(operators), tokens.get(OPERATOR), "{\"overlapSeconds\":-1}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(400);
  }

  private static String secretOf(String clientId) {
    return "/api/v1/applications/" + clientId + "/secret";
  }

  @Test
  @DisplayName("No tenant can make an operator")
  void noOperator() throws Exception {
    HttpResponse<String> response =
        post(
            "/api/v1/applications",
            tokens.get(GLOBAL_ADMIN),
            "{\"displayName\":\"x\",\"roles\":[\"OPERATOR\"]}");

    assertThat(response.statusCode()).isEqualTo(400);
  }

  private static JsonNode withoutId(HttpResponse<String> response) throws IOException {
    ObjectNode problem = (ObjectNode) Json.MAPPER.readTree(response.body());
    problem.remove("requestId");
    return problem;
  }

  /**
   * The path's variables come from {@code tenant}, or name nothing if there is none. The answer has
   * to be as the OpenAPI document says.
   */
  private HttpResponse<String> send(String route, String token, TestTenant tenant)
      throws Exception {
    HttpResponse<String> answer = sendAny(route, token, tenant);
    if (EXPECTED.containsKey(route)) {
      documented.check(route, answer);
    }
    return answer;
  }

  private HttpResponse<String> sendAny(String route, String token, TestTenant tenant)
      throws Exception {
    String[] parts = route.split(" ", 2);
    String path =
        parts[1]
            .replace("{tenant}", contoso.administrator().tenant())
            .replace("{mailbox}", tenant == null ? "nobody@nowhere.example" : tenant.mailbox())
            .replace("{policy}", tenant == null ? NOBODYS : tenant.policyId().toString())
            .replace("{kind}", "policy")
            .replace("{row}", tenant == null ? NOBODYS : tenant.policyId().toString())
            .replace("{geo}", tenant == fabrikam ? fabrikamsGeo : "NOWHERE")
            .replace("{request}", tenant == fabrikam ? fabrikamsRequest : NOBODYS)
            .replace("{job}", tenant == fabrikam ? fabrikamsJob : NOBODYS)
            .replace("{site}", tenant == fabrikam ? fabrikamsSite : NOBODYS)
            .replace("{way}", tenant == fabrikam ? fabrikamsUser : NOBODYS)
            .replace("{key}", tenant == fabrikam ? fabrikamsKey : "FHAAAAAAAAAAAAAAAAAA")
            .replace("{user}", tenant == fabrikam ? fabrikamsUser : NOBODYS)
            .replace("{endpoint}", tenant == fabrikam ? fabrikamsEndpoint : NOBODYS)
            .replace("{batch}", tenant == fabrikam ? fabrikamsBatch : NOBODYS)
            .replace("{accessRequest}", tenant == fabrikam ? fabrikamsAccessRequest : NOBODYS)
            .replace("{pendingAct}", tenant == fabrikam ? fabrikamsPendingAct : NOBODYS)
            .replace("{webhook}", tenant == fabrikam ? fabrikamsWebhook : NOBODYS)
            .replace("{principal}", NOBODYS)
            .replace("{group}", tenant == fabrikam ? fabrikamsGroup : NOBODYS)
            .replace("{member}", tenant == fabrikam ? fabrikamsUser : NOBODYS)
            .replace("{program}", tenant == fabrikam ? fabrikamsUser : NOBODYS)
            .replace("{hold}", tenant == fabrikam ? fabrikamsHold : NOBODYS)
            .replace("{purge}", tenant == fabrikam ? fabrikamsPurge : NOBODYS)
            .replace("{node}", NOBODYS)
            .replace(
                "{application}", tenant == fabrikam ? fabrikam.administrator().clientId() : NOBODYS)
            .replace("{level}", "0")
            .replace("{tile...}", "x999/999")
            .replace("{page...}", "policies")
            .replace("{file}", "nowhere.css")
            .replace("{index}", "999999999")
            .replace("{uid}", "4294967295")
            .replace("{domain}", "nowhere.example");
    return switch (parts[0]) {
      case "POST" -> post(path, token, BODIES.getOrDefault(route, "{}"));
      case "PUT", "PATCH" ->
          send(
              HttpRequest.newBuilder().method(parts[0], BodyPublishers.ofString("{}")),
              path,
              token);
      case "DELETE" -> send(HttpRequest.newBuilder().DELETE(), path, token);
      default -> get(path, token);
    };
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path, token);
  }

  private HttpResponse<String> put(String path, String token, String body) throws Exception {
    return send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)), path, token);
  }

  private HttpResponse<String> post(String path, String token, String body) throws Exception {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path, token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path, String token)
      throws Exception {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    URI uri = URI.create(server.apiUri() + path);
    return http.send(
        request.uri(uri).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }
}
