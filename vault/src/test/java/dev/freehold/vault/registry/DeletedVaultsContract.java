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
import dev.freehold.vault.VaultName;
import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.policy.AccessDecision;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.policy.RoleScope;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.TestSeals;
import dev.freehold.web.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deleted vaults, protected subscriptions and roles promise on every database. */
abstract class DeletedVaultsContract {

  private static final UUID TENANT = UUID.randomUUID();
  private static final UUID SUBSCRIPTION = UUID.randomUUID();
  private static final UUID PRINCIPAL = UUID.randomUUID();
  private static final Author AUTHOR = new Author(UUID.randomUUID().toString(), true);
  private static final Instant START = Instant.parse("2026-11-24T12:00:00.123Z");

  @TempDir Path folder;
  private final List<UUID> destroyed = Collections.synchronizedList(new ArrayList<>());
  private final MovableClock clock = new MovableClock(START);
  private Database opened;
  private Database database;
  private Ledger ledger;
  private Registry registry;

  abstract Dialect dialect();

  @BeforeEach
  void open() {
    opened = TestDatabases.open(dialect(), folder, Ledger.MIGRATIONS, new MigrationSet("vault"));
    ledger = new Ledger(opened, clock);
    database = TestSeals.over(opened, ledger, folder);
    registry = Registry.of(Locations.of("local"), (tx, vaultId) -> destroyed.add(vaultId), clock);
    database.write(
        tx -> {
          registry
              .subscriptions()
              .create(tx, new Subscription(SUBSCRIPTION, TENANT, "Contoso", Set.of()));
          return true;
        });
  }

  @AfterEach
  void close() {
    opened.close();
  }

  private Vault make(String name, boolean rbac, boolean purgeProtection, int retentionDays) {
    VaultSettings settings =
        new VaultSettings(
            "standard",
            retentionDays,
            purgeProtection,
            rbac,
            NetworkRules.OPEN,
            Set.of(),
            Map.of("a", "b"),
            List.of(AccessPolicy.of(TENANT, PRINCIPAL, Permissions.ofKeys(KeyPermission.GET))));
    NewVault wanted = new NewVault(new VaultName(name), SUBSCRIPTION, "group", settings);
    return database.write(tx -> registry.vaults().create(tx, wanted, AUTHOR));
  }

  private DeletedVault delete(Vault vault) {
    return database.write(tx -> registry.deleted().delete(tx, vault));
  }

  private Optional<Vault> live(String name) {
    return database.read(tx -> registry.vaults().find(tx, name));
  }

  private Optional<DeletedVault> deleted(String name) {
    return database.read(tx -> registry.deleted().find(tx, name));
  }

  private boolean purge(DeletedVault vault) {
    return database.write(
        tx -> {
          registry.deleted().purge(tx, vault);
          return true;
        });
  }

  @Test
  void aDeletedVaultIsOnTheOtherSideUntilItIsRecovered() {
    Vault made = make("Contoso-A", false, true, 30);
    DeletedVault gone = delete(made);
    assertThat(gone.vault()).isEqualTo(made);
    assertThat(gone.deletedAt()).isEqualTo(START);
    assertThat(gone.purgeAt()).isEqualTo(START.plus(Duration.ofDays(30)));
    assertThat(live("contoso-a")).isEmpty();
    assertThat(deleted("CONTOSO-A")).contains(gone);
    VaultRange all = new VaultRange(SUBSCRIPTION, Optional.empty(), "", 9);
    List<Vault> lives = database.read(tx -> registry.vaults().list(tx, all));
    List<DeletedVault> listed = database.read(tx -> registry.deleted().list(tx, all));
    assertThat(lives).isEmpty();
    assertThat(listed).containsExactly(gone);
    Vault back = database.write(tx -> registry.deleted().recover(tx, gone, AUTHOR));
    assertThat(back).isEqualTo(made);
    assertThat(live("contoso-a")).contains(made);
    assertThat(deleted("contoso-a")).isEmpty();
  }

