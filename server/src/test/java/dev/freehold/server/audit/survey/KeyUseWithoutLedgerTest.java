package dev.freehold.server.audit.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fault32: while the ledger takes no entry")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyUseWithoutLedgerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String EDIT = "/api/v1/policies/mail";

  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;
  private RefusingLedger ledger;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    server = TestServer.start(data, Clock.systemUTC(), Map.of("keys.lease-seconds", "2"));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant, "GLOBAL_ADMIN");
    ledger = new RefusingLedger(data.resolve("freehold.db"), Set.of("scheduled_tasks"));
  }

  @AfterAll
  void stop() throws Exception {
    ledger.close();
    admin.close();
    tenant.close();
    server.close();
  }

  private String keyAccess() throws Exception {
    JsonNode answer = admin.get("/api/v1/policies/mail/key-access").body();
    return answer.path("status").asText() + " " + answer.path("code").asText();
  }

  private String health(String part) throws Exception {
    return Monitoring.part(server.metricsUri(), part);
  }

  private String metric(String name) throws Exception {
    return Monitoring.figures(server.metricsUri())
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElse("");
  }

  @Test
  @DisplayName("a held key is used until its lease ends, none is got anew, and an alarm says why")
  void fault32_heldKeysEndWithTheirLease() throws Exception {
    assertThat(keyAccess()).isEqualTo("available ");
    ledger.refuse();
    try {
      assertThat(keyAccess()).isEqualTo("available ");
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (!keyAccess().contains("key-use-not-recorded")) {
        assertThat(System.nanoTime()).as(keyAccess()).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      assertThat(health("ledger")).isEqualTo("degraded");
      assertThat(health("database")).isEqualTo("ok");
      assertThat(metric("freehold_ledger_available{ledger=\"service\"}")).endsWith(" 0.0");
      assertThat(metric("freehold_ledger_refused_total{ledger=\"service\"}"))
          .doesNotEndWith(" 0.0");
    } finally {
      ledger.accept();
    }
    assertThat(health("ledger")).isEqualTo("ok");
    assertThat(metric("freehold_ledger_available{ledger=\"service\"}")).endsWith(" 1.0");
    assertThat(keyAccess()).isEqualTo("available ");
    assertThat(ledger.operationsAfter(0)).contains("LedgerResume");
  }

  @Test
  @DisplayName("because another writer is stuck, an act is refused in time and has no effect")
  void fault32_stuckWriter() throws Exception {
    Map<String, List<String>> before = ledger.state();
    ledger.stick();
    Answer refused;
    try {
      refused = admin.send("PATCH", EDIT, Map.of("description", "while it is stuck"));
    } finally {
      ledger.unstick();
    }
    assertThat(refused.status()).isEqualTo(503);
    assertThat(ledger.state()).isEqualTo(before);
    assertThat(admin.send("PATCH", EDIT, Map.of("description", "afterwards")).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("an act tells where it came from; the use of a key does not")
  void origins() throws Exception {
    admin.send("PATCH", EDIT, Map.of("description", "from somewhere"));
    JsonNode edits = admin.get("/api/v1/audit-records?operations=PolicyEdit").body();
    JsonNode uses = admin.get("/api/v1/audit-records?operations=KeyUnwrap").body();
    assertThat(edits.path("records").findValuesAsText("clientIp")).isNotEmpty().doesNotContain("");
    assertThat(uses.path("records").findValuesAsText("clientIp")).isNotEmpty().containsOnly("");
  }
}
