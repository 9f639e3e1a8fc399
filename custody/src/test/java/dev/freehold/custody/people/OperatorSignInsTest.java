package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.sessions.BrowserSession;
import dev.freehold.custody.sessions.BrowserSessionProof;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sign-in of an operator at the console")
class OperatorSignInsTest {

  private static final String HOME = "192.0.2.7";
  private static final String DESK = "192.0.2.99";
  private static final String SCOPE = "api://meadow/.default";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is approved elsewhere, and then the browser that began gets in, once")
  void approved(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      Instant begun = fixture.custody.clock.instant();
      NewDeviceCode code = fixture.signIns.begin(DESK);
      assertThat(fixture.ask(code)).isInstanceOf(OperatorAnswer.Waiting.class);
      WaitingBrowser seen = fixture.signIns.require(code.userCode(), HOME);
      assertThat(seen.askedFrom()).isEqualTo(DESK);
      assertThat(seen.askedAt()).isEqualTo(begun);

      fixture.custody.clock.advance(Duration.ofMinutes(1));
      fixture.approve(code);
      assertThat(fixture.sessions.find(fixture.session(code)))
          .hasValueSatisfying(
              session -> {
                assertThat(session.objectId()).isEqualTo(fixture.operator.identity().objectId());
                assertThat(session.signedInAt()).isEqualTo(begun);
              });
      assertThat(fixture.ask(code)).isInstanceOf(OperatorAnswer.Over.class);
      assertThat(fixture.custody.entries("DeviceCodeApprove")).hasSize(1);
      assertThat(fixture.custody.entries("SignIn"))
          .singleElement()
          .satisfies(
              entry -> assertThat(entry.entry().details()).containsEntry("grant", "device_code"));
      assertThat(fixture.ways(WayKind.DEVICE).getFirst().why()).contains(WayEnd.USED);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("lets one of two in that ask at once")
  void atOnce(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder);
        ExecutorService browsers = Executors.newFixedThreadPool(2)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      fixture.approve(code);
      List<CompletableFuture<OperatorAnswer>> both =
          Stream.of(1, 2)
              .map(_ -> CompletableFuture.supplyAsync(() -> fixture.ask(code), browsers))
              .toList();
      assertThat(both.stream().map(CompletableFuture::join))
          .filteredOn(OperatorAnswer.SignedIn.class::isInstance)
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is over when the operator declines, and when its time is over")
  void declined(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewDeviceCode declined = fixture.signIns.begin(DESK);
      fixture.signIns.decline(declined.userCode(), fixture.caller(), HOME);
      assertThat(fixture.ask(declined)).isInstanceOf(OperatorAnswer.Declined.class);
      assertThat(fixture.signIns.isOpen(declined.deviceCode())).isFalse();
      fixture.assertUnknown(declined.userCode());
      assertThat(fixture.custody.entries("DeviceCodeDecline")).hasSize(1);

      NewDeviceCode late = fixture.signIns.begin(DESK);
      NewDeviceCode unfetched = fixture.signIns.begin(DESK);
      fixture.approve(unfetched);
      fixture.custody.clock.advance(CustodyLimits.OPERATOR_CODE_LIFETIME);
      fixture.assertUnknown(late.userCode());
      assertThat(fixture.ask(late)).isInstanceOf(OperatorAnswer.Over.class);
      assertThat(fixture.ask(unfetched)).isInstanceOf(OperatorAnswer.Over.class);
      assertThat(fixture.custody.entries("SignIn")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  @DisplayName("opens nothing for a browser that has another secret")
  void otherBrowser(String secret) {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      fixture.approve(code);
      NewDeviceCode others = fixture.signIns.begin(DESK);
      assertThat(fixture.signIns.ask(secret, DESK, "Firefox"))
          .isInstanceOf(OperatorAnswer.Over.class);
      assertThat(fixture.ask(others)).isInstanceOf(OperatorAnswer.Waiting.class);
      assertThat(fixture.ask(code)).isInstanceOf(OperatorAnswer.SignedIn.class);
    }
  }

  @Test
  @DisplayName("holds up who guesses codes")
  void guesses() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      UserCode wrong = UserCode.parse("BCDF-GHJK").orElseThrow();
      for (int i = 0; i < CustodyLimits.MAX_WRONG_USER_CODES_OF_NETWORK; i++) {
        fixture.assertUnknown(wrong);
      }
      assertError(
          CustodyError.TOO_MANY_SIGN_INS, () -> fixture.signIns.require(code.userCode(), HOME));
      assertError(CustodyError.TOO_MANY_SIGN_INS, () -> fixture.approve(code));
      assertThat(fixture.signIns.require(code.userCode(), "198.51.100.3")).isNotNull();
    }
  }

