package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Somebody who writes the vaults' database of a running server")
class VaultDatabaseTest {

  private static final String TEXT = "Subject: secret\r\n\r\nfor Contoso alone\r\n";

  @TempDir private Path folder;
  private LockboxWorld world;
  private Connection attacker;
  private long uid;

  @BeforeEach
  void setUp() throws Exception {
    world = new LockboxWorld(folder.resolve("data"));
    attacker = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/vault/vault.db"));
    uid = world.message("INBOX", TEXT);
    assertThat(contentOf().statusCode()).isEqualTo(200);
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
  @DisplayName("gives no service its permission back, and silences no vault")
  void fault55_permissionPutIn() throws Exception {
    revoke();
    putPermissionsIn();
    assertNothingIsRead();
    write("DELETE FROM vault_access_policies WHERE position >= 10");
    await("the vaults' refusal again", () -> contentOf().statusCode() == 403);
    world.contoso.permit(true);
    await("content", () -> contentOf().statusCode() == 200);
    assertThat(alarms()).contains("vault", "contoso-vault-a", "contoso-vault-b");
  }

  /** No refusal was heard yet, so that silence would be bridged by the availability key. */
  @Test
  @DisplayName("cannot make vaults count as silent by forging their rows")
  void fault55_changedVaultsAreNotSilent() throws Exception {
    write("UPDATE vault_vaults SET sku = 'premium'");
    await("the end of the lease", () -> contentOf().statusCode() != 200);
    assertNothingIsRead();
    write("UPDATE vault_vaults SET sku = 'standard'");
    await("content", () -> contentOf().statusCode() == 200);
  }

  @Test
  @DisplayName("does not undo a revocation by putting the older rows and seals back")
  void fault57_permissionPutBack() throws Exception {
    write("CREATE TABLE kept_policies AS SELECT * FROM vault_access_policies");
    write("CREATE TABLE kept_seals AS SELECT * FROM vault_seals");
    revoke();
    write("DELETE FROM vault_access_policies");
    write("INSERT INTO vault_access_policies SELECT * FROM kept_policies");
    write("DELETE FROM vault_seals");
    write("INSERT INTO vault_seals SELECT * FROM kept_seals");
    assertNothingIsRead();
    await("an alarm", () -> alarms().contains("put-back"));
  }

  private void revoke() throws Exception {
    world.contoso.permit(false);
    await("the vaults' refusal", () -> contentOf().statusCode() == 403);
  }

  private void putPermissionsIn() throws Exception {
    int position = 10;
    for (JsonNode workload : world.contoso.client().get("/api/v1/workloads").path("workloads")) {
      write(
          """
          INSERT INTO vault_access_policies
          SELECT id, %d, X'%s', zeroblob(16), '{"KEYS":["get","wrapKey","unwrapKey"]}'
          FROM vault_vaults
          """
              .formatted(position++, workload.path("objectId").asText().replace("-", "")));
    }
  }

  /** For longer than anything is kept in memory of vaults and keys. */
  private void assertNothingIsRead() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    while (System.nanoTime() < end) {
      HttpResponse<String> read = contentOf();
      assertThat(read.statusCode()).as(read.body()).isNotEqualTo(200);
      assertThat(read.body()).doesNotContain("Contoso alone");
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  private HttpResponse<String> contentOf() throws Exception {
    return world.send(
        world.contoso.client(),
        "GET",
        "/api/v1/mailboxes/%s/messages/%d/content".formatted(world.contoso.mailbox(), uid));
  }

  private String alarms() throws IOException {
    return world
        .contoso
        .client()
        .get("/api/v1/vault-audit-records?operations=RowRefused")
        .toString();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
