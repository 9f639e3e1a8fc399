package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Fault matrix, row 55: names lead where the service said, also for who writes its database. */
@DisplayName("Somebody who exchanges names in the database of a running server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class SwappedNamesTest {

  private static final String NOT_AUTHENTIC = "row-not-authentic";

  private LockboxWorld world;
  private Connection attacker;
  private Member admin;

  @BeforeAll
  void setUp(@TempDir Path folder) throws IOException, SQLException {
    world = new LockboxWorld(folder.resolve("data"));
    attacker = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/freehold.db"));
    write("PRAGMA busy_timeout = 10000");
    admin = Member.of(world.server, world.contoso, "GLOBAL_ADMIN", "SHAREPOINT_ADMIN");
    for (String name : List.of("board", "open")) {
      assertThat(admin.send("POST", "/api/v1/sites", Map.of("name", name)).status()).isEqualTo(201);
    }
  }

  @AfterAll
  void tearDown() throws SQLException {
    admin.close();
    attacker.close();
    world.close();
  }

  private void write(String... statements) throws SQLException {
    for (String sql : statements) {
      try (Statement statement = attacker.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private void exchangeSites() throws SQLException {
    write(
        "UPDATE file_sites SET name = 'x' WHERE name = 'board'",
        "UPDATE file_sites SET name = 'board' WHERE name = 'open'",
        "UPDATE file_sites SET name = 'open' WHERE name = 'x'");
    // What a node has read is relied on for so long.
    LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
  }

  private static void assertNotAuthentic(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(NOT_AUTHENTIC));
  }

  private void assertAlarmed(String kind) throws Exception {
    await(
        "an alarm about a " + kind,
        () ->
            admin
                .get("/api/v1/audit-records?operations=RowRefused")
                .body()
                .toString()
                .contains("\"" + kind + "\""));
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  @DisplayName("fault55: has no site opened to an operator by approval of another one's name")
  void fault55_lockboxOfASite() throws Exception {
    String id = world.pending(Map.of("site", "open"));
    exchangeSites();
    try {
      assertNotAuthentic(() -> world.decide(id, "approve"));
      assertThat(admin.get(LockboxWorld.TENANTS + "?state=pending").body().toString())
          .as("the request is shown all the same, to be denied")
          .contains(id);
      assertAlarmed("site");
      assertThat(admin.get("/api/v1/refused-rows").body().toString()).contains("\"site\"");
    } finally {
      exchangeSites();
    }
    assertThat(world.state(id)).isEqualTo("pending");
    assertThat(world.read(world.asker, id + "/documents").statusCode()).isEqualTo(404);
    world.decide(id, "approve");
    assertThat(world.read(world.asker, id + "/documents").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("fault55: has no mailbox opened to an operator by approval of another one's address")
  void fault55_lockboxOfAMailbox() throws Exception {
    ApiClient contoso = world.contoso.client();
    String other = "other@contoso.example";
    contoso.post("/api/v1/mailboxes", Map.of("address", other));
    String id = world.pending(Map.of("mailbox", other));
    write(
        "CREATE TABLE kept AS SELECT n.mailbox_id, n.kind, n.folded, n.tenant_id, n.seal,"
            + " (SELECT m.id FROM mail_mailboxes m WHERE m.id <> n.mailbox_id) AS taker"
            + " FROM mail_recipient_names n",
        "DELETE FROM mail_recipient_names",
        "INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id, seal)"
            + " SELECT taker, kind, folded, tenant_id, seal FROM kept");
    try {
      assertNotAuthentic(() -> world.decide(id, "approve"));
      assertNotAuthentic(
          () -> contoso.post("/api/v1/mailboxes/" + other + "/holds", Map.of("name", "case")));
      assertNotAuthentic(() -> contoso.get("/api/v1/mailboxes/" + other + "/folders"));
      assertAlarmed("recipient-name");
    } finally {
      write(
          "DELETE FROM mail_recipient_names",
          "INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id, seal)"
              + " SELECT mailbox_id, kind, folded, tenant_id, seal FROM kept",
          "DROP TABLE kept");
    }
    assertThat(world.state(id)).isEqualTo("pending");
    world.decide(id, "approve");
    assertThat(world.read(world.asker, id + "/messages").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("fault55: has no upload land in another site, nor a grant or hold")
  void fault55_uploadBySwappedName() throws Exception {
    try (Member owner = Member.of(world.server, world.contoso, "SHAREPOINT_ADMIN");
        Member reader = Member.of(world.server, world.contoso);
        S3Client upload = TestS3.of(owner).client(world.server);
        S3Client read = TestS3.of(reader).client(world.server)) {
      grant("board", owner, "write", 200);
      grant("open", owner, "write", 200);
      grant("open", reader, "read", 200);
      exchangeSites();
      try {
        assertThatThrownBy(
                () ->
                    upload.putObject(
                        put -> put.bucket("board").key("secret.txt"),
                        RequestBody.fromString("for the board")))
            .isInstanceOfSatisfying(
                S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(500));
        grant("board", reader, "read", 500);
        assertThat(admin.send("POST", "/api/v1/sites/board/holds", Map.of("name", "case")).code())
            .isEqualTo(NOT_AUTHENTIC);
        assertThat(owner.get("/api/v1/sites").body().path("sites")).isEmpty();
      } finally {
        exchangeSites();
      }
      assertThatThrownBy(() -> read.listObjectsV2(list -> list.bucket("board")))
          .isInstanceOf(S3Exception.class);
      assertThat(read.listObjectsV2(list -> list.bucket("open")).contents()).isEmpty();
    }
  }

  private void grant(String site, Member to, String role, int status) throws IOException {
    String path = "/api/v1/sites/" + site + "/permissions/" + to.objectId();
    assertThat(admin.send("PUT", path, Map.of("role", role)).status()).isEqualTo(status);
  }

  @Test
  @DisplayName("fault55: lets nobody sign in under another's name")
  void fault55_nameOfAnActor() throws Exception {
    JsonNode made =
        admin
            .send(
                "POST",
                "/api/v1/users",
                Map.of(
                    "userPrincipalName", "max@contoso.example",
                    "displayName", "Max",
                    "roles", List.of("AUDITOR"),
                    "password", "three swans and a boat"))
            .body();
    assertThat(made.path("objectId").asText()).isNotEmpty();
    for (String[] change :
        List.of(
            new String[] {
              "UPDATE user_credentials SET user_principal_name = 'ceo@contoso.example'"
                  + " WHERE name_folded = 'max@contoso.example'",
              "UPDATE user_credentials SET user_principal_name = 'max@contoso.example'"
                  + " WHERE name_folded = 'max@contoso.example'"
            },
            new String[] {
              "UPDATE identities SET display_name = 'Chief' WHERE display_name = 'Max'",
              "UPDATE identities SET display_name = 'Max' WHERE display_name = 'Chief'"
            })) {
      write(change[0]);
      HttpResponse<String> answer = signIn();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("access_token", "ceo@");
      write(change[1]);
    }
    assertAlarmed("password");
    assertAlarmed("identity");
  }

  private HttpResponse<String> signIn() throws Exception {
    return form(
        "/organizations/oauth2/v2.0/token",
        "grant_type=password&client_id=shell&username=max@contoso.example"
            + "&password=three+swans+and+a+boat&scope="
            + ApiAudience.SCOPE);
  }

  private HttpResponse<String> form(String path, String form) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(world.server.clientTls()).build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(world.server.apiUri() + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  @DisplayName("does not hide among alarms about devices that only wait")
  void devicesThatWaitAreNoAlarm() throws Exception {
    HttpResponse<String> device =
        form(
            "/organizations/oauth2/v2.0/devicecode",
            "client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46&scope=" + ApiAudience.SCOPE);
    assertThat(device.statusCode()).as(device.body()).isEqualTo(200);
    String listed = world.asker.get("/api/v1/operator/refused-rows").toString();
    assertThat(listed).doesNotContain("device-approval");
    write("UPDATE device_codes SET state = 'APPROVED'");
    assertThat(world.asker.get("/api/v1/operator/refused-rows").toString())
        .contains("device-approval");
    write("UPDATE device_codes SET state = 'PENDING'");
  }
}