  @Test
  @DisplayName("takes a token that is newer than the code, and no session of a browser")
  void fresh() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      Caller before = fixture.caller();
      fixture.custody.clock.advance(Duration.ofSeconds(2));
      NewDeviceCode code = fixture.signIns.begin(DESK);
      Caller session =
          fixture.caller(
              Set.of(Role.OPERATOR), SignInFactors.CODE, fixture.custody.clock.instant());
      for (Caller stale : List.of(before, session)) {
        assertError(
            CustodyError.SIGN_IN_NOT_RECENT,
            () -> fixture.signIns.approve(code.userCode(), stale, HOME));
      }
      assertThat(fixture.ask(code)).isInstanceOf(OperatorAnswer.Waiting.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "is for operators: neither people nor other programs approve it, and no device is it")
  void operatorsOnly(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      NewApplication other =
          fixture.custody.identities.createApplication(
              fixture.custody.tenant.id(), "other", Set.of(Role.GLOBAL_ADMIN), "admin");
      Caller stranger =
          new Caller(
              other.identity().tenantId(),
              other.identity().objectId(),
              other.identity().appId(),
              Set.of(Role.OPERATOR),
              Optional.of(fixture.custody.clock.instant()),
              SignInFactors.SECRET,
              0);
      assertError(
          CustodyError.SIGN_IN_CODE_UNKNOWN,
          () -> fixture.signIns.approve(code.userCode(), stranger, HOME));

      DeviceCodes devices = fixture.people.deviceCodes();
      assertThat(devices.find(code.userCode(), HOME)).isEmpty();
      assertThat(devices.decline(code.userCode(), HOME)).isFalse();
      assertThat(
              TestSignIns.approve(devices, code.userCode(), Fixture.NAME, Fixture.PASSWORD, HOME))
          .isFalse();
      fixture.approve(code);
      assertThat(
              fixture.people.deviceCode(
                  TestSignIns.issuer(fixture.custody),
                  Optional.empty(),
                  code.deviceCode(),
                  PublicClient.CONSOLE_APP_ID.toString(),
                  DESK))
          .isInstanceOf(DeviceAnswer.Unknown.class);
      assertThat(fixture.ask(code)).isInstanceOf(OperatorAnswer.SignedIn.class);

      SignInRequest console =
          new SignInRequest(PublicClient.CONSOLE_APP_ID.toString(), OperatorSignIns.SCOPE, DESK);
      assertError(CustodyError.AUDIENCE_INVALID, () -> devices.begin(Optional.empty(), console));
      NewDeviceCode device =
          devices.begin(
              Optional.empty(),
              new SignInRequest(PublicClient.CONSOLE_APP_ID.toString(), SCOPE, DESK));
      fixture.assertUnknown(device.userCode());
      assertThat(fixture.ask(device)).isInstanceOf(OperatorAnswer.Over.class);
    }
  }

  /** What happens to an operator between the approval and the browser's question, or later. */
  enum Event {
    DELETED {
      @Override
      void happen(Fixture fixture) {
        fixture.custody.identities.deleteApplication(
            fixture.custody.tenant.id(), fixture.operator.identity().appId(), "other operator");
      }
    },
    DISABLED {
      @Override
      void happen(Fixture fixture) {
        fixture.changes.setEnabled(
            fixture.custody.tenant.id(), fixture.operator.identity().objectId(), false, "admin");
      }
    },
    SIGNED_OUT {
      @Override
      void happen(Fixture fixture) {
        fixture.changes.signOutEverywhere(
            fixture.custody.tenant.id(), fixture.operator.identity().objectId(), "self");
      }
    },
    ANOTHER_SECRET {
      @Override
      void happen(Fixture fixture) {
        fixture.custody.identities.rotateSecret(
            fixture.custody.tenant.id(),
            fixture.operator.identity().appId(),
            Duration.ofDays(1),
            "self");
      }
    };

    abstract void happen(Fixture fixture);
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  @DisplayName("is over, and so is a session, when something happens to the operator:")
  void events(Event event) {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      String open = fixture.session();
      assertThat(fixture.current(open)).isPresent();
      NewDeviceCode approved = fixture.signIns.begin(DESK);
      fixture.approve(approved);
      event.happen(fixture);
      assertThat(fixture.ask(approved)).isInstanceOf(OperatorAnswer.Over.class);
      assertThat(fixture.current(open)).isEmpty();
    }
  }

  @Test
  @DisplayName("is not approved with a token that the operator's former secret gave")
  void formerSecret() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      Caller before = fixture.caller();
      fixture.custody.clock.advance(Duration.ofSeconds(1));
      Event.ANOTHER_SECRET.happen(fixture);
      assertError(
          CustodyError.SIGN_IN_NOT_RECENT,
          () -> fixture.signIns.approve(code.userCode(), before, HOME));
      fixture.approve(code);
      assertThat(fixture.ask(code)).isInstanceOf(OperatorAnswer.SignedIn.class);
    }
  }

  @Test
  @DisplayName("makes a session of the operator's own client, which is listed and ended as others")
  void session() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      String shown = fixture.session();
      Caller caller = fixture.current(shown).orElseThrow();
      assertThat(caller.appId()).isEqualTo(fixture.operator.identity().appId());
      assertThat(caller.roles()).containsExactly(Role.OPERATOR);
      assertThat(caller.factors()).isEqualTo(SignInFactors.CODE);
      WayIn way = fixture.ways(WayKind.BROWSER_SESSION).getFirst();
      fixture.changes.endOwnWayIn(caller, way.id());
      assertThat(fixture.current(shown)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"object_id = zeroblob(16)", "revision = 7", "expires_at = 1e15"})
  @DisplayName("is refused if somebody changed its row")
  void forged(String change) {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      fixture.approve(code);
      fixture.custody.database.write(tx -> tx.execute("UPDATE device_codes SET " + change));
      assertError(CustodyError.ROW_NOT_AUTHENTIC, () -> fixture.ask(code));
    }
  }

  @Test
  @DisplayName(
      "is refused if somebody wrote the approval of a browser, or turned a device into one")
  void planted() {
    try (Fixture fixture = new Fixture(Dialect.SQLITE, folder)) {
      NewDeviceCode code = fixture.signIns.begin(DESK);
      Consumer<String> write =
          sql ->
              fixture.custody.database.write(
                  tx -> tx.execute(sql, fixture.operator.identity().objectId()));
      write.accept(
          "UPDATE device_codes SET state = 'APPROVED', object_id = ?, revision = 0,"
              + " tenant_id = (SELECT tenant_id FROM identities LIMIT 1)");
      assertError(CustodyError.ROW_NOT_AUTHENTIC, () -> fixture.ask(code));

      NewDeviceCode device =
          fixture
              .people
              .deviceCodes()
              .begin(Optional.empty(), new SignInRequest("tool", SCOPE, DESK));
      TestSignIns.approve(
          fixture.people.deviceCodes(), device.userCode(), Fixture.NAME, Fixture.PASSWORD, HOME);
      fixture.custody.database.write(
          tx -> tx.execute("UPDATE device_codes SET scope = ?", OperatorSignIns.SCOPE));
      assertError(CustodyError.ROW_NOT_AUTHENTIC, () -> fixture.ask(device));
    }
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  static final class Fixture implements AutoCloseable {
    static final String NAME = "marta@meadow.example";
    static final Password PASSWORD = new Password("four plain words here");

    final CustodyFixture custody;
    final UserSignIns people;
    final OperatorSignIns signIns;
    final BrowserSessions sessions;
    final IdentityChanges changes;
    final NewApplication operator;

    Fixture(Dialect dialect, Path folder) {
      this.custody = new CustodyFixture(dialect, folder);
      Users users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
      Password first =
          users
              .create(
                  custody.tenant.id(),
                  NAME,
                  "Marta Lind",
                  Set.of(),
                  Optional.empty(),
                  _ -> {},
                  "admin")
              .generated()
              .orElseThrow();
      users.changePassword(Optional.empty(), NAME, first, PASSWORD, HOME);
      this.people = TestSignIns.of(custody, users);
      this.signIns = people.operators();
      this.sessions = TestSignIns.sessions(custody);
      this.changes =
          new IdentityChanges(
              custody.database,
              custody.ledger,
              custody.clock,
              custody.identities.standings(),
              List.of(new BrowserSessionProof()));
      this.operator =
          custody.identities.createApplication(
              custody.tenant.id(), "Rosa Feld", Set.of(Role.OPERATOR), "admin");
    }

    Caller caller() {
      return caller(Set.of(Role.OPERATOR), SignInFactors.SECRET, custody.clock.instant());
    }

    Caller caller(Set<Role> roles, SignInFactors factors, Instant at) {
      Identity identity = operator.identity();
      UUID app = identity.appId();
      return new Caller(
          identity.tenantId(), identity.objectId(), app, roles, Optional.of(at), factors, 0);
    }

    void approve(NewDeviceCode code) {
      signIns.approve(code.userCode(), caller(), HOME);
    }

    OperatorAnswer ask(NewDeviceCode code) {
      return signIns.ask(code.deviceCode(), DESK, "Firefox");
    }

    void assertUnknown(UserCode code) {
      assertError(CustodyError.SIGN_IN_CODE_UNKNOWN, () -> signIns.require(code, HOME));
    }

    String session() {
      NewDeviceCode code = signIns.begin(DESK);
      approve(code);
      return session(code);
    }

    String session(NewDeviceCode approved) {
      return ((OperatorAnswer.SignedIn) ask(approved)).session().text();
    }

    Optional<Caller> current(String shown) {
      Optional<BrowserSession> open = sessions.find(shown);
      return open.flatMap(
          session ->
              custody
                  .identities
                  .standings()
                  .identity(session.tenantId(), session.objectId(), session.signOuts())
                  .map(session::caller));
    }

    List<WayIn> ways(WayKind kind) {
      return changes.waysIn(custody.tenant.id(), operator.identity().objectId()).stream()
          .filter(way -> way.kind() == kind)
          .toList();
    }

    @Override
    public void close() {
      custody.close();
    }
  }
}
