package dev.freehold.vault.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.PermissionFamily;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What subscriptions and vaults promise on every database. */
abstract class VaultsContract {

  private static final UUID TENANT = UUID.randomUUID();
  private static final UUID SUBSCRIPTION = UUID.randomUUID();
  private static final UUID OWNER = UUID.randomUUID();
  private static final UUID PRINCIPAL = UUID.randomUUID();

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private VaultAdministration administration;

  abstract Dialect dialect();

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect(), folder, Ledger.MIGRATIONS, new MigrationSet("vault"));
    MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00.123Z"));
    ledger = new Ledger(database, clock);
    administration =
        new VaultAdministration(database, ledger, new Vaults("local", clock), "system:test");
    administration.createSubscription(
        new Subscription(SUBSCRIPTION, TENANT, "Contoso", Set.of(OWNER)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aSubscriptionIsFoundWithItsOwners() {
    assertThat(administration.subscription(SUBSCRIPTION))
        .contains(new Subscription(SUBSCRIPTION, TENANT, "Contoso", Set.of(OWNER)));
    assertThat(administration.subscription(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aSubscriptionCannotBeMadeTwice() {
    assertFails(
        () ->
            administration.createSubscription(
                new Subscription(SUBSCRIPTION, TENANT, "again", Set.of())),
        VaultError.ALREADY_EXISTS);
  }

  @Test
  void aVaultIsFoundAsItWasMade() {
    Vault made = administration.createVault(vault("Contoso-A", policy("get", "wrapKey")));
    assertThat(administration.vault("contoso-a")).contains(made);
    assertThat(made.tenantId()).isEqualTo(TENANT);
    assertThat(made.retentionDays()).isEqualTo(90);
    assertThat(made.purgeProtection()).isTrue();
    assertThat(made.createdAt()).isEqualTo(Instant.parse("2026-11-24T12:00:00.123Z"));
  }

  @Test
  void aNameIsTakenInEveryCaseAndAFailedVaultLeavesNothing() {
    administration.createVault(vault("contoso-a"));
    assertFails(
        () -> administration.createVault(vault("CONTOSO-A", policy("get"))),
        VaultError.ALREADY_EXISTS);
    assertThat(administration.vault("contoso-a").orElseThrow().policies()).isEmpty();
    assertThat(operations()).containsExactly("SubscriptionCreate", "VaultPut");
  }

  @Test
  void aVaultNeedsASubscriptionAndPoliciesOfItsTenant() {
    assertFails(
        () ->
            administration.createVault(
                NewVault.forRootKeys("contoso-a", UUID.randomUUID(), "g", List.of())),
        VaultError.NOT_FOUND);
    AccessPolicy foreign = AccessPolicy.of(UUID.randomUUID(), PRINCIPAL, Permissions.NONE);
    assertFails(() -> administration.createVault(vault("contoso-a", foreign)), VaultError.INVALID);
  }

  @Test
  void policiesAreAddedReplacedAndRemoved() {
    administration.createVault(vault("contoso-a", policy("get")));
    change(PolicyChange.ADD, policy("wrapKey"));
    assertThat(grants()).containsExactly(policy("get", "wrapKey"));
    change(PolicyChange.REPLACE, policy("list"));
    assertThat(grants()).containsExactly(policy("list"));
    AccessPolicy other =
        new AccessPolicy(
            TENANT,
            PRINCIPAL,
            Optional.of(UUID.randomUUID()),
            Permissions.ofKeys(KeyPermission.GET));
    change(PolicyChange.ADD, other);
    change(PolicyChange.REMOVE, policy("list", "get"));
    assertThat(grants()).containsExactly(other);
  }

  @Test
  void changesOfOneVaultAtTheSameTimeAllCount() throws Exception {
    administration.createVault(vault("contoso-a"));
    List<Callable<Vault>> changes =
        IntStream.range(0, 8)
            .<Callable<Vault>>mapToObj(
                i ->
                    () ->
                        change(
                            PolicyChange.ADD,
                            AccessPolicy.of(
                                TENANT, new UUID(1, i), Permissions.ofKeys(KeyPermission.GET))))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(changes)) {
        done.get();
      }
    }
    assertThat(grants()).hasSize(8);
  }

  @Test
  void purgeProtectionStaysOnceItIsOnAndRetentionStaysAsItWas() {
    Vaults vaults = new Vaults("local", new MovableClock(Instant.EPOCH));
    Vault made = administration.createVault(vault("contoso-a"));
    NewVault weaker =
        new NewVault(
            new VaultName("contoso-a"),
            SUBSCRIPTION,
            "group",
            "premium",
            90,
            false,
            Map.of("a", "b"),
            List.of());
    Vault changed = database.write(tx -> vaults.update(tx, made, weaker));
    assertThat(changed.purgeProtection()).isTrue();
    assertThat(changed.sku()).isEqualTo("premium");
    assertThat(changed.tags()).containsExactly(Map.entry("a", "b"));
    NewVault shorter =
        new NewVault(
            weaker.name(), SUBSCRIPTION, "group", "premium", 7, false, Map.of(), List.of());
    assertFails(() -> database.write(tx -> vaults.update(tx, made, shorter)), VaultError.INVALID);
  }

  @Test
  void vaultsAreListedByNameFromAPosition() {
    for (String name : List.of("vault-c", "vault-a", "vault-b")) {
      administration.createVault(vault(name));
    }
    Vaults vaults = new Vaults("local", new MovableClock(Instant.EPOCH));
    List<Vault> page = database.read(tx -> vaults.list(tx, SUBSCRIPTION, "vault-a", 1));
    assertThat(page).extracting(Vault::name).containsExactly("vault-b");
    List<Vault> others = database.read(tx -> vaults.list(tx, UUID.randomUUID(), "", 9));
    assertThat(others).isEmpty();
  }

  private Vault change(PolicyChange change, AccessPolicy... entries) {
    return administration.changePolicies("contoso-a", change, List.of(entries));
  }

  private List<AccessPolicy> grants() {
    return administration.vault("contoso-a").orElseThrow().policies();
  }

  private List<String> operations() {
    return ledger.entries(TENANT, 0, 100).stream().map(e -> e.entry().operation()).toList();
  }

  private static NewVault vault(String name, AccessPolicy... policies) {
    return NewVault.forRootKeys(name, SUBSCRIPTION, "group", List.of(policies));
  }

  private static AccessPolicy policy(String... words) {
    return AccessPolicy.of(
        TENANT, PRINCIPAL, new Permissions(Map.of(PermissionFamily.KEYS, List.of(words))));
  }

  private static void assertFails(Runnable action, VaultError error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(VaultException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
