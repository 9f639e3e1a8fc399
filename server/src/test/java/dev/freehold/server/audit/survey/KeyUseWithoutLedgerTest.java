package dev.freehold.server.audit.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private static final int LEASE_SECONDS = 6;
  private static final String EDIT = "/api/v1/policies/mail";

  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;
  private RefusingLedger ledger;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    server =
        TestServer.start(
            data, Clock.systemUTC(), Map.of("keys.lease-seconds", Integer.toString(LEASE_SECONDS)));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant, "GLOBAL_ADMIN");
    ledger = new RefusingLedger(data.resolve("freehold.db"), RefusingLedger.SCHEDULERS_OWN);
  }

  @AfterAll
  void stop() throws Exception {
    ledger.close();
    admin.close();
    tenant.close();
    server.close();
  }

  private String keyAccess() {
    JsonNode answer = get("/api/v1/policies/mail/key-access");
    return answer.path("status").asText() + " " + answer.path("code").asText();
  }

  /** From its half on, a lease that is used is renewed. */
  private boolean isYoung() {
    JsonNode access = get("/api/v1/policies/mail/status").path("access");
    return access.path("leaseAgeSeconds").asDouble(LEASE_SECONDS) < LEASE_SECONDS / 3.0;
  }

  private JsonNode get(String path) {
    try {
      return admin.get(path).body();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
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
    Eventually.holds("the lease is young", () -> keyAccess().equals("available ") && isYoung());
    ledger.refuse();
    try {
      assertThat(keyAccess()).isEqualTo("available ");
      Eventually.holds(
          "the lease ends", DEADLINE, () -> keyAccess().contains("key-use-not-recorded"));
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
    Eventually.holds("what failed is forgotten", () -> keyAccess().equals("available "));
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
