package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Over the API recipients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipientsApiTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member admin;
  private Member stranger;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    admin = Member.of(server, contoso, "EXCHANGE_ADMIN");
    stranger = Member.of(server, fabrikam, "GLOBAL_ADMIN");
  }

  @AfterAll
  void stop() {
    stranger.close();
    admin.close();
    fabrikam.close();
    contoso.close();
    server.close();
  }

  @Test
  @DisplayName("show what is known of them, and what was ordered")
  void shows() throws IOException {
    JsonNode one = ok(admin.get(path(contoso.mailbox())));
    assertThat(one.path("recipientKind").asText()).isEqualTo("mailbox");
    assertThat(one.path("alias").asText()).isEqualTo("alice");
    assertThat(one.path("name").asText()).isEqualTo("alice");
    assertThat(one.path("userPrincipalName").asText()).isEqualTo(contoso.mailbox());
    assertThat(one.path("emailAddresses").get(0).asText()).isEqualTo("SMTP:" + contoso.mailbox());
    assertThat(one.path("mailboxType").asText()).isEqualTo("regular");
    assertThat(one.path("hiddenFromAddressListsEnabled").isBoolean()).isTrue();
    assertThat(one.path("customAttributes").isObject()).isTrue();
    assertThat(one.path("policyId").asText()).isEqualTo(contoso.policyId().toString());
    assertThat(one.path("policyName").asText()).isEqualTo("mail");
    assertThat(one.has("archiveGuid")).isFalse();
    assertThat(one.hasNonNull("changedAt")).isTrue();
  }

  @Test
  @DisplayName("are edited, found by what they are called then, and the ledger says so")
  void edits() throws IOException {
    String id = create("bea@contoso.example", "Bea Lund");
    Map<String, Object> edit = new HashMap<>();
    edit.put("alias", "beal");
    edit.put(
        "emailAddresses", List.of("SMTP:bea.lund@contoso.example", "smtp:bea@contoso.example"));
    edit.put("mailboxType", "Shared");
    edit.put("mailboxRegion", "NAM");
    edit.put("archiveGuid", UUID.randomUUID());
    edit.put("hiddenFromAddressListsEnabled", true);
    edit.put("customAttributes", Map.of("3", "three"));
    JsonNode edited = ok(admin.send("PATCH", path("Bea Lund"), edit));
    assertThat(edited.path("changed").asBoolean()).isTrue();
    assertThat(edited.path("mailbox").path("id").asText()).isEqualTo(id);
    assertThat(edited.path("mailbox").path("customAttributes").path("3").asText())
        .isEqualTo("three");
    for (String identity : List.of(id, "BEAL", "bea@contoso.example", "CN=Bea Lund,DC=x")) {
      assertThat(ok(admin.get(path(identity))).path("id").asText()).isEqualTo(id);
    }
    assertThat(ok(admin.send("PATCH", path(id), edit)).path("changed").asBoolean()).isFalse();

    Map<String, Object> clear = new HashMap<>();
    clear.put("archiveGuid", null);
    clear.put("mailboxRegion", null);
    clear.put("customAttributes", Collections.singletonMap("3", null));
    JsonNode cleared = ok(admin.send("PATCH", path(id), clear)).path("mailbox");
    assertThat(cleared.has("archiveGuid")).isFalse();
    assertThat(cleared.has("mailboxRegion")).isFalse();
    assertThat(cleared.path("customAttributes")).isEmpty();
    assertThat(cleared.path("alias").asText()).isEqualTo("beal");

    try (Member auditor = Member.of(server, contoso, "AUDITOR")) {
      JsonNode records = ok(auditor.get("/api/v1/audit-records?max=1000")).path("records");
      assertThat(records.findValuesAsText("operation"))
          .filteredOn("MailboxEdit"::equals)
          .hasSize(2);
    }
  }

  @Test
  @DisplayName("are refused what is taken, malformed or not theirs")
  void refuses() throws IOException {
    String id = create("cleo@contoso.example", "Cleo");
    assertProblem(
        admin.send("PATCH", path(id), Map.of("address", contoso.mailbox())), 409, "mailbox-exists");
    assertProblem(admin.send("PATCH", path(id), Map.of("alias", "ALICE")), 409, "alias-taken");
    assertProblem(
        admin.send("PATCH", path(id), Map.of("name", "alice")), 409, "recipient-name-taken");
    assertProblem(
        admin.send("PATCH", path(id), Map.of("externalEmailAddress", "c@old.example")),
        400,
        "recipient-invalid");
    for (Map<String, ?> malformed :
        List.of(
            Map.of("mailboxType", "tent"),
            Map.of("archiveGuid", "no"),
            Map.of("mailboxRegion", 7),
            Map.of("customAttributes", Map.of("one", "x")),
            Map.of("litigationHoldEnabled", true))) {
      assertProblem(admin.send("PATCH", path(id), malformed), 400, "request-invalid");
    }
    create("cleo2@contoso.example", "Cleo");
    assertProblem(admin.get(path("CLEO")), 409, "mailbox-ambiguous");
    assertProblem(stranger.send("PATCH", path(id), Map.of("alias", "x")), 404, "mailbox-not-found");
    assertProblem(stranger.get(path("Cleo")), 404, "mailbox-not-found");
  }

  @Test
  @DisplayName("are made under a policy of their tenant, by its name, GUID or root key")
  void underPolicies() throws IOException {
    for (String identity : List.of("mail", contoso.policyId().toString(), "CN=mail,OU=dep")) {
      String address = "under-%s@contoso.example".formatted(Integer.toHexString(identity.length()));
      Answer made =
          admin.send("POST", "/api/v1/mailboxes", Map.of("address", address, "policyId", identity));
      assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
      assertThat(ok(admin.get(path(address))).path("policyName").asText()).isEqualTo("mail");
    }
    Map<String, Object> wanted = new HashMap<>(Map.of("address", "under-none@contoso.example"));
    for (String identity : List.of("", "other", fabrikam.policyId().toString())) {
      wanted.put("policyId", identity);
      assertProblem(admin.send("POST", "/api/v1/mailboxes", wanted), 404, "policy-not-found");
    }
    wanted.put("policyId", List.of("mail"));
    Answer refused = admin.send("POST", "/api/v1/mailboxes", wanted);
    assertProblem(refused, 400, "request-invalid");
    assertThat(refused.body().path("detail").asText())
        .isEqualTo("the member \"policyId\" must be a text, not an array");
  }

  @Test
  @DisplayName("are listed by kind, policy and the beginning of a name")
  void lists() throws IOException {
    create("dora@contoso.example", "Dora One");
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("address", "dirk@contoso.example");
    wanted.put("displayName", "Dirk");
    wanted.put("alias", "dirky");
    wanted.put("name", "Dirk Name");
    wanted.put("externalEmailAddress", "dirk@old.example");
    wanted.put("mailboxRegion", "eur");
    wanted.put("policyId", contoso.policyId());
    Answer made = admin.send("POST", "/api/v1/mail-users", wanted);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("externalEmailAddress").asText()).isEqualTo("dirk@old.example");
    assertThat(made.body().path("name").asText()).isEqualTo("Dirk Name");

    assertThat(listed("kind=mailUser")).containsExactly("dirk@contoso.example");
    assertThat(listed("policy=mail")).contains("dirk@contoso.example", contoso.mailbox());
    assertThat(listed("policy=" + contoso.policyId() + "&kind=mailUser"))
        .containsExactly("dirk@contoso.example");
    assertThat(listed("policy=none"))
        .contains("dora@contoso.example")
        .doesNotContain("dirk@contoso.example");
    assertThat(listed("anr=dirk%20n")).containsExactly("dirk@contoso.example");
    assertThat(listed("anr=D")).contains("dirk@contoso.example", "dora@contoso.example");
    assertThat(ok(stranger.get("/api/v1/mailboxes?anr=d")).path("mailboxes")).isEmpty();
    assertProblem(
        stranger.get("/api/v1/mailboxes?policy=" + contoso.policyId()), 404, "policy-not-found");
    assertProblem(admin.get("/api/v1/mailboxes?kind=room"), 400, "request-invalid");
    assertProblem(admin.get("/api/v1/mailboxes?anr=%20"), 400, "request-invalid");
  }

  @Test
  @DisplayName("have their statistics in one answer, as each by itself")
  void statistics() throws IOException {
    String first = create("eve@contoso.example", "Eve");
    String second = ok(admin.get(path(contoso.mailbox()))).path("id").asText();
    Object body = Map.of("ids", List.of(second, UUID.randomUUID(), first));
    JsonNode many = ok(admin.send("POST", "/api/v1/mailbox-statistics", body)).path("statistics");
    assertThat(many.findValuesAsText("mailboxGuid")).containsExactly(second, first);
    assertThat(many.get(0)).isEqualTo(ok(admin.get(path(second) + "/statistics")));
    assertThat(ok(stranger.send("POST", "/api/v1/mailbox-statistics", body)).path("statistics"))
        .isEmpty();
    Object tooMany = Map.of("ids", Collections.nCopies(501, first));
    assertProblem(
        admin.send("POST", "/api/v1/mailbox-statistics", tooMany), 400, "request-invalid");
  }

  @Test
  @DisplayName("are moved again only where something is left to do, and their jobs are found")
  void moves() throws IOException {
    String id = create("finn@contoso.example", "Finn");
    assertProblem(admin.send("POST", path(id) + "/move", Map.of()), 409, "move-not-needed");
    assertProblem(stranger.send("POST", path(id) + "/move", Map.of()), 404, "mailbox-not-found");

    contoso.permit(false);
    String job;
    try {
      job = ordered(id).path("id").asText();
      Answer again = admin.send("POST", path("Finn") + "/move", Map.of());
      assertThat(again.status()).isEqualTo(202);
      assertThat(again.body().path("id").asText()).isEqualTo(job);
      String found = "/api/v1/jobs?kind=assign&subject=" + id;
      assertThat(ok(admin.get(found)).path("jobs").findValuesAsText("id")).containsExactly(job);
      assertThat(ok(stranger.get(found)).path("jobs")).isEmpty();
      assertThat(ok(admin.get("/api/v1/jobs?kind=roll&subject=" + id)).path("jobs")).isEmpty();
    } finally {
      contoso.permit(true);
    }
    awaitDone(id, job);
    assertProblem(admin.send("POST", path(id) + "/move", Map.of()), 409, "move-not-needed");
  }

  /** Orders the policy that the service may not use now, so that the job has to wait. */
  private JsonNode ordered(String id) throws IOException {
    Answer answer = admin.send("PUT", path(id) + "/policy", Map.of("policy", "mail"));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer.body();
  }

  private void awaitDone(String mailbox, String job) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!ok(admin.get("/api/v1/jobs/" + job)).path("state").asText().equals("done")) {
      assertThat(System.nanoTime() - end).as("the job is not done").isNegative();
      admin.send("POST", path(mailbox) + "/move", Map.of());
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private List<String> listed(String query) throws IOException {
    return ok(admin.get("/api/v1/mailboxes?" + query))
        .path("mailboxes")
        .findValuesAsText("address");
  }

  private String create(String address, String displayName) throws IOException {
    Answer made =
        admin.send(
            "POST", "/api/v1/mailboxes", Map.of("address", address, "displayName", displayName));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.body().path("id").asText();
  }

  private static String path(String mailbox) {
    return "/api/v1/mailboxes/"
        + URLEncoder.encode(mailbox, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }
}
