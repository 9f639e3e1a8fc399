package dev.freehold.server.audit.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.audit.survey.Caller.Call;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** People and programs that are demoted, disabled and signed out. */
final class IdentityActs {

  private static final String INES = "ines@contoso.example";
  private static final String PROGRAMS_WAYS = "/api/v1/applications/{application}/ways-in/{way}";

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
    waysIn(acts);
    return acts;
  }

  private void waysIn(List<DynamicTest> acts) {
    String own = "/api/v1/me/ways-in";
    acts.add(
        RouteTrial.given(
            "an access key", () -> trial.make("POST", "/api/v1/access-keys", Map.of())));
    acts.add(end(own, "access-key", "user", INES));
    acts.add(end("/api/v1/users/{user}/ways-in", "password", "user", INES));
    acts.add(
        trial.act(
            "DELETE " + PROGRAMS_WAYS,
            () -> ending(PROGRAMS_WAYS, "secret", "application", program)));
  }

  private DynamicTest end(String ways, String kind, String name, String value) {
    String route = ways + "/{way}";
    return trial.act("DELETE " + route, () -> ending(route, kind, name, value));
  }

  private Call ending(String route, String kind, String name, String value) {
    String ways = route.replace("/{way}", "").replace("{" + name + "}", value);
    try {
      for (JsonNode way : trial.get(ways).path("waysIn")) {
        if (way.path("kind").asText().equals(kind)) {
          String id = way.path("id").asText();
          return trial.call("DELETE " + route, trial.admin, null, name, value, "way", id);
        }
      }
      throw new AssertionError("no " + kind);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
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
