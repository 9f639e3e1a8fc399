package dev.freehold.server.features.policies;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.quickstart.VaultAdministrator;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.vault.subscriptions.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("A server with policies whose two vaults have the same owner")
class HoldersOfBothTest {

  private static final String GAUGE = "freehold_policies_in_one_hand ";

  private final Logger logger = (Logger) LoggerFactory.getLogger(HoldersOfBoth.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  @TempDir private Path folder;
  private String vaultPort;

  @BeforeEach
  void listen() throws IOException {
    vaultPort = Integer.toString(Ports.free());
    logged.start();
    // Tests of commands, in the same process, let the root logger write errors only.
    logger.setLevel(Level.WARN);
    logger.addAppender(logged);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(logged);
    logger.setLevel(null);
  }

  /** At the same port each time, so that the keys of policies are still of its vaults. */
  private FreeholdServer server() {
    return TestServer.start(
        folder.resolve("data"), Clock.systemUTC(), Map.of("vault.port", vaultPort));
  }

  @Test
  @DisplayName(
      "fault60: warns of them at its start and counts them, but not a policy of two owners")
  void fault60_oneHand() throws Exception {
    UUID tenant;
    UUID inOneHand;
    try (FreeholdServer server = server();
        TestTenant contoso = TestTenant.create(server, "contoso")) {
      assertThat(Monitoring.figures(server.metricsUri())).contains(GAUGE + "0.0");
      tenant = UUID.fromString(contoso.administrator().tenant());
      inOneHand = contoso.policyId();
      String owned = contoso.newKey("a", "second");
      String others = keyOfSomebodyElse(server, contoso);
      contoso
          .client()
          .post("/api/v1/policies", Map.of("name", "two", "keys", List.of(owned, others)));
    }
    assertThat(loggedAbout(tenant)).isEmpty();

    try (FreeholdServer server = server()) {
      Eventually.holds("it is counted", () -> isCounted(server));
    }
    assertThat(loggedAbout(tenant))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARN);
              assertThat(event.getFormattedMessage()).contains("one owner has both vaults");
              assertThat(event.getKeyValuePairs())
                  .anySatisfy(pair -> assertThat(pair.value).isEqualTo(inOneHand));
            });
  }

  private static boolean isCounted(FreeholdServer server) {
    try {
      return Monitoring.figures(server.metricsUri()).contains(GAUGE + "1.0");
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  /** Without what servers of other tests say meanwhile. */
  private List<ILoggingEvent> loggedAbout(UUID tenant) {
    synchronized (logged) {
      return logged.list.stream()
          .filter(
              event ->
                  event.getKeyValuePairs().stream()
                      .anyMatch(pair -> pair.key.equals("tenant") && tenant.equals(pair.value)))
          .toList();
    }
  }

  /** A key in a vault that another program of the tenant owns. */
  private static String keyOfSomebodyElse(FreeholdServer server, TestTenant tenant)
      throws IOException {
    JsonNode other =
        tenant
            .client()
            .post("/api/v1/applications", Map.of("displayName", "other", "roles", List.of()));
    UUID objectId = UUID.fromString(other.path("objectId").asText());
    String tenantId = tenant.administrator().tenant();
    UUID subscription = UUID.randomUUID();
    server
        .vaults()
        .administration("system:test")
        .createSubscription(
            new Subscription(subscription, UUID.fromString(tenantId), "others", Set.of(objectId)));
    UUID[] workloads =
        tenant
            .client()
            .get("/api/v1/workloads")
            .path("workloads")
            .valueStream()
            .map(workload -> UUID.fromString(workload.path("objectId").asText()))
            .toArray(UUID[]::new);
    try (VaultAdministrator vaults =
        new VaultAdministrator(
            TestTenant.connection(server, tenantId, other),
            objectId,
            subscription,
            server.vaults().managementResource(),
            "contoso-others",
            server.vaults().vaultUri("contoso-others"),
            Clock.systemUTC())) {
      vaults.createVault(workloads);
      return vaults.createKey("root", server.clientTls());
    }
  }
}
