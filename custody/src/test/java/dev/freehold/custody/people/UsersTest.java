package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("People with passwords")
class UsersTest {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final Password RIGHT = new Password("four plain words here");
  private static final Password NEXT = new Password("an umbrella for the goat");
  private static final Password WRONG = new Password("four plain words there");
  private static final String HOME = "192.0.2.7";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are found by name in any case and by object id, and in their own tenant only")
  void found(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Tenant other = custody.tenants.create("fabrikam", "someone");
      UUID tenant = custody.tenant.id();
      User marta = create(users, custody, "Marta.Lind@Meadow.example");
      UUID id = marta.identity().objectId();

      assertThat(users.find(tenant, "marta.lind@meadow.EXAMPLE")).contains(marta);
      assertThat(users.find(tenant, id.toString())).contains(marta);
      assertThat(users.find(tenant, Set.of(id, UUID.randomUUID()))).containsExactly(marta);
      assertThat(marta.identity().kind()).isEqualTo(Identity.Kind.USER);
      assertThat(users.find(other.id(), "marta.lind@meadow.example")).isEmpty();
      assertThat(users.find(other.id(), id.toString())).isEmpty();
      assertThat(users.find(other.id(), Set.of(id))).isEmpty();
      assertThat(users.find(tenant, "")).isEmpty();
      assertError(CustodyError.USER_NOT_FOUND, () -> users.require(other.id(), id.toString()));
      assertError(
          CustodyError.USER_NOT_FOUND, () -> users.delete(other.id(), id.toString(), "someone"));
      assertError(
          CustodyError.USER_NOT_FOUND,
          () -> users.resetPassword(other.id(), id.toString(), Optional.of(RIGHT), "someone"));
      assertThat(custody.entries("UserCreate")).hasSize(1);
      assertThat(custody.entries("UserCreate").getFirst().entry().facts())
          .containsEntry("userPrincipalName", "Marta.Lind@Meadow.example")
          .doesNotContainValue(RIGHT.text());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have names of one form, unique on the whole server")
  void names(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Tenant other = custody.tenants.create("fabrikam", "someone");
      create(users, custody, "marta@meadow.example");
      for (UUID tenant : List.of(custody.tenant.id(), other.id())) {
        assertError(
            CustodyError.USER_PRINCIPAL_NAME_TAKEN,
            () -> create(users, tenant, "MARTA@meadow.example"));
      }
      for (String bad : List.of("", "marta", "@meadow", "a b@c", "a@b@c", "m@x\n", "é@x", ".a@x")) {
        assertError(
            CustodyError.USER_PRINCIPAL_NAME_INVALID,
            () -> create(users, custody.tenant.id(), bad));
      }
      assertError(
          CustodyError.USER_PRINCIPAL_NAME_INVALID,
          () -> create(users, custody.tenant.id(), "m".repeat(254) + "@meadow.example"));
      assertError(
          CustodyError.TENANT_NOT_FOUND,
          () -> create(users, UUID.randomUUID(), "otto@meadow.example"));
      assertThat(users.list(other.id(), "", 10)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are listed by name in pages that begin after a name or an object id")
  void listed(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      User nils = create(users, custody, "nils@meadow.example");
      User anna = create(users, custody, "Anna@meadow.example");
      UUID tenant = custody.tenant.id();
      assertThat(users.list(tenant, "", 10)).containsExactly(anna, nils);
      assertThat(users.list(tenant, "", 1)).containsExactly(anna);
      assertThat(users.list(tenant, "ANNA@meadow.example", 10)).containsExactly(nils);
      assertThat(users.list(tenant, anna.identity().objectId().toString(), 10))
          .containsExactly(nils);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("prove themselves with their password, in their tenant or where none is named")
  void proved(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Tenant other = custody.tenants.create("fabrikam", "someone");
      Optional<UUID> tenant = Optional.of(custody.tenant.id());
      User marta = create(users, custody, "marta@meadow.example");
      String name = "Marta@Meadow.example";

      assertThat(users.authenticate(tenant, name, RIGHT, HOME)).isEqualTo(marta);
      assertThat(users.authenticate(Optional.empty(), name, RIGHT, HOME)).isEqualTo(marta);
      assertWrong(() -> users.authenticate(tenant, name, WRONG, HOME));
      assertThat(refusals(custody, custody.tenant.id())).hasSize(1);
      assertWrong(() -> users.authenticate(Optional.of(other.id()), name, RIGHT, HOME));
      assertWrong(() -> users.authenticate(tenant, "nobody@meadow.example", RIGHT, HOME));
      assertWrong(() -> users.authenticate(tenant, RIGHT.text(), RIGHT, HOME));
      assertWrong(() -> users.changePassword(tenant, RIGHT.text(), RIGHT, NEXT, HOME));
      assertWrong(() -> users.changePassword(Optional.of(other.id()), name, RIGHT, NEXT, HOME));
      assertThat(refusals(custody, NOBODY)).hasSize(5);
      assertThat(refusals(custody, NOBODY).toString()).doesNotContain(RIGHT.text(), "nobody@");
      assertThat(refusals(custody, other.id())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName("are delayed after failures from one place, and admitted from another one")
  void bounded(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Optional<UUID> tenant = Optional.of(custody.tenant.id());
      String name = "marta@meadow.example";
      User marta = create(users, custody, name);
      Password tooLong = new Password("x".repeat(300));
      for (int i = 0; i < CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK; i++) {
        assertWrong(() -> users.authenticate(tenant, name, tooLong, HOME));
      }
      assertError(
          CustodyError.TOO_MANY_SIGN_INS, () -> users.authenticate(tenant, name, RIGHT, HOME));
      assertThat(users.authenticate(tenant, name, RIGHT, "198.51.100.4")).isEqualTo(marta);
      custody.clock.advance(CustodyLimits.SIGN_IN_WINDOW);
      // What all nodes count goes by the database's clock.
      custody.database.write(
          tx ->
              tx.createUpdate("UPDATE sign_in_attempts SET ends_at = ends_at - :window")
                  .bind("window", CustodyLimits.SIGN_IN_WINDOW.toMillis())
                  .execute());
      assertThat(users.authenticate(tenant, name, RIGHT, HOME)).isEqualTo(marta);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("choose another password with their own, and get one from an administrator")
  void changed(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      UUID tenant = custody.tenant.id();
      String name = "marta@meadow.example";
      UUID id = create(users, custody, name).identity().objectId();
      assertError(
          CustodyError.PASSWORD_WRONG, () -> users.changePassword(tenant, id, WRONG, NEXT, HOME));
      assertError(
          CustodyError.PASSWORD_UNACCEPTABLE,
          () -> users.changePassword(tenant, id, RIGHT, new Password("short"), HOME));
      custody.clock.advance(Duration.ofMinutes(1));
      users.changePassword(tenant, id, RIGHT, NEXT, HOME);
      assertWrong(() -> users.authenticate(Optional.empty(), name, RIGHT, HOME));
      User changed = users.authenticate(Optional.empty(), name, NEXT, HOME);
      assertThat(changed.passwordChangedAt()).isEqualTo(custody.clock.instant());
      assertThat(custody.entries("PasswordChange"))
          .extracting(entry -> entry.entry().outcome())
          .containsExactly(Outcome.DONE, Outcome.REFUSED, Outcome.DONE);

      NewUser reset = users.resetPassword(tenant, name, Optional.empty(), "admin");
      Password made = reset.generated().orElseThrow();
      assertError(
          CustodyError.PASSWORD_EXPIRED,
          () -> users.authenticate(Optional.empty(), name, made, HOME));
      assertError(
          CustodyError.PASSWORD_UNACCEPTABLE,
          () -> users.changePassword(Optional.empty(), name, made, made, HOME));
      users.changePassword(Optional.empty(), name, made, RIGHT, HOME);
      assertThat(users.authenticate(Optional.empty(), name, RIGHT, HOME).identity().objectId())
          .isEqualTo(id);
      assertThat(reset.toString()).doesNotContain(made.text());
      assertThat(custody.entries("PasswordReset")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName(
      "fault60: can sign in from an address they used recently, whatever strangers do there")
  void fault60_strangersAtOneAddress(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      Optional<UUID> tenant = Optional.of(custody.tenant.id());
      String name = "marta@meadow.example";
      User marta = create(users, custody, name);
      Password tooLong = new Password("x".repeat(300));
      for (int i = 0; i < CustodyLimits.MAX_FAILED_SIGN_INS_OF_NETWORK; i++) {
        String madeUp = "nobody%d@meadow.example".formatted(i / 5);
        assertWrong(() -> users.authenticate(tenant, madeUp, tooLong, HOME));
      }
      assertError(
          CustodyError.TOO_MANY_SIGN_INS,
          () -> users.authenticate(tenant, "someone@meadow.example", tooLong, HOME));
      assertThat(users.authenticate(tenant, name, RIGHT, HOME)).isEqualTo(marta);
      for (int i = 0; i < CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK; i++) {
        assertWrong(() -> users.authenticate(tenant, name, tooLong, HOME));
      }
      assertError(
          CustodyError.TOO_MANY_SIGN_INS, () -> users.authenticate(tenant, name, RIGHT, HOME));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are deleted with their names, and nobody else is")
  void deleted(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Users users = users(custody);
      UUID tenant = custody.tenant.id();
      User marta = create(users, custody, "marta@meadow.example");
      NewApplication app =
          custody.identities.createApplication(tenant, "tool", Set.of(), CustodyFixture.ADMIN);

      users.delete(tenant, "MARTA@meadow.example", "admin");
      assertThat(custody.identities.find(tenant, marta.identity().objectId())).isEmpty();
      assertError(
          CustodyError.USER_NOT_FOUND,
          () -> users.delete(tenant, app.identity().objectId().toString(), "admin"));
      DirectorySearch search = new DirectorySearch(custody.database);
      UUID first = new UUID(0, 0);
      assertThat(search.programs(tenant, new SoughtName("TOOL", false), first, 10))
          .containsExactly(app.identity());
      assertThat(search.programs(tenant, new SoughtName("To", true), first, 10))
          .containsExactly(app.identity());
      assertThat(search.programs(tenant, new SoughtName("T%", true), first, 10)).isEmpty();
      assertThat(custody.entries("UserDelete")).hasSize(1);
      create(users, custody, "marta@meadow.example");
    }
  }

  private static Users users(CustodyFixture custody) {
    return QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
  }

  private static User create(Users users, CustodyFixture custody, String name) {
    return create(users, custody.tenant.id(), name);
  }

  /** Who has chosen {@link #RIGHT} already. */
  private static User create(Users users, UUID tenant, String name) {
    Password first =
        users
            .create(
                tenant,
                name,
                "Marta Lind",
                Set.of(Role.AUDITOR),
                Optional.empty(),
                _ -> {},
                "admin")
            .generated()
            .orElseThrow();
    users.changePassword(Optional.of(tenant), name, first, RIGHT, HOME);
    return users.require(tenant, name);
  }

  private static List<RecordedEntry> refusals(CustodyFixture custody, UUID tenant) {
    return custody.entries(tenant, "SignIn").stream()
        .filter(entry -> entry.entry().outcome() == Outcome.REFUSED)
        .toList();
  }

  private static void assertWrong(Runnable act) {
    assertError(CustodyError.PASSWORD_WRONG, act);
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
