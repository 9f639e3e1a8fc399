package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("freehold status")
class StatusCommandTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static CommandRun status(Path connection) {
    return CommandRun.of("status", "--connection", connection.toString());
  }

  @Test
  @DisplayName("says whose fault it is: to operators by ids, to the tenant by name")
  void whoseFault() throws IOException {
    try (FreeholdServer server =
            TestServer.start(
                folder.resolve("data"), Clock.systemUTC(), Map.of("keys.lease-seconds", "3"));
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      Path own = folder.resolve("contoso.json");
      tenant.administrator().write(own);
      String policy = "policy " + tenant.policyId();

      CommandRun well = status(server.operatorConnection());
      assertThat(well.exitCode()).as(well.err()).isZero();
      assertThat(well.out())
          .contains("tenant %s  %s  mailbox  ok".formatted(tenant.administrator().tenant(), policy))
          .doesNotContain("vault");

      tenant.permit(false);
      long start = System.nanoTime();
      CommandRun revoked = well;
      while (!revoked.out().contains("key-access-refused")) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        tenant.client().get("/api/v1/policies/" + tenant.policyId() + "/key-access");
        revoked = status(server.operatorConnection());
      }
      assertThat(revoked.exitCode()).isEqualTo(1);
      assertThat(revoked.out()).contains(policy + "  mailbox  key-access-refused");
      assertThat(status(own).out()).contains(policy + "  mailbox  mail  key-access-refused");
    }
  }
}
