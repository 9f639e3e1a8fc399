package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mailbox whose policy both vaults refuse")
class MoveApprovalsTest {

  private static final String APPROVALS = "/api/v1/move-approvals/";
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String LOCKED = "move-awaits-approval";

  @TempDir private Path folder;
  private FreeholdServer server;
  private TestTenant tenant;
  private Member exchange;
  private Member colleague;
  private Member approver;
  private Member elsewhere;

  @BeforeEach
  void revoke() throws IOException {
    server =
        TestServer.start(
            folder.resolve("data"), Clock.systemUTC(), Map.of("keys.lease-seconds", "1"));
    tenant = TestTenant.create(server, "contoso");
    exchange = Member.of(server, tenant, "EXCHANGE_ADMIN");
    colleague = Member.of(server, tenant, "EXCHANGE_ADMIN");
    approver = Member.of(server, tenant, "APPROVER");
    elsewhere = Member.of(server, tenant, "SHAREPOINT_ADMIN");
    List<String> keys = List.of(tenant.newKey("a", "other"), tenant.newKey("b", "other"));
    tenant.client().post("/api/v1/policies", Map.of("name", "other", "keys", keys));
    setRoots(false);
    exchange.send("POST", "/api/v1/policies/mail/check", Map.of());
    await("locked", exchange, "/api/v1/policies/mail", policy -> policy.path("locked").asBoolean());
  }

  /** Disables or enables the policy's keys; those of the other policy are in the same vaults. */
  private void setRoots(boolean enabled) {
    for (String letter : List.of("a", "b")) {
      var properties = tenant.keys(letter).getKey("root").getProperties();
      tenant.keys(letter).updateKeyProperties(properties.setEnabled(enabled));
    }
  }

  @AfterEach
  void stop() {
    List.of(exchange, colleague, approver, elsewhere).forEach(Member::close);
    tenant.close();
    server.close();
  }

  private static JsonNode await(String what, Member member, String path, Predicate<JsonNode> holds)
      throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() - end < 0) {
      JsonNode body = member.get(path).body();
      if (holds.test(body)) {
        return body;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // poll
    }
    throw new AssertionError("not in time: " + what);
  }

  private String mailbox() {
    return "/api/v1/mailboxes/" + tenant.mailbox();
  }

  private JsonNode order(String policy) throws IOException {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("policy", policy);
    Answer answer = exchange.send("PUT", mailbox() + "/policy", wanted);
    assertThat(answer.status()).isEqualTo(202);
    return answer.body();
  }

  private String inEffect() throws IOException {
    return exchange.get(mailbox() + "/statistics").body().path("policyInEffect").asText();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  @DisplayName("fault 59: stays where it is until somebody else approves the order to another one")
  void fault59_anotherPolicy() throws IOException {
    JsonNode job = order("other");
    assertThat(job.path("code").asText()).isEqualTo(LOCKED);
    String approval = APPROVALS + job.path("id").asText();
    JsonNode statistics = exchange.get(mailbox() + "/statistics").body();
    assertThat(statistics.path("job").path("code").asText()).isEqualTo(LOCKED);
    assertRefused(exchange.send("POST", approval + "/approve", null), 409, "move-approval-refused");
    assertRefused(elsewhere.send("POST", approval + "/approve", null), 403, "role-missing");
    // Whoever orders it cannot make a second person for it.
    try (Member puppet = Member.of(server, tenant, "APPROVER")) {
      assertRefused(puppet.send("POST", approval + "/approve", null), 409, "move-approval-refused");
    }
    JsonNode waiting = approver.get("/api/v1/move-approvals").body().path("requests").path(0);
    assertThat(waiting.path("state").asText()).isEqualTo("requested");
    assertThat(waiting.path("policies").path(0).path("name").asText()).isEqualTo("mail");
    assertThat(waiting.path("requestedByName").asText()).isEqualTo("member");
    assertThat(waiting.path("targetName").asText()).isEqualTo("other");
    assertThat(waiting.path("targetKind").asText()).isEqualTo("mailbox");
    assertThat(inEffect()).isEqualTo(tenant.policyId().toString());
    try (Member auditor = Member.of(server, tenant, "AUDITOR")) {
      JsonNode notified =
          await(
              "notified",
              auditor,
              "/api/v1/notifications",
              page -> page.findValuesAsText("kind").contains("move-approval"));
      assertThat(notified.toString()).contains(job.path("id").asText());
    }

    Answer approved = approver.send("POST", approval + "/approve", Map.of("comment", "agreed"));
    assertThat(approved.body().path("state").asText()).isEqualTo("approved");
    assertThat(approved.body().path("approvedByName").asText()).isEqualTo("member");
    await("moved", exchange, mailbox() + "/statistics", view -> !view.hasNonNull("job"));
    assertThat(inEffect()).isNotEqualTo(tenant.policyId().toString());
    JsonNode entries = tenant.client().get("/api/v1/audit-records?operations=MoveApprove");
    assertThat(entries.toString()).contains(exchange.objectId().toString(), "agreed");
  }

  @Test
  @DisplayName("fault 59: keeps its policy though one person takes it away, until a root agrees")
  void fault59_takenAway() throws IOException {
    JsonNode job = order(null);
    String path = "/api/v1/jobs/" + job.path("id").asText();
    await("tried", exchange, path, view -> view.hasNonNull("startedAt"));
    assertThat(inEffect()).isEqualTo(tenant.policyId().toString());
    JsonNode again = order("other");
    Answer denied = colleague.send("POST", APPROVALS + again.path("id").asText() + "/deny", null);
    assertThat(denied.body().path("state").asText()).isEqualTo("ended");
    order(null);
    setRoots(true);
    await(
        "moved",
        exchange,
        mailbox() + "/statistics",
        view -> view.path("policyKind").asText().equals("serviceManaged"));
  }
}
