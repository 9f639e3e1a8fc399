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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Requests for recovery over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryDecisionsTest {

  private static final String REQUESTS = "/api/v1/recovery-requests";

  private FreeholdServer server;
  private TestTenant contoso;
  private Member asker;
  private Member approver;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    asker = Member.of(server, contoso, "GLOBAL_ADMIN");
    approver = Member.of(server, contoso, "APPROVER");
  }

  @AfterAll
  void stop() {
    asker.close();
    approver.close();
    contoso.close();
    server.close();
  }

  private String request() throws IOException {
    Map<String, Object> wish = Map.of("policyId", contoso.policyId(), "reason", "burnt");
    return REQUESTS + "/" + asker.send("POST", REQUESTS, wish).body().path("id").asText();
  }

  private List<String> listed(String state) throws IOException {
    JsonNode page = approver.get(REQUESTS + "?state=" + state).body();
    return page.path("requests").findValuesAsText("id").stream()
        .map(id -> REQUESTS + "/" + id)
        .toList();
  }

  private void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  @DisplayName("are denied with a comment, approved with one, and listed by state")
  void decisions() throws IOException {
    String first = request();
    assertThat(listed("requested")).containsExactly(first);
    assertRefused(asker.send("POST", first + "/deny", Map.of()), 409, "recovery-step-refused");
    Answer denied = approver.send("POST", first + "/deny", Map.of("comment", "call me first"));
    assertThat(denied.body().path("state").asText()).isEqualTo("denied");
    assertThat(denied.body().path("deniedBy").asText()).isEqualTo(approver.objectId().toString());
    assertThat(denied.body().path("comment").asText()).isEqualTo("call me first");
    for (String name : List.of("requestedByName", "deniedByName")) {
      assertThat(denied.body().path(name).asText()).as(name).isEqualTo("member");
    }
    assertThat(denied.body().path("policyName").asText()).isEqualTo("mail");
    assertThat(denied.body().has("geo")).isFalse();
    assertRefused(
        approver.send("POST", first + "/approve", Map.of()), 409, "recovery-step-refused");
    assertRefused(approver.send("POST", first + "/deny", Map.of()), 409, "recovery-step-refused");

    String second = request();
    Answer approved = approver.send("POST", second + "/approve", Map.of("comment", "go on"));
    assertThat(approved.body().path("state").asText()).isEqualTo("approved");
    assertThat(approved.body().path("comment").asText()).isEqualTo("go on");
    assertThat(listed("approved")).containsExactly(second);
    assertThat(listed("denied,Approved")).containsExactlyInAnyOrder(first, second);
    assertThat(listed("requested")).isEmpty();
    assertRefused(approver.get(REQUESTS + "?state=lost"), 400, "request-invalid");

    JsonNode entry =
        asker.get("/api/v1/audit-records?operations=RecoveryDeny").body().path("records").get(0);
    assertThat(entry.path("details").path("comment").asText()).isEqualTo("call me first");

    Answer withdrawn = approver.send("POST", second + "/deny", null);
    assertThat(withdrawn.body().path("state").asText()).isEqualTo("denied");
    assertThat(withdrawn.body().has("comment")).isFalse();
    String third = request();
    for (String comment : List.of("c".repeat(1025), "two\nlines")) {
      Map<String, String> body = Map.of("comment", comment);
      assertRefused(approver.send("POST", third + "/approve", body), 400, "comment-invalid");
      assertRefused(approver.send("POST", third + "/deny", body), 400, "comment-invalid");
    }
    assertThat(approver.send("POST", third + "/approve", null).status()).isEqualTo(200);
  }
}
