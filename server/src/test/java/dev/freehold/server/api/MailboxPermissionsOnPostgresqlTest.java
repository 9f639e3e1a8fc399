package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.MailLimits;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Full access that several administrators give at once, on PostgreSQL,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxPermissionsOnPostgresqlTest {

  private static final int ROUNDS = 10;
  private static final int AT_ONCE = 8;
  private static final Map<String, List<String>> FULL =
      Map.of("accessRights", List.of("FullAccess"));

  private FreeholdServer server;
  private TestTenant tenant;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    DatabaseSettings.Postgresql database =
        (DatabaseSettings.Postgresql)
            TestDatabases.migrated(Dialect.POSTGRESQL, folder, Schemas.MAIN);
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of(
                "database.url", database.jdbcUrl(),
                "database.user", database.user(),
                "database.password", database.password()));
    tenant = TestTenant.create(server, "contoso");
  }

  @AfterAll
  void stop() {
    tenant.close();
    server.close();
  }

  private String mailbox(String local) throws IOException {
    String address = local + "@contoso.example";
    tenant.client().post("/api/v1/mailboxes", Map.of("address", address));
    return "/api/v1/mailboxes/" + address + "/permissions";
  }

  private String principal() throws IOException {
    return tenant
        .client()
        .post("/api/v1/applications", Map.of("displayName", "reader", "roles", List.of()))
        .path("objectId")
        .asText();
  }

  /** Gives full access to all of them at the same moment; returns how many were refused. */
  private int grant(String permissions, List<String> principals) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (String principal : principals) {
        Callable<Boolean> granting =
            () -> {
              start.await();
              return isGranted(permissions, principal);
            };
        all.add(threads.submit(granting));
      }
      start.countDown();
      int refused = 0;
      for (Future<Boolean> one : all) {
        refused += one.get() ? 0 : 1;
      }
      return refused;
    }
  }

  private boolean isGranted(String permissions, String principal) throws IOException {
    try {
      tenant.client().put(permissions + "/" + principal, FULL);
      return true;
    } catch (ApiRefusedException refused) {
      assertThat(refused.code()).isEqualTo("too-many-mailbox-permissions");
      return false;
    }
  }

  private JsonNode holders(String permissions) throws IOException {
    return tenant.client().get(permissions).path("permissions");
  }

  private int grants() throws IOException {
    return tenant
        .client()
        .get("/api/v1/audit-records?operations=Add-MailboxPermission")
        .path("records")
        .size();
  }

  @Test
  @DisplayName("is given to one person once, and is one entry in the ledger")
  void same() throws Exception {
    String permissions = mailbox("same");
    int before = grants();
    for (int round = 1; round <= ROUNDS; round++) {
      String principal = principal();
      assertThat(grant(permissions, Collections.nCopies(AT_ONCE, principal))).isZero();
      assertThat(holders(permissions)).hasSize(round);
    }
    assertThat(grants()).isEqualTo(before + ROUNDS);
  }

  @Test
  @DisplayName("does not pass the bound")
  void bound() throws Exception {
    String permissions = mailbox("bound");
    for (int i = 0; i < MailLimits.MAX_MAILBOX_PERMISSIONS - 1; i++) {
      assertThat(isGranted(permissions, principal())).isTrue();
    }
    List<String> last = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      last.add(principal());
    }
    assertThat(grant(permissions, last)).isEqualTo(AT_ONCE - 1);
    assertThat(holders(permissions)).hasSize(MailLimits.MAX_MAILBOX_PERMISSIONS);
  }
}
