package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestOperator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Customer Lockbox at the shell")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockboxCmdletsTest {

  private static final String REQUESTS = "/api/v1/operator/access-requests";

  private final TestOperator rosa = new TestOperator("Rosa Feld");
  private ShellWorld world;
  private ApiClient asker;
  private ApiClient second;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    world = ShellWorld.start(folder, TestOperator.named(rosa));
    FreeholdServer server = world.server();
    Connection operator = Connection.read(server.operatorConnection());
    asker = new ApiClient(operator, Clock.systemUTC());
    second = new ApiClient(rosa.connection(server), Clock.systemUTC());
    assertThat(world.run("Connect-ExchangeOnline -Credential $admin -ShowBanner:$false")).isEmpty();
  }

  @AfterAll
  void stop() {
    asker.close();
    second.close();
    world.close();
  }

  @Test
  @DisplayName("shows what waits, approves and cancels it, and finds all of it in the audit log")
  void decides() throws IOException {
    Map<String, Object> wish =
        Map.of(
            "tenant", "contoso",
            "mailbox", "bob@contoso.com",
            "supportCase", "C-12",
            "reason", "calendar is empty",
            "durationMinutes", 45);
    String id = asker.post(REQUESTS, wish).path("id").asText();
    assertThat(world.run("Get-AccessToCustomerDataRequest")).isBlank();
    second.post(REQUESTS + "/" + id + "/approve", Map.of());
    assertThat(
            world.run(
                "$r = Get-AccessToCustomerDataRequest -ApprovalStatus Pending;"
                    + " $r.RequestId; $r.Identity; $r.Reason; $r.Duration.TotalMinutes"))
        .isEqualToNormalizingNewlines(id + "\nbob@contoso.com\ncalendar is empty\n45\n");
    assertThat(
            world.run(
                "Set-AccessToCustomerDataRequest -RequestId "
                    + id
                    + " -ApprovalDecision Approve -Comment 'one look'"))
        .isEmpty();
    assertThat(asker.get(REQUESTS + "/" + id + "/folders").path("folders").get(0).path("path"))
        .hasToString("\"INBOX\"");
    world.run("Set-AccessToCustomerDataRequest -RequestId " + id + " -ApprovalDecision Cancel");
    assertThatThrownBy(() -> asker.get(REQUESTS + "/" + id + "/folders"))
        .isInstanceOfSatisfying(
            ApiRefusedException.class, refused -> assertThat(refused.status()).isEqualTo(404));
    assertThat(world.run("(Get-AccessToCustomerDataRequest -RequestId " + id + ").Status"))
        .isEqualToNormalizingNewlines("Canceled\n");
    String search =
        "Search-UnifiedAuditLog -StartDate (Get-Date).AddDays(-1) -EndDate (Get-Date).AddDays(1) ";
    assertThat(
            world.run(
                search
                    + "-Operations Set-AccessToCustomerDataRequest | % { $d = $_.AuditData |"
                    + " ConvertFrom-Json; $_.UserIds; $d.ClientIP; $d.Parameters[1].Value }"))
        .isEqualToNormalizingNewlines(
            "admin@contoso.com\n127.0.0.1\nCancel\nadmin@contoso.com\n127.0.0.1\nApprove\n");
    assertThat(world.run("(" + search + "-Operations OperatorListFolders).UserIds"))
        .as("what was given, and what was refused afterwards")
        .isEqualToNormalizingNewlines("operator\noperator\n");
  }
}
