package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.console.Console;
import dev.freehold.console.screen.PageArea.ScreenRoute;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A page of the console")
class PageStatementsTest {

  private static final String PERSON = "walker@contoso.example";
  private static final String PASSWORD = "apples in a wooden crate & one";
  private static final int FEW = 2;
  private static final int MANY = 20;

  /**
   * Jobs and timers of the server run statements too; the least of so many loads has few of them.
   */
  private static final int LOADS = 6;

  /** Fewer than one for each thing that there is more. */
  private static final int STATEMENTS_OF_TIMERS = 9;

  private static final Pattern STATEMENTS =
      Pattern.compile("(?m)^freehold_database_statements_total(?:\\{[^}]*})? ([0-9.E]+)$");

  /** Pages that ask more where there is more, how much more for each thing, and why. */
  private static final Map<String, Growth> GROWING =
      Map.of(
          "",
          new Growth(5, "it asks for the status of each policy: at most 50 of them"),
          "/policies/{policy}/revocation-preview",
          new Growth(2, "it names the owners of a page of entries, which has a bound"));

  /** Beginnings of pages that show nothing here: of operators, of vaults, and of requests. */
  private static final Set<String> NOT_OPENED =
      Set.of(
          "/operator/",
          "/tenants",
          "/vaults/{vault}",
          "/access-requests/{accessRequest}",
          "/move-approvals/{job}",
          "/migration-batches/{batch}",
          "/pending-acts/{pendingAct}",
          "/purges/{purge}",
          "/recovery-requests/{request}",
          "/geos/{geo}/policy/purge-request",
          "/geos/{geo}/revocation-preview");

  /**
   * @param ofEach statements for each thing more
   * @param reason why that is bounded
   */
  private record Growth(int ofEach, String reason) {}

  private final List<String> policies = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private FreeholdServer server;
  private TestTenant contoso;
  private int made;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    UUID walker = contoso.person(PERSON, "Walker", PASSWORD, "GLOBAL_ADMIN", "AUDITOR");
    variables.put("/policies/{policy}", contoso.policyId().toString());
    variables.put("/mailboxes/{mailbox}", contoso.mailbox());
    variables.put("/users/{user}", walker.toString());
    for (String log : List.of("/audit-records", "/vault-audit-records")) {
      JsonNode first = contoso.client().get("/api/v1" + log + "?max=1").path("records").get(0);
      variables.put(log + "/{sequence}", first.path("sequence").asText());
    }
    Map<String, Object> whole = Map.of("name", "all", "keys", keyUris());
    variables.put(
        "/multi-workload-policies/{policy}",
        post("/multi-workload-policies", whole).path("id").asText());
  }

  @AfterAll
  void stop() {
    contoso.close();
    server.close();
  }

  /** Makes things of every kind until there are as many. */
  private void fill(int count) throws IOException {
    List<String> keys = keyUris();
    for (; made < count; made++) {
      JsonNode policy = post("/policies", Map.of("name", "policy" + made, "keys", keys));
      policies.add(policy.path("id").asText());
      String address = "box%d@contoso.example".formatted(made);
      post("/mailboxes", Map.of("address", address, "policyId", contoso.policyId()));
      post("/mailboxes/" + address + "/holds", Map.of("name", "case " + made));
      JsonNode site = post("/sites", Map.of("name", "site" + made));
      variables.put("/sites/{site}", site.path("id").asText());
      post(
          "/users",
          Map.of(
              "userPrincipalName",
              "person%d@contoso.example".formatted(made),
              "displayName",
              "Person " + made,
              "roles",
              List.of("AUDITOR")));
      JsonNode application =
          post(
              "/applications",
              Map.of("displayName", "program " + made, "roles", List.of("AUDITOR")));
      variables.put("/applications/{application}", application.path("objectId").asText());
      post("/geos", Map.of("code", "G" + (char) ('A' + made)));
      variables.put("/geos/{geo}", "GA");
      JsonNode job =
          contoso
              .client()
              .put(
                  "/api/v1/mailboxes/" + address + "/policy", Map.of("policy", policies.getLast()));
      variables.put("/jobs/{job}", job.path("id").asText());
    }
  }

  private List<String> keyUris() throws IOException {
    return contoso
        .client()
        .get("/api/v1/policies/" + contoso.policyId())
        .path("keys")
        .valueStream()
        .map(key -> key.path("uri").asText())
        .toList();
  }

  private JsonNode post(String path, Object body) throws IOException {
    return contoso.client().post("/api/v1" + path, body);
  }

  private long statements() throws IOException {
    Matcher found = STATEMENTS.matcher(Monitoring.figures(server.metricsUri()));
    assertThat(found.find()).isTrue();
    return (long) Double.parseDouble(found.group(1));
  }

  private Map<String, Long> walk(ConsoleVisitor visitor) throws Exception {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ScreenRoute screen : new Console().screens()) {
      long least = Long.MAX_VALUE;
      for (int load = 0; load < LOADS; load++) {
        long before = statements();
        int status = visitor.get("/console" + filled(screen.path())).statusCode();
        boolean isOpened = NOT_OPENED.stream().noneMatch(screen.path()::startsWith);
        assertThat(status == 200).as("%s: %d", screen.path(), status).isEqualTo(isOpened);
        least = Math.min(least, statements() - before);
      }
      counts.put(screen.path(), least);
    }
    return counts;
  }

  private String filled(String path) {
    String filled = path;
    for (Map.Entry<String, String> each : variables.entrySet()) {
      if (path.startsWith(each.getKey())) {
        String list = each.getKey().substring(0, each.getKey().indexOf('{'));
        filled = list + each.getValue() + path.substring(each.getKey().length());
      }
    }
    return filled.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
  }

  @Test
  @DisplayName("runs as many statements for twenty things as for two")
  void fixed() throws Exception {
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      visitor.signIn("/console", PERSON, PASSWORD);
      fill(FEW);
      Map<String, Long> few = walk(visitor);
      fill(MANY);
      Map<String, Long> many = walk(visitor);
      List<String> growing = new ArrayList<>();
      few.forEach(
          (path, count) -> {
            long more = many.get(path) - count;
            int ofEach = GROWING.containsKey(path) ? GROWING.get(path).ofEach : 0;
            if (more > ofEach * (MANY - FEW) + STATEMENTS_OF_TIMERS) {
              growing.add("%s: %d, then %d".formatted(path, count, many.get(path)));
            }
          });
      assertThat(growing).as("few %s, many %s", few, many).isEmpty();
    }
  }
}
