package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.Standings;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.Update;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Ways in")
class WaysInTest {

  private static final String NAME = "runa@harbour.example";
  private static final Password PASSWORD = new Password("seven slow ferries north");
  private static final Password OTHER = new Password("eight slow ferries south");
  private static final String SCOPE = "api://harbour/.default offline_access";
  private static final String HOME = "192.0.2.9";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of every kind are listed with what they open, since when, and when last used")
  void listed(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      String refresh = fixture.signIn();
      fixture.device();
      assertThat(fixture.ofRuna())
          .extracting(WayIn::kind)
          .containsExactlyInAnyOrder(
              WayKind.PASSWORD, WayKind.REFRESH_TOKEN, WayKind.REFRESH_TOKEN, WayKind.DEVICE);
      assertThat(fixture.one(WayKind.DEVICE).why()).contains(WayEnd.USED);
      assertThat(fixture.one(WayKind.PASSWORD).madeAt())
          .isEqualTo(fixture.runa.passwordChangedAt());
      assertThat(fixture.ofRuna().stream().filter(way -> way.kind() == WayKind.REFRESH_TOKEN))
          .allSatisfy(way -> assertThat(way.label()).isEqualTo("tool"))
          .allSatisfy(way -> assertThat(way.isOpen(fixture.now())).isTrue());
      assertThat(fixture.ofProgram())
          .singleElement()
          .satisfies(way -> assertThat(way.kind()).isEqualTo(WayKind.SECRET));

      Eventually.holds("use of a password", () -> fixture.lastUse(WayKind.PASSWORD).isPresent());
      Instant first = fixture.lastUse(WayKind.PASSWORD).orElseThrow();
      assertThat(first).isEqualTo(fixture.now());
      fixture.custody.clock.advance(CustodyLimits.LAST_USE_STEP.minusSeconds(1));
      fixture.signIn();
      fixture.refresh(refresh);
      Eventually.holds("use of a sign-in", () -> fixture.lastUseOfSignIn(fixture.now()));
      assertThat(fixture.lastUse(WayKind.PASSWORD)).contains(first);
      fixture.custody.clock.advance(Duration.ofSeconds(1));
      fixture.signIn();
      Eventually.holds(
          "the next use",
          () -> fixture.lastUse(WayKind.PASSWORD).equals(Optional.of(fixture.now())));
      assertThat(fixture.token(fixture.program)).isTrue();
      Eventually.holds(
          "use of a secret", () -> fixture.ofProgram().getFirst().lastUsedAt().isPresent());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end with a password, which cannot even be changed any more, until there is another")
  void password(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      String refresh = fixture.signIn();
      Caller token = fixture.caller();
      fixture.end(WayKind.PASSWORD);
      assertThat(fixture.elsewhere.current(token)).isEmpty();
      assertError(CustodyError.PASSWORD_WRONG, fixture::signIn);
      assertError(
          CustodyError.PASSWORD_WRONG,
          () -> fixture.users.changePassword(Optional.empty(), NAME, PASSWORD, OTHER, HOME));
      UUID tenant = fixture.custody.tenant.id();
      UUID runa = fixture.runa.identity().objectId();
      assertError(
          CustodyError.PASSWORD_WRONG,
          () -> fixture.users.changePassword(tenant, runa, PASSWORD, OTHER, HOME));
      // Another sign-in of hers goes on.
      fixture.refresh(refresh);
      assertThat(fixture.custody.entries("WayInEnd"))
          .singleElement()
          .satisfies(
              recorded -> {
                assertThat(recorded.entry().objectId()).isEqualTo(runa.toString());
                assertThat(recorded.entry().details()).containsEntry("kind", "password");
              });
      fixture.users.resetPassword(tenant, NAME, Optional.of(OTHER), "admin");
      fixture.users.changePassword(Optional.empty(), NAME, OTHER, PASSWORD, HOME);
      fixture.signIn();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end with a secret, and so does the secret before it, until there is another")
  void secret(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      UUID tenant = fixture.custody.tenant.id();
      UUID app = fixture.program.identity().appId();
      NewApplication second =
          fixture.custody.identities.rotateSecret(tenant, app, Duration.ofDays(1), "admin");
      assertThat(fixture.token(fixture.program)).isTrue();
      assertThat(fixture.token(second)).isTrue();
      fixture.changes.endWayIn(
          tenant, second.identity().objectId(), fixture.ofProgram().getFirst().id(), "admin");
      assertThat(fixture.token(fixture.program)).isFalse();
      assertThat(fixture.token(second)).isFalse();
      NewApplication third =
          fixture.custody.identities.rotateSecret(tenant, app, Duration.ofDays(1), "admin");
      assertThat(fixture.token(third)).isTrue();
      assertThat(fixture.token(second)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end with a sign-in and all its tokens; other sign-ins continue")
  void signIn(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      String stolen = fixture.signIn();
      Caller token = fixture.caller();
      assertThat(fixture.elsewhere.current(token)).isPresent();
      fixture.end(WayKind.REFRESH_TOKEN);
      String other = fixture.signIn();
      assertError(CustodyError.GRANT_INVALID, () -> fixture.refresh(stolen));
      fixture.nanos += CustodyLimits.STANDING_REREAD.toNanos();
      assertThat(fixture.elsewhere.current(token)).isEmpty();
      fixture.refresh(other);
      assertError(CustodyError.WAY_IN_NOT_FOUND, () -> fixture.end(ended(fixture)));
    }
  }

  private static WayIn ended(Fixture fixture) {
    return fixture.ofRuna().stream()
        .filter(way -> way.why().equals(Optional.of(WayEnd.ENDED)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of a device that was ended before it fetched its token give it none")
  void device(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      NewDeviceCode code = fixture.begin();
      TestSignIns.approve(fixture.signIns.deviceCodes(), code.userCode(), NAME, PASSWORD, HOME);
      fixture.end(WayKind.DEVICE);
      assertThat(fixture.ask(code)).isNotInstanceOf(DeviceAnswer.SignedIn.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that are sign-ins end with a sign-out everywhere, and the password does not")
  void signedOut(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      String refresh = fixture.signIn();
      NewDeviceCode code = fixture.begin();
      TestSignIns.approve(fixture.signIns.deviceCodes(), code.userCode(), NAME, PASSWORD, HOME);
      UUID runa = fixture.runa.identity().objectId();
      fixture.changes.signOutEverywhere(fixture.custody.tenant.id(), runa, "admin");
      assertThat(fixture.ofRuna().stream().filter(way -> way.kind().isSignIn()))
          .hasSize(2)
          .allSatisfy(way -> assertThat(way.why()).contains(WayEnd.SIGNED_OUT));
      assertError(CustodyError.GRANT_INVALID, () -> fixture.refresh(refresh));
      assertThat(fixture.ask(code)).isNotInstanceOf(DeviceAnswer.SignedIn.class);
      fixture.signIn();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: that were reopened or reassigned by forging their row are refused")
  void fault55_forged(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      String refresh = fixture.signIn();
      String other = fixture.signIn();
      WayIn way = fixture.one(WayKind.PASSWORD);
      fixture.end(way);
      fixture.write(
          "UPDATE ways_in SET ended_at = NULL, ended_why = NULL WHERE id = :id", way.id());
      assertError(CustodyError.ROW_NOT_AUTHENTIC, fixture::signIn);
      assertThat(fixture.ofRuna()).extracting(WayIn::kind).doesNotContain(WayKind.PASSWORD);
      // Another password overrules what was written.
      UUID tenant = fixture.custody.tenant.id();
      fixture.users.resetPassword(tenant, NAME, Optional.of(OTHER), "admin");
      fixture.users.changePassword(Optional.empty(), NAME, OTHER, PASSWORD, HOME);
      fixture.signIn();

      UUID program = fixture.program.identity().objectId();
      fixture.write(
          "UPDATE ways_in SET object_id = object_id, kind = 'DEVICE' WHERE id = :id", program);
      assertError(CustodyError.ROW_NOT_AUTHENTIC, () -> fixture.token(fixture.program));
      fixture.write("DELETE FROM ways_in WHERE id = :id", program);
      assertThat(fixture.token(fixture.program)).isFalse();
      assertError(CustodyError.GRANT_INVALID, () -> fixture.refresh(refresh));
      assertError(CustodyError.GRANT_INVALID, () -> fixture.refresh(other));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that have ended stay listed, the newest fifty, and are deleted with their owner")
  void bounded(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      int all = CustodyLimits.MAX_REFRESHABLE_SIGN_INS + CustodyLimits.MAX_WAYS_OVER + 3;
      for (int i = 0; i < all; i++) {
        fixture.custody.clock.advance(Duration.ofSeconds(1));
        fixture.beginSignIn();
      }
      List<WayIn> over =
          fixture.ofRuna().stream().filter(way -> !way.isOpen(fixture.now())).toList();
      assertThat(over).hasSizeBetween(CustodyLimits.MAX_WAYS_OVER, CustodyLimits.MAX_WAYS_OVER + 1);
      assertThat(over).allSatisfy(way -> assertThat(way.why()).contains(WayEnd.CROWDED_OUT));
      assertThat(fixture.ofRuna())
          .hasSize(over.size() + CustodyLimits.MAX_REFRESHABLE_SIGN_INS + 1);
      fixture.users.delete(fixture.custody.tenant.id(), NAME, "admin");
      assertThat(fixture.ofRuna()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of another tenant, or of somebody else, are ended like those that do not exist")
  void others(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      UUID tenant = fixture.custody.tenant.id();
      UUID other = fixture.custody.tenants.create("fabrikam", "admin").id();
      UUID runa = fixture.runa.identity().objectId();
      UUID program = fixture.program.identity().objectId();
      UUID way = fixture.one(WayKind.PASSWORD).id();
      assertThat(fixture.changes.waysIn(other, runa)).isEmpty();
      for (Runnable act :
          List.<Runnable>of(
              () -> fixture.changes.endWayIn(other, runa, way, "admin"),
              () -> fixture.changes.endWayIn(tenant, program, way, "admin"),
              () -> fixture.changes.endWayIn(tenant, runa, UUID.randomUUID(), "admin"))) {
        assertError(CustodyError.WAY_IN_NOT_FOUND, act);
      }
      fixture.signIn();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: of another tenant are answered as missing even if their row is forged")
  void fault55_others(Dialect dialect) {
    try (Fixture fixture = new Fixture(dialect, folder)) {
      UUID tenant = fixture.custody.tenant.id();
      UUID other = fixture.custody.tenants.create("fabrikam", "admin").id();
      UUID runa = fixture.runa.identity().objectId();
      UUID way = fixture.one(WayKind.PASSWORD).id();
      fixture.write("UPDATE ways_in SET scope = 'MAIL' WHERE id = :id", way);
      fixture.write("UPDATE identities SET enabled = 0 WHERE object_id = :id", runa);
      assertError(
          CustodyError.WAY_IN_NOT_FOUND, () -> fixture.changes.endWayIn(other, runa, way, "admin"));
      assertError(
          CustodyError.IDENTITY_NOT_FOUND,
          () -> fixture.changes.setEnabled(other, runa, true, "admin"));
      assertError(CustodyError.USER_NOT_FOUND, () -> fixture.users.delete(other, NAME, "admin"));
      assertError(
          CustodyError.ROW_NOT_AUTHENTIC, () -> fixture.users.delete(tenant, NAME, "admin"));
      assertError(
          CustodyError.ROW_NOT_AUTHENTIC,
          () -> fixture.changes.endWayIn(tenant, runa, way, "admin"));
    }
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  /** Two nodes of a server with one person and one program. */
  private static final class Fixture implements AutoCloseable {

    private final CustodyFixture custody;
    private final Users users;
    private final UserSignIns signIns;
    private final TokenIssuer issuer;
    private final IdentityChanges changes;
    private final User runa;
    private final NewApplication program;
    private final Standings elsewhere;
    private long nanos;

    Fixture(Dialect dialect, Path folder) {
      custody = new CustodyFixture(dialect, folder);
      users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
      signIns = TestSignIns.of(custody, users);
      issuer = TestSignIns.issuer(custody);
      changes =
          new IdentityChanges(
              custody.database,
              custody.ledger,
              custody.clock,
              custody.identities.standings(),
              List.of());
      LongSupplier ticker = () -> nanos;
      elsewhere = new Standings(custody.database, ticker);
      UUID tenant = custody.tenant.id();
      users.create(
          tenant, NAME, "Runa", Set.of(Role.AUDITOR), Optional.of(OTHER), _ -> {}, "admin");
      users.changePassword(Optional.empty(), NAME, OTHER, PASSWORD, HOME);
      runa = users.require(tenant, NAME);
      program = custody.identities.createApplication(tenant, "ferry", Set.of(), "admin");
    }

    Instant now() {
      return custody.clock.instant();
    }

    /** The refresh token of a new sign-in by password. */
    String signIn() {
      return signIns
          .password(
              issuer, Optional.empty(), NAME, PASSWORD, new SignInRequest("tool", SCOPE, HOME))
          .refreshToken()
          .orElseThrow();
    }

    /** What a sign-in leaves, without the work of a password. */
    void beginSignIn() {
      RefreshTokens tokens =
          new RefreshTokens(
              custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
      RefreshTokens.SignedIn now = new RefreshTokens.SignedIn(now(), SignInFactors.PASSWORD);
      custody.database.write(tx -> tokens.begin(tx, UUID.randomUUID(), runa, now, "tool"));
    }

    void refresh(String token) {
      signIns.refresh(issuer, Optional.empty(), token, new SignInRequest("tool", SCOPE, HOME));
    }

    NewDeviceCode begin() {
      return signIns.deviceCodes().begin(Optional.empty(), new SignInRequest("tool", SCOPE, HOME));
    }

    DeviceAnswer ask(NewDeviceCode code) {
      return signIns.deviceCode(issuer, Optional.empty(), code.deviceCode(), "tool", HOME);
    }

    void device() {
      NewDeviceCode code = begin();
      TestSignIns.approve(signIns.deviceCodes(), code.userCode(), NAME, PASSWORD, HOME);
      assertThat(ask(code)).isInstanceOf(DeviceAnswer.SignedIn.class);
    }

    /** Whether a program's secret gives a token, as another node finds out. */
    boolean token(NewApplication application) {
      Identities node =
          new Identities(
              custody.database, custody.ledger, CustodyFixture.SUITE.random(), custody.clock);
      return node.authenticate(application.identity().appId(), application.clientSecret())
          .isPresent();
    }

    /** What a token says that is made now. */
    Caller caller() {
      Identity identity = users.require(custody.tenant.id(), NAME).identity();
      return new Caller(
          identity.tenantId(),
          identity.objectId(),
          PublicClient.APP_ID,
          identity.roles(),
          Optional.empty(),
          identity.signOuts());
    }

    List<WayIn> ofRuna() {
      return changes.waysIn(custody.tenant.id(), runa.identity().objectId());
    }

    List<WayIn> ofProgram() {
      return changes.waysIn(custody.tenant.id(), program.identity().objectId());
    }

    WayIn one(WayKind kind) {
      return ofRuna().stream().filter(way -> way.kind() == kind).findFirst().orElseThrow();
    }

    Optional<Instant> lastUse(WayKind kind) {
      return one(kind).lastUsedAt();
    }

    boolean lastUseOfSignIn(Instant at) {
      return ofRuna().stream()
          .filter(way -> way.kind() == WayKind.REFRESH_TOKEN)
          .anyMatch(way -> way.lastUsedAt().equals(Optional.of(at)));
    }

    void end(WayKind kind) {
      end(one(kind));
    }

    void end(WayIn way) {
      changes.endWayIn(custody.tenant.id(), way.objectId(), way.id(), "admin");
    }

    void write(String sql, UUID id) {
      custody.database.write(
          tx -> {
            try (Update update = tx.createUpdate(sql)) {
              return update.bind("id", id).execute();
            }
          });
    }

    @Override
    public void close() {
      custody.close();
    }
  }
}
