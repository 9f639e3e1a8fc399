package dev.freehold.server.roots;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.server.roots.RealVaults.VAULT_A;
import static dev.freehold.server.roots.RealVaults.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.access.RootTimeouts;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.AwakeTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mailbox whose vaults accept connections and never answer")
@Order(1)
class HangingVaultsTest {

  /** What a server gives a call by default. */
  private static final Duration CALL = Duration.ofSeconds(5);

  /** Short, yet longer than a busy machine stands. */
  private static final Duration LEASE = Duration.ofSeconds(3);

  private static final Duration PROMISED = Duration.ofSeconds(3);
  private static final int WAITING_CONNECTIONS = 256;

  @TempDir private Path folder;
  private CustodyFixture custody;
  private RealVaults real;
  private AzureRootVaults gateway;
  private CachedKeyAccess access;
  private UUID mailbox;

  @BeforeEach
  void open() throws IOException {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    ReadyServiceRoots.insert(custody);
    real = new RealVaults(custody, Files.createDirectory(folder.resolve("vault")));
    gateway = real.gateway(CALL);
    Policy policy =
        custody
            .policies(gateway, real.allowList())
            .create(real.policyOver(VAULT_A, VAULT_B, "mail"), ADMIN);
    access = newAccess(gateway);
    mailbox = custody.ownerKeys(access).create(custody.mailboxUnder(policy.id()), SYSTEM);
  }

  private CachedKeyAccess newAccess(RootVaults vaults) {
    return custody.access(
        vaults,
        LeaseSettings.withLease(LEASE).rootTimeouts(RootTimeouts.forCalls(CALL)),
        System::nanoTime);
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
    endTheLease();
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

  @Test
  @DisplayName(
      "fault 51, fault 53: and the other refuses: is refused within 3 s from the second on")
  void fault51_oneRefusesAndOneHangs() throws IOException {
    endTheLease();
    real.revoke(VAULT_A);
    try (ServerSocket hanging =
            new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
        AzureRootVaults elsewhere = real.gateway(CALL, hanging.getLocalPort())) {
      access.close();
      access = newAccess(new SecondVaultElsewhere(gateway, elsewhere, hanging.getLocalPort()));
      assertThat(timeToBeRefused()).isBetween(PROMISED, CALL.plus(PROMISED));
      for (int request = 2; request <= 4; request++) {
        assertThat(timeToBeRefused()).as("request %d", request).isLessThan(PROMISED);
      }
      access.close();
      access = newAccess(new SecondVaultElsewhere(gateway, elsewhere, hanging.getLocalPort()));
      assertThat(timeToBeRefused()).as("locked, after a restart").isLessThan(PROMISED);
    }
  }

  /** The second vault's calls go to a port at which nothing is ever answered. */
  private record SecondVaultElsewhere(RootVaults usual, RootVaults elsewhere, int port)
      implements RootVaults {

    @Override
    public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
      return usual.describe(caller, key);
    }

    @Override
    public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
      return usual.wrap(caller, keyVersion, secret);
    }

    @Override
    public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
      if (!keyVersion
          .toString()
          .toLowerCase(Locale.ROOT)
          .contains(VAULT_B.toLowerCase(Locale.ROOT))) {
        return usual.unwrap(caller, keyVersion, wrapped);
      }
      String moved = keyVersion.toString().replace(":" + keyVersion.port() + "/", ":" + port + "/");
      return elsewhere.unwrap(caller, RootKeyUri.parse(moved), wrapped);
    }
  }

  /** What setting up opened is forgotten after this. */
  private static void endTheLease() {
    awaitOver("the lease of before is over", LEASE);
  }

  private Duration timeToBeRefused() {
    long start = AwakeTime.nanos();
    assertThat(reasonOfRefusal()).isEqualTo(Reason.REFUSED);
    Duration taken = AwakeTime.since(start);
    awaitOver("a failure is not remembered any more", Duration.ZERO);
    return taken;
  }

  private Reason reasonOfRefusal() {
    try {
      access.open(mailbox, USER).close();
      return null;
    } catch (KeyAccessException refused) {
      return refused.reason();
    }
  }

  private static void awaitOver(String what, Duration remembered) {
    long end = System.nanoTime() + remembered.plusMillis(500).toNanos();
    Eventually.holds(what, () -> System.nanoTime() - end > 0);
  }

  private Duration timeToOpen() {
    long start = AwakeTime.nanos();
    access.open(mailbox, USER).close();
    return AwakeTime.since(start);
  }

  private long phases(String phase) {
    return custody.entries("FallbackToAvailabilityKey").stream()
        .filter(recorded -> recorded.entry().details().get("phase").equals(phase))
        .count();
  }
}
