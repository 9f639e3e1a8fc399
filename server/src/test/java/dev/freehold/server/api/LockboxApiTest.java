package dev.freehold.server.api;

import static dev.freehold.server.api.LockboxWorld.OPERATORS;
import static dev.freehold.server.api.LockboxWorld.TENANTS;
import static dev.freehold.server.api.LockboxWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.http.Json;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("Customer Lockbox over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockboxApiTest {

  private static final Map<String, Object> WHOLE_MAILBOX = Map.of();
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private LockboxWorld world;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    world = new LockboxWorld(folder.resolve("data"));
  }

  @AfterEach
  void clockIsRightAgain() {
    world.shift(Duration.ZERO);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private static void assertRefused(int status, String code, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.status()).isEqualTo(status);
            });
  }

  private HttpResponse<String> content(String id, long uid) throws Exception {
    return world.read(world.asker, "%s/messages/%d/content".formatted(id, uid));
  }

  /** What is recorded without what was refused. */
  private List<String> given(String id) throws IOException {
    return recorded(id).stream().filter(entry -> !entry.endsWith(" refused")).toList();
  }

  private List<String> recorded(String id) throws IOException {
    String guid = world.approver.get(TENANTS + "/" + id).path("guid").asText();
    List<String> operations = new ArrayList<>();
    world
        .contoso
        .client()
        .get("/api/v1/audit-records?objects=" + guid)
        .path("records")
        .forEach(
            entry ->
                operations.add(
                    entry.path("operation").asText() + " " + entry.path("outcome").asText()));
    return operations;
  }

  @Test
  @DisplayName("gives one operator one mailbox, with an entry before everything that is read")
  void reads() throws Exception {
    long uid = world.message("INBOX", "Subject: hay\r\n\r\nin the barn");
    String id = world.requested(WHOLE_MAILBOX);
    String guid = world.asker.get(OPERATORS + "/" + id).path("guid").asText();
    assertRefused(
        409,
        "access-request-step-refused",
        () -> world.asker.post(OPERATORS + "/" + id + "/approve", Map.of()));
    assertRefused(404, "access-request-not-found", () -> world.approver.get(TENANTS + "/" + id));
    world.second.post(OPERATORS + "/" + guid + "/approve", Map.of());
    assertThat(content(id, uid).statusCode()).isEqualTo(404);

    JsonNode waiting = world.approver.get(TENANTS + "?state=pending").path("requests").get(0);
    assertThat(waiting.path("id").asText()).isEqualTo(id).matches("EXSR[0-9]{9}");
    assertThat(waiting.path("requestedBy").asText()).isEqualTo("operator");
    assertThat(waiting.path("endorsedBy").asText()).isEqualTo("Rosa Feld");
    assertThat(waiting.path("scope").path("name").asText()).isEqualTo(world.contoso.mailbox());
    JsonNode decided = world.decide(id, "approve");
    assertThat(decided.path("state").asText()).isEqualTo("approved");
    assertThat(decided.path("decidedByName").asText()).isEqualTo("approving");
    assertThat(world.asker.get(OPERATORS + "/" + id).has("decidedByName")).isFalse();
    assertThat(decided.path("accessUntil").asText()).isNotEmpty();

    assertThat(content(id, uid).body()).isEqualTo("Subject: hay\r\n\r\nin the barn");
    HttpResponse<String> part =
        world.read(
            world.asker, "%s/messages/%d/content".formatted(guid, uid), "Range", "bytes=9-11");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("hay");
    assertThat(world.read(world.asker, id + "/messages").body()).contains("\"uid\":" + uid);
    assertThat(world.read(world.asker, id + "/folders").body()).contains("INBOX");
    assertThat(given(id))
        .containsExactly(
            "AccessRequestCreate done",
            "AccessRequestEndorse done",
            "AccessRequestApprove done",
            "OperatorReadMessage done",
            "OperatorReadMessage done",
            "OperatorListMessages done",
            "OperatorListFolders done");
    JsonNode entry =
        world
            .contoso
            .client()
            .get("/api/v1/audit-records?operations=OperatorReadMessage&objects=" + guid)
            .path("records")
            .get(2);
    assertThat(entry.toString())
        .contains("\"uid\":\"" + uid, "\"folder\":\"INBOX", "\"bytes\":\"9-11 of")
        .contains("\"operatorName\":\"operator", "\"callerIpAddress\":\"127.0.0.1")
        .contains("\"requestId\":\"" + id)
        .contains("\"userType\":3", "\"userId\":\"operator\"");
  }

  @Test
  @DisplayName("gives no access to anything outside the scope")
  void scope() throws Exception {
    long first = world.message("Work", "one");
    long inside = world.message("Work", "two");
    long last = world.message("Work", "three");
    world.message("Private", "four");
    String id = world.approved(Map.of("folder", "Work", "firstUid", inside, "lastUid", inside));
    assertThat(content(id, inside).body()).isEqualTo("two");
    assertThat(world.read(world.asker, id + "/folders").body())
        .contains("Work")
        .doesNotContain("Private", "INBOX", "messageCount", "totalBytes");
    JsonNode page = Json.MAPPER.readTree(world.read(world.asker, id + "/messages").body());
    assertThat(page.path("messages").findValuesAsText("uid"))
        .containsExactly(Long.toString(inside));
    String absent = problem(content(UUID.randomUUID().toString(), inside));
    assertThat(absent).startsWith("404");
    for (String outside :
        List.of(
            "/messages/%d/content".formatted(first),
            "/messages/%d/content".formatted(last),
            "/messages/4000/content",
            "/messages/x/content",
            "/messages/%d/content?folder=Private".formatted(inside),
            "/messages?folder=Private",
            "/messages?folder=Nowhere",
            "/documents",
            "/documents/content?name=Work")) {
      assertThat(problem(world.read(world.asker, id + outside))).as(outside).isEqualTo(absent);
    }
    assertThat(problem(world.read(world.asker, id + "/messages?folder=%00"))).startsWith("400");
  }

  @Test
  @DisplayName("ends at the next piece of an open stream once the tenant cancels it")
  void cancelledMeanwhile() throws Exception {
    byte[] large = new byte[24 << 20];
    new Random(7).nextBytes(large);
    long uid = world.message("Large", large);
    String id = world.approved(Map.of("folder", "Large"));
    HttpResponse<InputStream> answer =
        world.open(world.asker, "%s/messages/%d/content".formatted(id, uid));
    try (InputStream in = answer.body()) {
      assertThat(in.readNBytes(1 << 20)).hasSize(1 << 20);
      world.decide(id, "cancel");
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(content(id, uid).statusCode()).isEqualTo(404);
    assertThat(world.state(id)).isEqualTo("cancelled");
    assertThat(given(id)).last().isEqualTo("AccessRequestCancel done");
  }

  @Test
  @DisplayName("fault35_lockbox: ends with its time, and is not back when the clock is put back")
  void fault35_lockboxTimes() throws Exception {
    long uid = world.message("INBOX", "for half an hour");
    String approved = world.approved(WHOLE_MAILBOX);
    String pending = world.pending(WHOLE_MAILBOX);
    assertThat(content(approved, uid).statusCode()).isEqualTo(200);
    world.shift(Duration.ofMinutes(29));
    assertThat(content(approved, uid).statusCode()).isEqualTo(200);
    world.shift(Duration.ofMinutes(31));
    assertThat(content(approved, uid).statusCode()).isEqualTo(404);
    world.shift(Duration.ZERO);
    assertThat(content(approved, uid).statusCode()).isEqualTo(404);
    assertThat(world.state(approved)).isEqualTo("ended");
    assertThat(given(approved)).last().isEqualTo("AccessRequestEnd done");

    world.shift(Duration.ofHours(12).minusMinutes(1));
    assertThat(world.state(pending)).isEqualTo("pending");
    world.shift(Duration.ofHours(12).plusMinutes(1));
    assertRefused(409, "access-request-step-refused", () -> world.decide(pending, "approve"));
    assertThat(world.state(pending)).isEqualTo("expired");
    world.shift(Duration.ZERO);
    assertThat(world.state(pending)).isEqualTo("expired");
    assertThat(given(pending)).last().isEqualTo("AccessRequestExpire done");
  }

  @Test
  @DisplayName("fault38_lockbox: an operator cannot tell a request without access from none")
  void fault38_lockboxOperator() throws Exception {
    long uid = world.message("INBOX", "nobody's business");
    String denied = world.pending(WHOLE_MAILBOX);
    world.decide(denied, "deny");
    String unknownMailbox =
        world.pending(Map.of("mailbox", "nobody@contoso.example", "reason", "a guess"));
    assertRefused(404, "mailbox-not-found", () -> world.decide(unknownMailbox, "approve"));
    List<String> without =
        List.of(
            world.requested(WHOLE_MAILBOX),
            world.pending(WHOLE_MAILBOX),
            denied,
            unknownMailbox,
            "EXSR000000000",
            "no-such-form");
    String absent = problem(content(UUID.randomUUID().toString(), uid));
    assertThat(absent).startsWith("404");
    for (String id : without) {
      for (String path :
          List.of(
              "/messages",
              "/folders",
              "/documents",
              "/documents/content?name=x",
              "/messages/%d/content".formatted(uid))) {
        assertThat(problem(world.read(world.asker, id + path))).as(id + path).isEqualTo(absent);
      }
    }
    String approved = world.approved(WHOLE_MAILBOX);
    assertThat(content(approved, uid).statusCode()).isEqualTo(200);
    assertThat(problem(world.read(world.second, approved + "/messages"))).isEqualTo(absent);
    assertThat(
            world
                .send(world.asker, "GET", "/api/v1/mailboxes/%s/messages".formatted("x"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("fault38_lockbox: a tenant cannot tell another tenant's request from none")
  void fault38_lockboxTenant() throws Exception {
    String others = world.pending(WHOLE_MAILBOX);
    String guid = world.approver.get(TENANTS + "/" + others).path("guid").asText();
    try (TestTenant fabrikam = TestTenant.create(world.server, "fabrikam")) {
      for (String step : List.of("", "/approve", "/deny", "/cancel")) {
        String method = step.isEmpty() ? "GET" : "POST";
        String absent =
            problem(
                world.send(fabrikam.client(), method, TENANTS + "/" + UUID.randomUUID() + step));
        assertThat(absent).startsWith("404");
        for (String id : List.of(others, guid, others.toLowerCase(Locale.ROOT))) {
          assertThat(problem(world.send(fabrikam.client(), method, TENANTS + "/" + id + step)))
              .isEqualTo(absent);
        }
      }
      assertThat(fabrikam.client().get(TENANTS).path("requests")).isEmpty();
    }
    assertThat(world.state(others)).isEqualTo("pending");
  }

  @Test
  @DisplayName("gives documents whose names begin as the scope says, and no others")
  void documents() throws Exception {
    world.contoso.client().post("/api/v1/geos", Map.of("code", "EUR"));
    try (Member admin = Member.of(world.server, world.contoso, "SHAREPOINT_ADMIN")) {
      admin.send("POST", "/api/v1/sites", Map.of("name", "plans", "geo", "EUR"));
      try (S3Client s3 = TestS3.of(admin).client(world.server)) {
        for (String name : List.of("2026/a.txt", "2026/b c.txt", "2025/old.txt")) {
          s3.putObject(put -> put.bucket("plans").key(name), RequestBody.fromString("in " + name));
        }
      }
    }
    String id = world.approved(Map.of("site", "plans", "prefix", "2026/"));
    assertThat(id).matches("SPSR[0-9]{9}");
    JsonNode page = Json.MAPPER.readTree(world.read(world.asker, id + "/documents?max=1").body());
    assertThat(page.path("documents").get(0).path("name").asText()).isEqualTo("2026/a.txt");
    assertThat(page.path("next").asText()).isEqualTo("2026/a.txt");
    HttpResponse<String> whole =
        world.read(world.asker, id + "/documents/content?name=2026/b%20c.txt");
    assertThat(whole.body()).isEqualTo("in 2026/b c.txt");
    HttpResponse<String> part =
        world.read(world.asker, id + "/documents/content?name=2026/a.txt", "Range", "bytes=3-6");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("2026");
    String absent = problem(world.read(world.asker, "SPSR000000000/documents"));
    for (String outside :
        List.of(
            "/documents/content?name=2025/old.txt",
            "/documents/content?name=2026/none",
            "/documents/content?name=",
            "/documents/content",
            "/documents?prefix=2025/",
            "/documents?prefix=",
            "/messages",
            "/folders")) {
      assertThat(problem(world.read(world.asker, id + outside))).as(outside).isEqualTo(absent);
    }
    assertThat(problem(world.read(world.asker, id + "/messages?folder=%00"))).startsWith("400");
    assertThat(given(id))
        .endsWith(
            "OperatorListDocuments done", "OperatorReadDocument done", "OperatorReadDocument done");
    String entries =
        world
            .contoso
            .client()
            .get("/api/v1/audit-records?operations=OperatorReadDocument")
            .toString();
    assertThat(entries).contains("documentId").doesNotContain("a.txt", "b c.txt");
  }

  @Test
  @DisplayName("opens nothing to the operator that the tenant's keys do not open to the tenant")
  void bothRootsRefuse() throws Exception {
    long uid = world.message("INBOX", "under two keys");
    String id = world.approved(WHOLE_MAILBOX);
    assertThat(content(id, uid).statusCode()).isEqualTo(200);
    world.contoso.permit(false);
    try {
      awaitStatus(id, uid, 403);
      assertThat(recorded(id)).contains("OperatorReadMessage refused");
    } finally {
      world.contoso.permit(true);
    }
    awaitStatus(id, uid, 200);
  }

  private void awaitStatus(String id, long uid, int status) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (content(id, uid).statusCode() != status) {
      assertThat(System.nanoTime()).as("waiting for " + status).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  @DisplayName("writes what an operator was refused into the tenant's log")
  void refusals() throws Exception {
    long uid = world.message("INBOX", "Subject: hay\r\n\r\nin the barn");
    String waiting = world.pending(WHOLE_MAILBOX);
    assertThat(content(waiting, uid).statusCode()).isEqualTo(404);
    assertThat(world.read(world.asker, waiting + "/folders").statusCode()).isEqualTo(404);
    assertThat(recorded(waiting))
        .endsWith("OperatorReadMessage refused", "OperatorListFolders refused");
    String approved = world.approved(Map.of("folder", "INBOX", "firstUid", uid, "lastUid", uid));
    assertThat(world.read(world.second, approved + "/messages").statusCode()).isEqualTo(404);
    assertThat(content(approved, uid + 1).statusCode()).isEqualTo(404);
    assertThat(world.read(world.asker, approved + "/documents").statusCode()).isEqualTo(404);
    assertThat(recorded(approved))
        .endsWith(
            "OperatorListMessages refused",
            "OperatorReadMessage refused",
            "OperatorListDocuments refused");
  }

  @Test
  @DisplayName("takes no requests from a tenant that wants none, and ends those that are open")
  void closed() throws Exception {
    long uid = world.message("INBOX", "behind a door");
    String id = world.approved(WHOLE_MAILBOX);
    ApiClient admin = world.contoso.client();
    assertThat(admin.get("/api/v1/lockbox").path("takesRequests").asBoolean()).isTrue();
    admin.put("/api/v1/lockbox", Map.of("takesRequests", false));
    try {
      assertThat(content(id, uid).statusCode()).isEqualTo(404);
      assertThat(world.state(id)).isEqualTo("cancelled");
      assertRefused(409, "lockbox-closed", () -> world.requested(WHOLE_MAILBOX));
    } finally {
      admin.put("/api/v1/lockbox", Map.of("takesRequests", true));
    }
    assertThat(content(id, uid).statusCode()).isEqualTo(404);
    assertThat(content(world.approved(WHOLE_MAILBOX), uid).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("ends for a person who is no longer an operator, whatever the token says")
  void formerOperator() throws Exception {
    long uid = world.message("INBOX", "seen once");
    try (ApiClient passing = world.passing()) {
      Map<String, Object> wish =
          Map.of(
              "tenant", "contoso",
              "mailbox", world.contoso.mailbox(),
              "supportCase", "1",
              "reason", "why not",
              "durationMinutes", 10);
      String id = passing.post(OPERATORS, wish).path("id").asText();
      world.asker.post(OPERATORS + "/" + id + "/approve", Map.of());
      world.decide(id, "approve");
      String path = "%s/messages/%d/content".formatted(id, uid);
      String token = LockboxWorld.token(passing);
      assertThat(world.read(token, path).statusCode()).isEqualTo(200);
      JsonNode all = world.asker.get("/api/v1/operator/operators").path("operators");
      assertThat(all.findValuesAsText("origin"))
          .containsExactlyInAnyOrder("firstStart", "configuration", "configuration");
      world.send(world.asker, "DELETE", "/api/v1/operator/operators/" + world.passing.clientId());
      assertThat(world.read(token, path).statusCode()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("belongs to the operator who asked: another operator cannot use it")
  void othersSecret() throws Exception {
    String first = world.asker.get("/api/v1/me").path("appId").asText();
    String path = "/api/v1/applications/" + first + "/secret";
    assertThatExceptionOfType(ApiRefusedException.class)
        .isThrownBy(() -> world.second.post(path, Map.of()))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("application-not-found"));
  }

  @Test
  @DisplayName(
      "fault60: no operator makes another one, and one that was made so once does not agree")
  void fault60_operatorMakesNone(@TempDir Path folder) throws Exception {
    try (LockboxWorld other = new LockboxWorld(folder.resolve("data"));
        ApiClient passing = other.passing()) {
      assertThat(other.send(other.asker, "POST", "/api/v1/operator/operators").statusCode())
          .isEqualTo(405);
      assertThat(other.send(other.asker, "POST", "/api/v1/applications").statusCode())
          .isEqualTo(403);
      String first = other.requested(WHOLE_MAILBOX);
      passing.post(OPERATORS + "/" + first + "/approve", Map.of());

      other.forgetWhoNamedPassing();
      String id = other.requested(WHOLE_MAILBOX);
      assertRefused(
          409,
          "operator-not-named",
          () -> passing.post(OPERATORS + "/" + id + "/approve", Map.of()));
      assertThat(other.asker.get(OPERATORS + "/" + id).path("state").asText())
          .isEqualTo("requested");
    }
  }

  @Test
  @DisplayName("says what is wrong with a request")
  void invalid() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("durationMinutes", 241),
            Map.of("durationMinutes", 0),
            Map.of("reason", "mail \u202eseod"),
            Map.of("folder", "INBOX\u2067"),
            Map.of("mailbox", "Alice"),
            Map.of("supportCase", ""),
            Map.of("reason", "two\nlines"),
            Map.of("firstUid", 3))) {
      assertRefused(400, "access-request-invalid", () -> world.requested(wrong));
    }
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("prefix", "x"),
            Map.of("site", "plans", "folder", "x"),
            Map.of("site", "plans", "mailbox", "a@b.example"),
            Map.of("durationMinutes", Long.MAX_VALUE))) {
      assertRefused(400, "request-invalid", () -> world.requested(wrong));
    }
    assertRefused(404, "tenant-not-found", () -> world.requested(Map.of("tenant", "nowhere")));
  }
}
