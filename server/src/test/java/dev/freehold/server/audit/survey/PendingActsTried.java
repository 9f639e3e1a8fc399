package dev.freehold.server.audit.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.audit.survey.Caller.Call;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;

/** Pending acts of a tenant in which something was asked for a week ago, and two are settled. */
final class PendingActsTried implements AutoCloseable {

  private static final String ACTS = "/api/v1/pending-acts";
  private static final String ACT = "POST /api/v1/pending-acts/{pendingAct}/";

  private ApiClient first;
  private ApiClient second;
  private String due;
  private String waiting;

  /** Does what was done long ago: {@code clock} is eight days late, and right afterwards. */
  void begin(FreeholdServer server, SettableClock clock) throws IOException {
    Connection administrator;
    Connection officer;
    try (ApiClient operator = new ApiClient(Connection.read(server.operatorConnection()), clock)) {
      JsonNode made = operator.post("/api/v1/tenants", Map.of("name", "meadow"));
      administrator =
          TestTenant.connection(server, made.path("id").asText(), made.path("administrator"));
    }
    try (ApiClient client = new ApiClient(administrator, clock)) {
      JsonNode made =
          client.post(
              "/api/v1/applications",
              Map.of("displayName", "officer", "roles", List.of("COMPLIANCE_ADMIN")));
      officer = TestTenant.connection(server, administrator.tenant(), made);
      due = requested(client);
    }
    try (ApiClient client = new ApiClient(officer, clock)) {
      JsonNode own =
          client.post("/api/v1/applications/" + officer.clientId() + "/secret", Map.of());
      officer = TestTenant.connection(server, administrator.tenant(), own);
    }
    clock.shift(Duration.ZERO);
    first = new ApiClient(administrator, clock);
    second = new ApiClient(officer, clock);
  }

  private static String requested(ApiClient client) throws IOException {
    return client.post(ACTS, wish()).path("id").asText();
  }

  private static Map<String, Object> wish() {
    return Map.of("kind", "eraseNames", "objectId", UUID.randomUUID());
  }

  List<DynamicTest> all(RouteTrial trial) {
    Map<String, Object> wish = wish();
    return List.of(
        trial.act("POST " + ACTS, () -> trial.call("POST " + ACTS, token(first), wish)),
        RouteTrial.given("it waits", () -> waiting = trial.last.path("id").asText()),
        trial.act(ACT + "agree", () -> step(trial, "agree", token(second), waiting)),
        RouteTrial.given("another one waits", () -> waiting = requested(first)),
        trial.act(ACT + "cancel", () -> step(trial, "cancel", token(second), waiting)),
        trial.act(ACT + "carry-out", () -> step(trial, "carry-out", token(first), due)));
  }

  private static Call step(RouteTrial trial, String step, String token, String act) {
    return trial.call(ACT + step, token, Map.of(), "pendingAct", act);
  }

  private static String token(ApiClient client) {
    try {
      return RouteTrial.token(client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
