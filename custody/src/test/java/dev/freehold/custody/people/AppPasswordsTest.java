package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("App passwords")
class AppPasswordsTest {

  private static final String NAME = "runa@harbour.example";
  private static final String OTHER_NAME = "sven@harbour.example";
  private static final Password FIRST = new Password("eight slow ferries south");
  private static final Password PASSWORD = new Password("seven slow ferries north");
  private static final String HOME = "192.0.2.9";
  private static final String AWAY = "198.51.100.7";

  @TempDir private Path folder;

  @Test
  @DisplayName("are six groups of four letters, and are taken however somebody types them")
  void form() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String shown = AppPassword.generate(CustodyFixture.SUITE.random()).shown();
      assertThat(shown).matches("([a-kmnp-z]{4}-){5}[a-kmnp-z]{4}");
      made.add(shown);
      AppPassword same = AppPassword.of(new Password(shown)).orElseThrow();
      for (String typed :
          List.of(
              shown.toUpperCase(Locale.ROOT), shown.replace("-", ""), shown.replace("-", " "))) {
        assertThat(AppPassword.of(new Password(typed))).contains(same);
      }
      assertThat(AppPassword.of(new Password(shown + "a"))).isEmpty();
      assertThat(AppPassword.of(new Password(shown.replace(shown.charAt(0), 'l')))).isEmpty();
      assertThat(same.toString()).doesNotContain(shown.substring(0, 4));
    }
    assertThat(made).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("let a program in, are listed, and are recorded without their letters")
  void journey(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewAppPassword phone = fixture.make("Phone");
      assertThat(phone.way().kind()).isEqualTo(WayKind.APP_PASSWORD);
      assertThat(phone.way().scope()).isEqualTo(WayScope.MAIL);
      ProgramSignIns.Entered in = fixture.signIn(phone, HOME);
      assertThat(in.user()).isEqualTo(fixture.runa());
      assertThat(in.appPassword()).contains(phone.way().id());
      assertThat(fixture.programs.password(NAME, PASSWORD, "imap", HOME).appPassword()).isEmpty();
      assertThat(fixture.way(phone).label()).isEqualTo("Phone");

      LedgerEntry made = fixture.custody.entries("AppPasswordCreate").getFirst().entry();
      assertThat(made.details()).containsEntry("way", phone.way().id().toString());
      assertThat(made.facts()).containsEntry("name", "Phone");
      assertThat(made.toString()).doesNotContain(phone.password().letters());
      assertThat(fixture.custody.entries("SignIn"))
          .anySatisfy(
              recorded ->
                  assertThat(recorded.entry().details())
                      .containsEntry("grant", "imap")
                      .containsEntry("way", phone.way().id().toString()));
      fixture.signIn(phone, HOME);
      assertThat(fixture.custody.entries("SignIn")).as("once an hour").hasSize(2);
      fixture.custody.clock.advance(Duration.ofDays(-1));
      fixture.signIn(phone, HOME);
      assertThat(fixture.custody.entries("SignIn")).as("the clock was set back").hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have their last use written once an hour")
  void lastUse(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewAppPassword phone = fixture.make("Phone");
      fixture.signIn(phone, HOME);
      Eventually.holds("the use", () -> fixture.way(phone).lastUsedAt().isPresent());
      Instant first = fixture.way(phone).lastUsedAt().orElseThrow();
      fixture.custody.clock.advance(Duration.ofMinutes(59));
      fixture.signIn(phone, AWAY);
      assertThat(fixture.way(phone).lastUsedAt()).contains(first);
      fixture.custody.clock.advance(Duration.ofMinutes(1));
      fixture.signIn(phone, AWAY);
      Eventually.holds(
          "the next use",
          () -> fixture.way(phone).lastUsedAt().equals(Optional.of(first.plusSeconds(3600))));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("open nothing but mail: no token, no device, no other person's mailbox")
  void onlyMail(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewAppPassword phone = fixture.make("Phone");
      Password letters = new Password(phone.password().shown());
      fixture.assertWrong(() -> fixture.users.authenticate(Optional.empty(), NAME, letters, HOME));
      fixture.assertWrong(
          () -> fixture.users.changePassword(Optional.empty(), NAME, letters, FIRST, HOME));
      fixture.assertWrong(() -> fixture.programs.password(OTHER_NAME, letters, "imap", HOME));
      fixture.assertWrong(
          () -> fixture.programs.password("nobody@harbour.example", letters, "imap", HOME));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("shut out nobody whose own password looks like one")
  void sameForm(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      Password chosen = new Password("seven ferry trips via rhines");
      assertThat(AppPassword.of(chosen)).isPresent();
      fixture.users.changePassword(Optional.empty(), NAME, PASSWORD, chosen, HOME);
      assertThat(fixture.programs.password(NAME, chosen, "imap", HOME).appPassword()).isEmpty();
      Password without = new Password(chosen.text().replace(" ", ""));
      fixture.assertWrong(() -> fixture.programs.password(NAME, without, "imap", HOME));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are held up with passwords once too many were wrong, each counted once")
  void guessing(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewAppPassword phone = fixture.make("Phone");
      for (int i = 0; i < CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK; i++) {
        fixture.assertWrong(() -> fixture.programs.password(NAME, fixture.guess(), "imap", AWAY));
      }
      assertError(CustodyError.TOO_MANY_SIGN_INS, () -> fixture.signIn(phone, AWAY));
      fixture.signIn(phone, HOME);
      assertThat(fixture.custody.entries("SignIn"))
          .filteredOn(recorded -> recorded.entry().outcome() == LedgerEntry.Outcome.REFUSED)
          .hasSize(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end alone, and the others with a sign-out everywhere, a disabling or a reset")
  void ends(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      UUID tenant = fixture.custody.tenant.id();
      UUID runa = fixture.runa().identity().objectId();
      NewAppPassword phone = fixture.make("Phone");
      NewAppPassword laptop = fixture.make("Laptop");
      fixture.changes.endWayIn(tenant, runa, phone.way().id(), runa.toString());
      fixture.assertWrong(() -> fixture.signIn(phone, HOME));
      assertThat(fixture.appPasswords.isOpen(runa, phone.way().id())).isFalse();
      assertThat(fixture.way(phone).why()).contains(WayEnd.ENDED);
      fixture.signIn(laptop, HOME);

      fixture.changes.signOutEverywhere(tenant, runa, "admin");
      fixture.assertSignedOut(laptop);

      NewAppPassword tablet = fixture.make("Tablet");
      fixture.changes.setEnabled(tenant, runa, false, "admin");
      fixture.changes.setEnabled(tenant, runa, true, "admin");
      fixture.assertSignedOut(tablet);

      NewAppPassword watch = fixture.make("Watch");
      fixture.users.changePassword(Optional.empty(), NAME, PASSWORD, FIRST, HOME);
      fixture.signIn(watch, HOME);
      fixture.users.resetPassword(tenant, NAME, Optional.of(PASSWORD), "admin");
      fixture.assertSignedOut(watch);

      fixture.users.delete(tenant, NAME, "admin");
      fixture.assertWrong(() -> fixture.signIn(watch, HOME));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are made by people who are signed in, not too many, with a name")
  void refused(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      UUID tenant = fixture.custody.tenant.id();
      Caller before = fixture.caller();
      assertError(CustodyError.NAME_INVALID, () -> fixture.make(" "));
      Identity program =
          fixture.custody.identities.createApplication(tenant, "ferry", Set.of(), "a").identity();
      assertError(
          CustodyError.USER_NOT_FOUND,
          () -> fixture.appPasswords.create(callerOf(program), "Phone"));
      for (int i = 0; i < CustodyLimits.MAX_APP_PASSWORDS; i++) {
        fixture.make("Phone " + i);
      }
      assertError(CustodyError.APP_PASSWORD_LIMIT_REACHED, () -> fixture.make("Phone"));
      fixture.changes.signOutEverywhere(tenant, before.objectId(), "admin");
      assertError(CustodyError.TOKEN_INVALID, () -> fixture.appPasswords.create(before, "Phone"));
      fixture.make("Phone");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: that were given to somebody else in the database are refused")
  void fault55_forged(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewAppPassword phone = fixture.make("Phone");
      Password letters = new Password(phone.password().shown());
      UUID sven =
          fixture.users.require(fixture.custody.tenant.id(), OTHER_NAME).identity().objectId();
      fixture.write("UPDATE app_passwords SET object_id = :id", sven);
      assertError(
          CustodyError.ROW_NOT_AUTHENTIC,
          () -> fixture.programs.password(OTHER_NAME, letters, "imap", HOME));
      UUID runa = fixture.runa().identity().objectId();
      fixture.write("UPDATE app_passwords SET object_id = :id", runa);
      fixture.signIn(phone, HOME);
      fixture.changes.signOutEverywhere(fixture.custody.tenant.id(), runa, "admin");
      fixture.write(
          "INSERT INTO app_passwords (id, tenant_id, object_id, secret_hash, seal) SELECT id,"
              + " tenant_id, :id, "
              + fixture.hash(phone)
              + ", NULL FROM ways_in WHERE kind = 'APP_PASSWORD'",
          runa);
      fixture.write("UPDATE ways_in SET ended_at = NULL WHERE object_id = :id", runa);
      assertError(CustodyError.ROW_NOT_AUTHENTIC, () -> fixture.signIn(phone, HOME));
    }
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  private static Caller callerOf(Identity identity) {
    return new Caller(
        identity.tenantId(),
        identity.objectId(),
        identity.objectId(),
        identity.roles(),
        Optional.empty(),
        identity.signOuts());
  }

  /** A server with two people, of whom one has mail programs. */
  private static final class Fixture implements AutoCloseable {

    private final CustodyFixture custody;
    private final Users users;
    private final AppPasswords appPasswords;
    private final ProgramSignIns programs;
    private final IdentityChanges changes;

    Fixture(Dialect dialect, Path folder) {
      custody = new CustodyFixture(dialect, folder);
      users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
      appPasswords =
          new AppPasswords(
              custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
      programs =
          new ProgramSignIns(custody.database, custody.ledger, users, appPasswords, custody.clock);
      changes =
          new IdentityChanges(
              custody.database,
              custody.ledger,
              custody.clock,
              custody.identities.standings(),
              List.of());
      for (String name : List.of(NAME, OTHER_NAME)) {
        users.create(
            custody.tenant.id(),
            name,
            "Person",
            Set.of(Role.AUDITOR),
            Optional.of(FIRST),
            _ -> {},
            "admin");
        users.changePassword(Optional.empty(), name, FIRST, PASSWORD, HOME);
      }
    }

    User runa() {
      return users.require(custody.tenant.id(), NAME);
    }

    Caller caller() {
      return callerOf(runa().identity());
    }

    NewAppPassword make(String name) {
      return appPasswords.create(caller(), name);
    }

    ProgramSignIns.Entered signIn(NewAppPassword made, String address) {
      return programs.password(NAME, new Password(made.password().shown()), "imap", address);
    }

    Password guess() {
      return new Password(AppPassword.generate(CustodyFixture.SUITE.random()).shown());
    }

    WayIn way(NewAppPassword made) {
      return changes.waysIn(custody.tenant.id(), made.way().objectId()).stream()
          .filter(way -> way.id().equals(made.way().id()))
          .findFirst()
          .orElseThrow();
    }

    void assertSignedOut(NewAppPassword made) {
      assertWrong(() -> signIn(made, HOME));
      assertThat(way(made).why()).contains(WayEnd.SIGNED_OUT);
    }

    void assertWrong(Runnable act) {
      assertError(CustodyError.PASSWORD_WRONG, act);
    }

    String hash(NewAppPassword made) {
      String hex = HexFormat.of().formatHex(made.password().hash().bytes());
      return custody.database.dialect() == Dialect.SQLITE ? "x'" + hex + "'" : "'\\x" + hex + "'";
    }

    void write(String sql, UUID id) {
      custody.database.write(tx -> tx.createUpdate(sql).bind("id", id).execute());
    }

    @Override
    public void close() {
      custody.close();
    }
  }
}
