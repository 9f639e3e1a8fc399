package dev.freehold.server.features.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.HeldRole;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.testing.SealedDatabase;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.WatchedDatabase;
import dev.freehold.web.http.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("While somebody else becomes a vault administrator, an administrator")
class ConcurrentGrantTest {

  private static final String ACTOR = "system:test";
  private static final Set<Role> KEEPER = Set.of(Role.VAULT_ADMIN);

  @TempDir Path folder;
  private final Clock clock = Clock.systemUTC();
  private final CryptoSuite crypto = CryptoSuite.select(CryptoSuite.Choice.JDK);
  private Database database;
  private Identities identities;
  private Caller admin;
  private Runnable meanwhile = () -> {};

  /** A tenant with an administrator and one vault administrator. */
  @BeforeEach
  void open() {
    database =
        new SealedDatabase(
            TestDatabases.open(Dialect.SQLITE, folder, Schemas.MAIN.toArray(MigrationSet[]::new)),
            Schemas.SEALED);
    Ledger ledger = new Ledger(database, clock);
    identities = new Identities(database, ledger, crypto.random(), clock);
    UUID tenant = new Tenants(database, ledger, clock).create("contoso", ACTOR).id();
    NewApplication made =
        identities.createApplication(tenant, "admin", Set.of(Role.GLOBAL_ADMIN), ACTOR);
    Identity identity = made.identity();
    admin =
        new Caller(
            tenant,
            identity.objectId(),
            identity.appId(),
            identity.roles(),
            Optional.of(clock.instant()),
            0);
    identities.createApplication(tenant, "first keeper", KEEPER, ACTOR);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Database watched() {
    return WatchedDatabase.of(
        database,
        () -> {
          Runnable once = meanwhile;
          meanwhile = () -> {};
          once.run();
        });
  }

  private Users users(Database at) {
    return new Users(
        at,
        new Ledger(at, clock),
        crypto.random(),
        clock,
        identities.standings(),
        PasswordVeto.NONE,
        1_000);
  }

  private TwoPersonRule rule(Identities known) {
    return VaultAdministrators.of(known, null, null, Optional.empty());
  }

  private void secondKeeper() {
    identities.createApplication(admin.tenantId(), "second keeper", KEEPER, ACTOR);
  }

  private void assertTwoKeepers() {
    List<HeldRole> keepers =
        database.read(tx -> HeldRole.among(tx, admin.tenantId(), Role.VAULT_ADMIN));
    assertThat(keepers).hasSize(2);
  }

  private static void assertRefused(Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.SECOND_PERSON_NEEDED));
  }

  @Test
  @DisplayName("makes no application that would be the third")
  void application() {
    Database at = watched();
    Identities late = new Identities(at, new Ledger(at, clock), crypto.random(), clock);
    meanwhile = this::secondKeeper;
    assertRefused(
        () ->
            new Applications(late, rule(late))
                .create(admin, new Applications.Wanted("third", List.of("VAULT_ADMIN"))));
    assertTwoKeepers();
  }

  @Test
  @DisplayName("makes no person who would be the third")
  void person() {
    People people = new People(users(watched()), rule(identities));
    meanwhile = this::secondKeeper;
    assertRefused(
        () ->
            people.create(
                admin,
                new People.Wanted("third@contoso.example", "third", List.of("VAULT_ADMIN"), null)));
    assertTwoKeepers();
  }

  @Test
  @DisplayName("does not take the role away again by giving others")
  void roles() {
    Identity other =
        identities
            .createApplication(admin.tenantId(), "other", Set.of(Role.AUDITOR), ACTOR)
            .identity();
    IdentityEdits edits = edits();
    meanwhile = () -> grant(other);
    assertRefused(
        () ->
            edits.editApplication(
                admin, other.appId(), new IdentityEdits.Wanted(null, List.of("EXCHANGE_ADMIN"))));
    assertThat(identities.find(admin.tenantId(), other.objectId()).orElseThrow().roles())
        .containsExactlyInAnyOrder(Role.AUDITOR, Role.VAULT_ADMIN);
  }

  @Test
  @DisplayName("does not give the role back to who has just lost it")
  void lost() {
    Identity other =
        identities.createApplication(admin.tenantId(), "second keeper", KEEPER, ACTOR).identity();
    IdentityEdits edits = edits();
    meanwhile = () -> demote(other);
    assertThatThrownBy(
            () ->
                edits.editApplication(
                    admin,
                    other.appId(),
                    new IdentityEdits.Wanted(null, List.of("AUDITOR", "VAULT_ADMIN"))))
        .isInstanceOf(ProblemException.class);
    assertThat(identities.find(admin.tenantId(), other.objectId()).orElseThrow().roles()).isEmpty();
  }

  private IdentityEdits edits() {
    return new IdentityEdits(users(database), identities, changes(watched()), rule(identities));
  }

  private IdentityChanges changes(Database at) {
    return new IdentityChanges(at, new Ledger(at, clock), clock, identities.standings(), List.of());
  }

  private void grant(Identity other) {
    identities.grant(admin.tenantId(), List.of(other.objectId()), Role.VAULT_ADMIN, _ -> {}, ACTOR);
  }

  private void demote(Identity other) {
    changes(database).setRoles(admin.tenantId(), other.objectId(), Set.of(), _ -> {}, ACTOR);
  }
}
