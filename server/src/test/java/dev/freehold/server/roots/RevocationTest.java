package dev.freehold.server.roots;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.server.roots.RealVaults.VAULT_A;
import static dev.freehold.server.roots.RealVaults.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.access.RootTimeouts;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mailbox under two keys in Freehold's own vaults")
class RevocationTest {

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration ALLOWANCE = Duration.ofSeconds(1);

  /** For vaults that answer: longer than a busy machine stands still. */
  private static final Duration CALL = Duration.ofSeconds(20);

  private static final LeaseSettings LONG =
      LeaseSettings.DEFAULT.rootTimeouts(RootTimeouts.forCalls(CALL));
  private static final LeaseSettings SETTINGS =
      LeaseSettings.withLease(LEASE).rootTimeouts(RootTimeouts.forCalls(CALL));

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
    Policies policies = custody.policies(gateway, real.allowList());
    Policy policy = policies.create(real.policyOver(VAULT_A, VAULT_B, "mail"), ADMIN);
    try (CachedKeyAccess first = custody.access(gateway, LONG, System::nanoTime)) {
      mailbox = custody.ownerKeys(first).create(custody.mailboxUnder(policy.id()), SYSTEM);
    }
    access = custody.access(gateway, SETTINGS, System::nanoTime);
  }

  @AfterEach
  void close() {
    access.close();
    gateway.close();
    real.close();
    custody.close();
  }

  @Test
  @DisplayName(
      "is unreadable within the lease and a second of revocation, and readable again after")
  void revocationAndRestoration() {
    try (OwnerKey before = access.open(mailbox, USER)) {
      real.revoke(VAULT_A);
      access.open(mailbox, USER).close();
      real.revoke(VAULT_B);
      Eventually.ends(
          "reads are not refused",
          LEASE.plus(ALLOWANCE),
          () -> reasonOfRefusal() != Reason.REFUSED);
      assertThat(custody.entries("FallbackToAvailabilityKey")).isEmpty();

      real.grant(VAULT_B);
      Eventually.holds("reads work again", () -> reasonOfRefusal() == null);
      try (OwnerKey after = access.open(mailbox, USER)) {
        assertThat(after.key().sameAs(before.key())).isTrue();
      }
    }
  }

  @Test
  @DisplayName("fault 25: with its vaults down it is served by the availability key, then by them")
  void fault25_vaultsGoDownAndComeBack() {
    real.stop();
    try (CachedKeyAccess restarted = custody.access(gateway, LONG, System::nanoTime)) {
      restarted.open(mailbox, USER).close();
      assertThat(custody.entries("FallbackToAvailabilityKey")).hasSize(1);
    } finally {
      real.start();
    }
    try (CachedKeyAccess restarted = custody.access(gateway, LONG, System::nanoTime)) {
      restarted.open(mailbox, USER).close();
      assertThat(custody.entries("FallbackToAvailabilityKey")).hasSize(2);
    }
  }

  @Test
  @DisplayName("a policy cannot be made over a vault that does not let the service in")
  void policiesNeedPermission() {
    real.revoke(VAULT_B);
    assertThatThrownBy(
            () ->
                custody
                    .policies(gateway, real.allowList())
                    .create(real.policyOver(VAULT_A, VAULT_B, "other"), ADMIN))
        .hasMessageContaining("grant the service get, wrapKey and unwrapKey");
  }

  /** Why a user does not get the key, or null if he does. */
  private Reason reasonOfRefusal() {
    try {
      access.open(mailbox, USER).close();
      return null;
    } catch (KeyAccessException e) {
      return e.reason();
    }
  }
}
