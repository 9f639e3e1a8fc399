package dev.freehold.vault.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.IpRule;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.policy.PermissionFamily;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.subscriptions.ResourceGroup;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.TestSeals;
import dev.freehold.web.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final Author AUTHOR = new Author("someone", true);
  private static final UUID PRINCIPAL = UUID.randomUUID();

  @TempDir Path folder;
  private Database opened;
  private Database database;
  private Ledger ledger;
  private final List<UUID> destroyed = new ArrayList<>();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00.123Z"));
  private Registry registry;
  private VaultAdministration administration;

  abstract Dialect dialect();

  @BeforeEach
  void open() {
    opened = TestDatabases.open(dialect(), folder, Ledger.MIGRATIONS, new MigrationSet("vault"));
    ledger = new Ledger(opened, clock);
    database = TestSeals.over(opened, ledger, folder);
    registry = Registry.of(Locations.of("local"), (tx, vaultId) -> destroyed.add(vaultId), clock);
    administration = new VaultAdministration(database, ledger, registry, "system:test");
    administration.createSubscription(
        new Subscription(SUBSCRIPTION, TENANT, "Contoso", Set.of(OWNER)));
  }

  @AfterEach
  void close() {
    opened.close();
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
    assertThat(made.created().at()).isEqualTo(Instant.parse("2026-11-24T12:00:00.123Z"));
  }

  @Test
  void theLongestNameIsKept() {
    String longest = "v".repeat(KeyVaultNames.MAX_VAULT_CHARS);
    assertThat(administration.createVault(vault(longest)).name()).isEqualTo(longest);
    assertThat(administration.vault(longest)).isPresent();
  }

  @Test
  void aNameIsTakenInEveryCaseAndAFailedVaultLeavesNothing() {
    administration.createVault(vault("contoso-a"));
    assertFails(
        () -> administration.createVault(vault("CONTOSO-A", policy("get"))),
        VaultError.ALREADY_EXISTS);
    assertThat(administration.vault("contoso-a").orElseThrow().settings().policies()).isEmpty();
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
    change(AccessPolicyChange.ADD, policy("wrapKey"));
    assertThat(grants()).containsExactly(policy("get", "wrapKey"));
    change(AccessPolicyChange.REPLACE, policy("list"));
    assertThat(grants()).containsExactly(policy("list"));
    AccessPolicy other =
        new AccessPolicy(
            TENANT,
            PRINCIPAL,
            Optional.of(UUID.randomUUID()),
            Permissions.ofKeys(KeyPermission.GET));
    change(AccessPolicyChange.ADD, other);
    change(AccessPolicyChange.REMOVE, policy("list", "get"));
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
                            AccessPolicyChange.ADD,
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
    Vault made = administration.createVault(vault("contoso-a"));
    VaultSettings weaker = settings(90, false);
    Vault changed = database.write(tx -> registry.vaults().update(tx, made, weaker, AUTHOR));
    assertThat(changed.settings())
        .isEqualTo(settings(90, true))
        .satisfies(kept -> assertThat(kept.sku()).isEqualTo("premium"));
    assertThat(changed.modified().by()).isEqualTo(AUTHOR);
    assertThat(changed.created().by()).isEqualTo(new Author("system:test", false));
    assertFails(
        () -> database.write(tx -> registry.vaults().update(tx, made, settings(7, false), AUTHOR)),
        VaultError.INVALID);
  }

  @Test
  void vaultsAreListedByNameFromAPositionAndByGroup() {
    for (String name : List.of("vault-c", "vault-a", "vault-b")) {
      administration.createVault(vault(name));
    }
    administration.createVault(NewVault.forRootKeys("vault-d", SUBSCRIPTION, "other", List.of()));
    assertThat(listed(SUBSCRIPTION, Optional.empty(), "vault-a", 1)).containsExactly("vault-b");
    assertThat(listed(SUBSCRIPTION, Optional.of("OTHER"), "", 9)).containsExactly("vault-d");
    assertThat(listed(UUID.randomUUID(), Optional.empty(), "", 9)).isEmpty();
    List<ResourceGroup> groups =
        database.read(tx -> registry.subscriptions().groups(tx, SUBSCRIPTION, "", 9));
    assertThat(groups).extracting(ResourceGroup::name).containsExactly("group", "other");
  }

  private List<String> listed(UUID subscription, Optional<String> group, String after, int max) {
    VaultRange range = new VaultRange(subscription, group, after, max);
    return database.read(tx -> registry.vaults().list(tx, range)).stream()
        .map(Vault::name)
        .toList();
  }

  private static VaultSettings settings(int retentionDays, boolean purgeProtection) {
    NetworkRules rules =
        new NetworkRules(true, true, NetworkRules.Bypass.NONE, List.of(new IpRule("10.0.0.0/8")));
    return new VaultSettings(
        "premium",
        retentionDays,
        purgeProtection,
        false,
        rules,
        Set.of(PlatformUse.DEPLOYMENT),
        Map.of("a", "b"),
        List.of(policy("get")));
  }

  private Vault change(AccessPolicyChange change, AccessPolicy... entries) {
    return administration.changePolicies("contoso-a", change, List.of(entries));
  }

  private List<AccessPolicy> grants() {
    return administration.vault("contoso-a").orElseThrow().settings().policies();
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
