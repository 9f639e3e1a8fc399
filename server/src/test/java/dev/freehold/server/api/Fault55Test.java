package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import java.io.IOException;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Somebody who writes the database of a running server")
class Fault55Test {

  private static final String TEXT = "Subject: secret\r\n\r\nfor Contoso alone\r\n";

  @TempDir private Path folder;
  private LockboxWorld world;
  private Connection attacker;

  @BeforeEach
  void setUp() throws IOException, SQLException {
    world = new LockboxWorld(folder.resolve("data"));
    attacker = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/freehold.db"));
  }

  @AfterEach
  void tearDown() throws SQLException {
    attacker.close();
    world.close();
  }

  private void write(String sql) throws SQLException {
    try (Statement statement = attacker.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(sql);
    }
  }

  @Test
  @DisplayName("does not let an operator read by an approval of its own making")
  void fault55_forgedLockboxApproval() throws Exception {
    long uid = world.message("INBOX", TEXT);
    String id = world.pending(Map.of());
    write(
        "UPDATE access_requests SET state = 'APPROVED', decided_by = 'eve', decided_at = 1,"
            + " owner_id = (SELECT id FROM key_owners LIMIT 1), access_until = 99999999999999");

    HttpResponse<String> read = read(id, uid);
    assertThat(read.statusCode()).isEqualTo(500);
    assertThat(read.body()).contains("row-not-authentic").doesNotContain("Contoso alone");
    assertAlarmed("access-request");
  }

  private HttpResponse<String> read(String id, long uid) throws Exception {
    return world.read(world.asker, id + "/messages/" + uid + "/content");
  }

  @Test
  @DisplayName("does not bring back an approval that the tenant took away")
  void fault57_approvalPutBack() throws Exception {
    long uid = world.message("INBOX", TEXT);
    String id = world.approved(Map.of("durationMinutes", 240));
    write("CREATE TABLE kept AS SELECT * FROM access_requests");
    world.decide(id, "cancel");
    write(
        "UPDATE access_requests SET state = 'APPROVED', ended_at = NULL,"
            + " decided_by = (SELECT decided_by FROM kept),"
            + " seal = (SELECT seal FROM kept),"
            + " seal_version = (SELECT seal_version FROM kept)");
    world.shift(Duration.ofSeconds(11));

    HttpResponse<String> read = read(id, uid);
    assertThat(read.statusCode()).isEqualTo(500);
    assertThat(read.body()).contains("row-out-of-date").doesNotContain("Contoso alone");
    assertThat(world.asker.get("/api/v1/operator/refused-rows").toString())
        .contains("access-request", "out-of-date");
  }

  @Test
  @DisplayName("does not open what the vaults refuse by a recovery or another kind of policy")
  void fault55_recoveringOpensNothing() throws Exception {
    long uid = world.message("INBOX", TEXT);
    world.contoso.permit(false);
    await("the vaults' refusal", () -> contentOf(uid).statusCode() == 403);
    for (String change : new String[] {"recovering = 1", "kind = 'FILE', recovering = 1"}) {
      write("UPDATE policies SET " + change);
      for (int asked = 0; asked < 3; asked++) {
        assertThat(contentOf(uid).statusCode()).isNotEqualTo(200);
      }
      await(
          "the row's refusal",
          () -> {
            HttpResponse<String> read = contentOf(uid);
            assertThat(read.body()).doesNotContain("Contoso alone");
            return read.body().contains("row-not-authentic");
          });
    }
    assertAlarmed("policy");
  }

  @Test
  @DisplayName("does not make silence of a refusal by other addresses of the vaults")
  void fault55_rootsThatAreElsewhere() throws Exception {
    long uid = world.message("INBOX", TEXT);
    assertThat(contentOf(uid).statusCode()).isEqualTo(200);
    write("CREATE TABLE kept AS SELECT * FROM policy_roots");
    for (String change :
        new String[] {
          "key_uri = replace(key_uri, ':', ':1'), key_version_uri = replace(key_version_uri,"
              + " '.localhost:', '.localhost:1')",
          "wrapped_key = zeroblob(256)",
          "wrapped_key = x''",
          "policy_id = zeroblob(16) WHERE policy_id = (SELECT id FROM policies WHERE name = 'mail')"
        }) {
      write("UPDATE policy_roots SET " + change);
      await("the row's refusal", () -> contentOf(uid).statusCode() != 200);
      world.contoso.permit(false);
      for (int asked = 0; asked < 3; asked++) {
        HttpResponse<String> read = contentOf(uid);
        assertThat(read.statusCode()).as(change + read.body()).isNotIn(200, 403);
        assertThat(read.body()).doesNotContain("Contoso alone");
        LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
      }
      world.contoso.permit(true);
      write("DELETE FROM policy_roots");
      write("INSERT INTO policy_roots SELECT * FROM kept");
    }
    assertAlarmed("policy-root");
  }

  private HttpResponse<String> contentOf(long uid) throws Exception {
    return world.send(
        world.contoso.client(),
        "GET",
        "/api/v1/mailboxes/%s/messages/%d/content".formatted(world.contoso.mailbox(), uid));
  }

  @Test
  @DisplayName("makes nobody agree to what takes a second person")
  void fault55_forgedAgreement() throws Exception {
    ApiClient admin = world.contoso.client();
    JsonNode plain =
        admin.post(
            "/api/v1/applications", Map.of("displayName", "plain", "roles", List.of("AUDITOR")));
    String act =
        admin
            .post(
                "/api/v1/pending-acts",
                Map.of("kind", "grantVaultAdmin", "objectId", plain.path("objectId").asText()))
            .path("id")
            .asText();
    write(
        "UPDATE pending_acts SET agreed_at = 1, agreed_by ="
            + " (SELECT object_id FROM identities WHERE display_name = 'approving')");
    assertNotAuthentic(() -> admin.post("/api/v1/pending-acts/" + act + "/carry-out", Map.of()));
    assertAlarmed("pending-act");
  }

  @Test
  @DisplayName("makes no operator one of those whom the configuration names")
  void fault55_forgedOperator() throws Exception {
    try (ApiClient passing = world.passing()) {
      world.forgetWhoNamedPassing();
      write(
          "INSERT INTO operators (client_id, object_id, origin, named_at, seal) SELECT app_id,"
              + " object_id, 'CONFIGURATION', 1, (SELECT seal FROM operators LIMIT 1) FROM"
              + " identities WHERE display_name = 'Passing'");
      String id = world.requested(Map.of());
      assertNotAuthentic(
          () -> passing.post(LockboxWorld.OPERATORS + "/" + id + "/approve", Map.of()));
    }
  }

  private static void assertNotAuthentic(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("row-not-authentic"));
  }

  /** The tenant's ledger tells of it. */
  private void assertAlarmed(String kind) throws Exception {
    await(
        "an alarm",
        () ->
            world
                .contoso
                .client()
                .get("/api/v1/audit-records?operations=RowRefused")
                .toString()
                .contains(kind));
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
