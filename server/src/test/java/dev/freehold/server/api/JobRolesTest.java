package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A job of mailboxes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobRolesTest {

  private static final String MAILBOX = "jobs@contoso.example";

  private FreeholdServer server;
  private TestTenant contoso;
  private Member exchange;
  private Member sharepoint;
  private Member compliance;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    exchange = Member.of(server, contoso, "EXCHANGE_ADMIN");
    sharepoint = Member.of(server, contoso, "SHAREPOINT_ADMIN");
    compliance = Member.of(server, contoso, "COMPLIANCE_ADMIN");
    String policy = contoso.policyId().toString();
    contoso.client().post("/api/v1/mailboxes", Map.of("address", MAILBOX, "policyId", policy));
    contoso.permit(false);
    contoso.client().post("/api/v1/policies/" + policy + "/check", Map.of());
  }

  @AfterAll
  void stop() {
    compliance.close();
    sharepoint.close();
    exchange.close();
    contoso.close();
    server.close();
  }

  /** A job that goes on only when somebody has approved it. */
  private String job() throws IOException {
    Map<String, String> none = new HashMap<>();
    none.put("policy", null);
    String assign = "/api/v1/mailboxes/" + MAILBOX + "/policy";
    Answer ordered = exchange.send("PUT", assign, none);
    assertThat(ordered.code()).isEqualTo("move-awaits-approval");
    return "/api/v1/jobs/" + ordered.body().path("id").asText();
  }

  private static int step(Member member, String job, String step) throws IOException {
    return member.send("POST", job + "/" + step, null).status();
  }

  @Test
  @DisplayName("fault58: is paused by any administrator, and goes on or ends by those of mailboxes")
  void fault58_roles() throws IOException {
    String job = job();
    assertThat(step(sharepoint, job, "pause")).isEqualTo(200);
    assertThat(sharepoint.get(job).body().path("state").asText()).isEqualTo("paused");
    for (String step : new String[] {"resume", "cancel"}) {
      for (Member other : new Member[] {sharepoint, compliance}) {
        assertThat(step(other, job, step)).as(step).isEqualTo(403);
      }
    }
    assertThat(exchange.get(job).body().path("state").asText()).isEqualTo("paused");
    assertThat(step(exchange, job, "resume")).isEqualTo(200);
    assertThat(step(compliance, job, "pause")).isEqualTo(200);
    assertThat(step(exchange, job, "cancel")).isEqualTo(200);
  }
}
