package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A page that follows jobs by itself")
class LivePagesTest {

  private static final String PASSWORD = "apples in a wooden crate & one";

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private String job;
  private String jobOfFabrikam;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    // So few requests at a time that streams which held a turn would be noticed.
    server =
        TestServer.start(folder.resolve("data"), clock, Map.of("limits.concurrent-requests", "4"));
    contoso = TestTenant.create(server, clock, "contoso");
    fabrikam = TestTenant.create(server, clock, "fabrikam");
    job = waitingJob(contoso);
    jobOfFabrikam = waitingJob(fabrikam);
  }

  /** A job that goes on only when somebody has approved it. */
  private String waitingJob(TestTenant tenant) throws IOException {
    tenant.permit(false);
    tenant.client().post("/api/v1/policies/" + tenant.policyId() + "/check", Map.of());
    try (Member exchange = Member.of(server, tenant, "EXCHANGE_ADMIN")) {
      Map<String, String> none = new HashMap<>();
      none.put("policy", null);
      String assign = "/api/v1/mailboxes/" + tenant.mailbox() + "/policy";
      return exchange.send("PUT", assign, none).body().path("id").asText();
    }
  }

  @AfterAll
  void stop() {
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private UUID person(String name, String... roles) throws IOException {
    return contoso.person(name, "Somebody", PASSWORD, roles);
  }

  private ConsoleVisitor signedIn(String name) throws Exception {
    ConsoleVisitor visitor = new ConsoleVisitor(server);
    assertThat(visitor.signIn("/console/jobs", name, PASSWORD).statusCode()).isEqualTo(200);
    return visitor;
  }

  @Test
  @DisplayName("is told how things stand, and then only what changes")
  void news() throws Exception {
    person("news@contoso.example", "AUDITOR");
    try (ConsoleVisitor visitor = signedIn("news@contoso.example");
        LiveEvents events = new LiveEvents(visitor.follow(job))) {
      JsonNode first = events.next();
      assertThat(first.path("job").asText()).isEqualTo(job);
      assertThat(first.path("look").asText()).startsWith("waiting ");
      events.awaitHeartbeat();
      assertThat(events.isQuiet()).isTrue();
      contoso.client().post("/api/v1/jobs/" + job + "/pause", Map.of());
      JsonNode paused = events.next();
      assertThat(paused.path("look").asText()).startsWith("paused ");
      assertThat(paused.path("said").asText())
          .isEqualTo("Move under another policy: 0 % done. Paused.");
      contoso.client().post("/api/v1/jobs/" + job + "/resume", Map.of());
      assertThat(events.next().path("look").asText()).doesNotStartWith("paused ");
    }
  }

  @Test
  @DisplayName("gets for a job of another tenant the answer for one that does not exist")
  void others() throws Exception {
    person("curious@contoso.example", "GLOBAL_ADMIN");
    try (ConsoleVisitor visitor = signedIn("curious@contoso.example")) {
      JsonNode foreign = refusal(visitor.follow(jobOfFabrikam), 404);
      assertThat(foreign).isEqualTo(refusal(visitor.follow(UUID.randomUUID().toString()), 404));
      assertThat(foreign).isEqualTo(refusal(visitor.follow(job + "," + jobOfFabrikam), 404));
      refusal(visitor.follow(""), 404);
      refusal(visitor.follow("no-id"), 404);
      refusal(visitor.follow(String.join(",", Collections.nCopies(11, job))), 400);
    }
  }

  private static JsonNode refusal(HttpResponse<InputStream> answer, int status) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    try (InputStream body = answer.body()) {
      JsonNode problem =
          Json.MAPPER.readTree(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      ((ObjectNode) problem).remove("requestId");
      return problem;
    }
  }

  @Test
  @DisplayName("is not told what its person may not read")
  void roles() throws Exception {
    person("holder@contoso.example", "VAULT_ADMIN");
    try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
      assertThat(visitor.follow(job).statusCode()).isEqualTo(204);
      visitor.signIn("/console", "holder@contoso.example", PASSWORD);
      refusal(visitor.follow(job), 403);
    }
  }

  @Test
  @DisplayName("is told no more when its session ends")
  void signOut() throws Exception {
    person("leaver@contoso.example", "AUDITOR");
    try (ConsoleVisitor visitor = signedIn("leaver@contoso.example");
        LiveEvents events = new LiveEvents(visitor.follow(job))) {
      events.next();
      visitor.submit("/console/sign-out", Map.of());
      events.awaitEnd();
      assertThat(visitor.follow(job).statusCode()).isEqualTo(204);
    }
  }

  @Test
  @DisplayName("does not keep its session open")
  void idle() throws Exception {
    person("idle@contoso.example", "AUDITOR");
    try (ConsoleVisitor visitor = signedIn("idle@contoso.example");
        LiveEvents events = new LiveEvents(visitor.follow(job))) {
      events.next();
      clock.advance(CustodyLimits.BROWSER_SESSION_IDLE.minusSeconds(60));
      visitor.follow(job).body().close();
      clock.advance(Duration.ofMinutes(2));
      events.awaitEnd();
    }
  }

  @Test
  @DisplayName("is told no more when its person has lost the role")
  void demoted() throws Exception {
    UUID person = person("ex@contoso.example", "AUDITOR");
    try (ConsoleVisitor visitor = signedIn("ex@contoso.example");
        LiveEvents events = new LiveEvents(visitor.follow(job))) {
      events.next();
      contoso.client().patch("/api/v1/users/" + person, Map.of("roles", List.of("APPROVER")));
      events.awaitEnd();
    }
  }

  @Test
  @DisplayName("is told no more when further pages of the session follow jobs; others go on")
  void bounds() throws Exception {
    person("many@contoso.example", "AUDITOR");
    List<LiveEvents> all = new ArrayList<>();
    try (ConsoleVisitor visitor = signedIn("many@contoso.example")) {
      for (int i = 0; i <= LiveLimits.MAX_STREAMS_OF_SESSION; i++) {
        all.add(new LiveEvents(visitor.follow(job)));
      }
      all.getFirst().awaitEnd();
      all.getLast().next();
      all.get(1).awaitHeartbeat();
      // More streams than turns: they take none.
      assertThat(visitor.get("/console/jobs").statusCode()).isEqualTo(200);
    } finally {
      for (LiveEvents events : all) {
        events.close();
      }
    }
  }
}
