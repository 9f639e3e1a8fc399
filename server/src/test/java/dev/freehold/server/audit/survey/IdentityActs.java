package dev.freehold.server.audit.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestTenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** People and programs that are demoted, disabled and signed out. */
final class IdentityActs {

  private static final String INES = "ines@contoso.example";

  private final RouteTrial trial;
  private final Supplier<FreeholdServer> server;
  private String program;
  private String token;

  IdentityActs(RouteTrial trial, Supplier<FreeholdServer> server) {
    this.trial = trial;
    this.server = server;
  }

  List<DynamicTest> all() {
    List<DynamicTest> acts = new ArrayList<>();
    acts.add(RouteTrial.given("a person and a program", this::make));
    acts.add(act("POST /api/v1/me/sign-out", () -> token, null));
    String users = "/api/v1/users/{user}";
    acts.add(trial.admin("POST " + users + "/sign-out", null, "user", INES));
    String graph = "/graph/v1.0/users/{user}";
    acts.add(trial.admin("POST " + graph + "/revokeSignInSessions", null, "user", INES));
    acts.add(trial.admin("PATCH " + graph, Map.of("accountEnabled", false), "user", INES));
    acts.add(trial.admin("PATCH " + users, Map.of("enabled", true), "user", INES));
    String applications = "/api/v1/applications/{application}";
    acts.add(act("POST " + applications + "/sign-out", () -> trial.admin, null));
    acts.add(
        act(
            "PATCH " + applications,
            () -> trial.admin,
            Map.of("enabled", false, "roles", List.of())));
    return acts;
  }

  private DynamicTest act(String route, Supplier<String> bearer, Object body) {
    return trial.act(route, () -> trial.call(route, bearer.get(), body, "application", program));
  }

  private void make() throws Exception {
    trial.person(INES, "four green bottles", "AUDITOR");
    JsonNode made =
        trial.make(
            "POST",
            "/api/v1/applications",
            Map.of("displayName", "leaving", "roles", List.of("AUDITOR")));
    program = made.path("clientId").asText();
    try (ApiClient client =
        new ApiClient(
            TestTenant.connection(server.get(), trial.tenant.administrator().tenant(), made),
            Clock.systemUTC())) {
      token = RouteTrial.token(client);
    }
  }
}
