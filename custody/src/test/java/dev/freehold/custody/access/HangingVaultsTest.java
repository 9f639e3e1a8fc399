package dev.freehold.custody.access;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.RealVaults.VAULT_A;
import static dev.freehold.custody.testing.RealVaults.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.RealVaults;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mailbox whose vaults accept connections and never answer")
class HangingVaultsTest {

  /** What a server gives a call by default. */
  private static final Duration CALL = Duration.ofSeconds(5);

  private static final Duration PROMISED = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private CustodyFixture custody;
  private RealVaults real;
  private AzureRootVaults gateway;
  private CachedKeyAccess access;
  private UUID mailbox;

  @BeforeEach
  void open() throws IOException {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    real = new RealVaults(custody, Files.createDirectory(folder.resolve("vault")));
    gateway = real.gateway(CALL);
    Policy policy =
        custody
            .policies(gateway, real.allowList())
            .create(real.policyOver(VAULT_A, VAULT_B, "mail"), ADMIN);
    access =
        custody.access(
            gateway,
            LeaseSettings.withLease(Duration.ofSeconds(1)).asking(AskingSettings.forCalls(CALL)),
            System::nanoTime);
    mailbox = custody.ownerKeys(access).create(custody.mailboxUnder(policy.id()), SYSTEM);
  }

  @AfterEach
  void close() throws IOException {
    access.close();
    gateway.close();
    custody.close();
  }

  @Test
  @DisplayName("fault 53: serves a lone client within 3 s from the second request on")
  void fault53_aLoneClient() throws IOException {
    Eventually.holds("the lease of before is over", () -> access.cachedPolicies() == 0);
    try (ServerSocket _ = real.hang()) {
      assertThat(timeToOpen()).isLessThan(CALL.multipliedBy(2));
      for (int request = 2; request <= 4; request++) {
        Eventually.holds(
            "what the request before was given is over", () -> phases("begin") == phases("end"));
        assertThat(timeToOpen()).as("request %d", request).isLessThan(PROMISED);
      }
      assertThat(phases("begin")).isEqualTo(4);
      assertThat(custody.entries("AvailabilityKeyStandsIn")).hasSize(1);
    }
  }

  private Duration timeToOpen() {
    long start = System.nanoTime();
    access.open(mailbox, USER).close();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private long phases(String phase) {
    return custody.entries("FallbackToAvailabilityKey").stream()
        .filter(recorded -> recorded.entry().details().get("phase").equals(phase))
        .count();
  }
}