  @Test
  void itsNameStaysTakenUntilItIsPurged() {
    DeletedVault gone = delete(make("contoso-a", false, false, 7));
    boolean taken = database.read(tx -> registry.vaults().isTaken(tx, "CONTOSO-A"));
    assertThat(taken).isTrue();
    assertThatThrownBy(() -> make("contoso-A", false, false, 7))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.ALREADY_EXISTS));
    purge(gone);
    assertThat(destroyed).containsExactly(gone.vault().id());
    assertThat(make("contoso-A", false, false, 7).id()).isNotEqualTo(gone.vault().id());
  }

  @Test
  void protectionRefusesAPurgeWhicheverItIs() {
    DeletedVault byItself = delete(make("contoso-a", false, true, 7));
    assertNotAllowed(byItself);
    delete(make("contoso-b", false, false, 7));
    database.write(
        tx -> {
          registry.subscriptions().protect(tx, SUBSCRIPTION);
          return true;
        });
    DeletedVault bySubscription = deleted("contoso-b").orElseThrow();
    assertThat(bySubscription.vault().protectedSubscription()).isTrue();
    assertThat(bySubscription.vault().recoveryLevel())
        .isEqualTo(RecoveryLevel.CUSTOMIZED_RECOVERABLE_PROTECTED_SUBSCRIPTION);
    assertNotAllowed(bySubscription);
    assertThat(destroyed).isEmpty();
  }

  private void assertNotAllowed(DeletedVault vault) {
    assertThatThrownBy(() -> purge(vault))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.NOT_ALLOWED));
  }

  @Test
  void whatIsDueIsPurgedOnceByHoweverManyDoIt() throws Exception {
    Vault early = make("contoso-a", false, true, 7);
    make("contoso-b", false, true, 7);
    delete(early);
    delete(make("contoso-c", false, true, 8));
    clock.advance(Duration.ofDays(7));
    List<Callable<Boolean>> jobs = Collections.nCopies(4, () -> job().run(clock.instant()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(jobs)) {
        assertThat(done.get()).isFalse();
      }
    }
    assertThat(destroyed).containsExactly(early.id());
    assertThat(deleted("contoso-a")).isEmpty();
    assertThat(live("contoso-b")).isPresent();
    assertThat(deleted("contoso-c")).isPresent();
    assertThat(ledger.entries(TENANT, 0, 10))
        .extracting(entry -> entry.entry().operation() + " " + entry.entry().objectId())
        .containsExactly("VaultPurge " + early.resourceId());
  }

  @Test
  void forgedVaultsNeitherKeepHousekeepingBusyNorKeepAVaultThatIsDue() {
    for (int i = 0; i < 11; i++) {
      make("forged-" + i, false, false, 7);
    }
    String forge = "UPDATE vault_vaults SET deleted_at = 1000, purge_at = 2000";
    opened.write(tx -> tx.createUpdate(forge).execute());
    Vault due = make("contoso-a", false, true, 7);
    delete(due);
    clock.advance(Duration.ofDays(7));
    PurgeDueVaults job = job();
    assertThat(job.run(clock.instant())).isTrue();
    assertThat(job.run(clock.instant())).isFalse();
    assertThat(destroyed).containsExactly(due.id());
  }

  private PurgeDueVaults job() {
    return new PurgeDueVaults(database, ledger, registry.deleted());
  }

  @Test
  void aRecoveredVaultIsNotDueAnyMore() {
    DeletedVault gone = delete(make("contoso-a", false, true, 7));
    database.write(tx -> registry.deleted().recover(tx, gone, AUTHOR));
    clock.advance(Duration.ofDays(8));
    job().run(clock.instant());
    assertThat(live("contoso-a")).isPresent();
  }

  @Test
  void rolesAreReadWithTheVaultsTheyAreForAndGoWithThem() {
    Vault first = make("contoso-a", true, false, 7);
    Vault second = make("contoso-b", true, false, 7);
    assign(RoleScope.ofKey(first.id(), "root"), BuiltInRole.CRYPTO_USER);
    RoleAssignment wide = assign(RoleScope.SUBSCRIPTION, BuiltInRole.READER);
    Vault found = live("contoso-a").orElseThrow();
    assertThat(found.roles()).hasSize(2).contains(wide);
    assertThat(decide(found, KeyPermission.SIGN, "root"))
        .isInstanceOf(AccessDecision.GrantedByRole.class);
    assertThat(decide(found, KeyPermission.SIGN, "other"))
        .isInstanceOf(AccessDecision.NoRole.class);
    assertThat(decide(live("contoso-b").orElseThrow(), KeyPermission.GET, "x"))
        .isEqualTo(new AccessDecision.GrantedByRole(wide.id()));
    purge(delete(first));
    List<RoleAssignment> left = database.read(tx -> registry.roles().list(tx, SUBSCRIPTION));
    assertThat(left).containsExactly(wide);
    assertThat(second.roles()).isEmpty();
  }

  @Test
  void theSameRoleIsAssignedOnce() {
    assign(RoleScope.SUBSCRIPTION, BuiltInRole.READER);
    assertThatThrownBy(() -> assign(RoleScope.SUBSCRIPTION, BuiltInRole.READER))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.ALREADY_EXISTS));
  }

  @Test
  void aRoleMakesItsSubscriptionVisible() {
    TokenCaller caller =
        new TokenCaller(TENANT, PRINCIPAL, "app", "", false, false, Set.of(), "issuer", 0);
    TokenCaller namesake =
        new TokenCaller(
            UUID.randomUUID(), PRINCIPAL, "app", "", false, false, Set.of(), "issuer", 0);
    assertThat(visible(caller)).isEmpty();
    assign(RoleScope.SUBSCRIPTION, BuiltInRole.READER);
    assertThat(visible(caller)).extracting(Subscription::id).containsExactly(SUBSCRIPTION);
    assertThat(visible(namesake)).isEmpty();
  }

  private List<Subscription> visible(TokenCaller caller) {
    return database.read(tx -> registry.subscriptions().visibleTo(tx, caller));
  }

  private RoleAssignment assign(RoleScope scope, BuiltInRole role) {
    RoleAssignment wanted =
        new RoleAssignment(
            UUID.randomUUID(), scope, PRINCIPAL, "User", role, AUTHOR.id(), registry.roles().now());
    return database.write(
        tx -> {
          registry.roles().create(tx, SUBSCRIPTION, wanted);
          return wanted;
        });
  }

  private static AccessDecision decide(Vault vault, KeyPermission permission, String key) {
    TokenCaller caller =
        new TokenCaller(TENANT, PRINCIPAL, "app", "", false, false, Set.of(), "issuer", 0);
    return vault.access().decide(caller, permission, Optional.of(key));
  }
}
