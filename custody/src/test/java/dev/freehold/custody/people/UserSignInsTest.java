package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Sign-ins of people")
class UserSignInsTest {

  private static final String NAME = "marta@meadow.example";
  private static final Password PASSWORD = new Password("four plain words here");
  private static final String VAULTS = "https://kv.meadow.example:8443";
  private static final String API = "api://meadow";
  private static final String HOME = "192.0.2.7";
  private static final Duration INTERVAL = CustodyLimits.DEVICE_CODE_INTERVAL;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("by password give a token that names the person and the client")
  void byPassword(Dialect dialect) throws Exception {
    try (Fixture people = new Fixture(dialect, folder)) {
      UserGrant grant = people.signIn(VAULTS + "/.default openid");
      JWTClaimsSet claims = SignedJWT.parse(grant.token().accessToken()).getJWTClaimsSet();
      assertThat(claims.getAudience()).containsExactly(VAULTS);
      assertThat(claims.getClaims())
          .containsEntry("appid", PublicClient.APP_ID.toString())
          .containsEntry("appidacr", "0")
          .containsEntry("idtyp", "user")
          .containsEntry("name", "Marta Lind")
          .containsEntry("oid", people.marta.identity().objectId().toString())
          .containsEntry("upn", NAME);
      Caller caller = people.issuer.verifierFor(VAULTS).verify(grant.token().accessToken());
      assertThat(caller.objectId()).isEqualTo(people.marta.identity().objectId());
      assertThat(caller.roles()).containsExactly(Role.AUDITOR);
      JWTClaimsSet id = SignedJWT.parse(grant.idToken().orElseThrow()).getJWTClaimsSet();
      assertThat(id.getAudience()).containsExactly("meadow-tool");
      assertThat(id.getStringClaim("preferred_username")).isEqualTo(NAME);
      assertThat(grant.refreshToken()).isEmpty();
      assertThat(grant.toString()).doesNotContain(grant.token().accessToken());
      assertThat(people.custody.entries("SignIn")).hasSize(1);
      assertError(CustodyError.AUDIENCE_INVALID, () -> people.signIn("openid"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are refreshed for any resource, with another token each time")
  void refreshed(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String first = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      UserGrant second = people.refresh(first, VAULTS);
      Caller caller = people.issuer.verifierFor(VAULTS).verify(second.token().accessToken());
      assertThat(caller.objectId()).isEqualTo(people.marta.identity().objectId());
      String next = second.refreshToken().orElseThrow();
      assertThat(next).isNotEqualTo(first);
      assertThat(people.refresh(next, API).refreshToken()).isPresent();
      assertThat(people.custody.entries("SignIn")).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end if a refresh token is used a second time; others continue")
  void reused(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String stolen = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      String other = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      String newest = people.refresh(stolen, API).refreshToken().orElseThrow();
      people.assertOver(stolen);
      people.assertOver(newest);
      assertThat(people.custody.entries("RefreshTokenReuse")).hasSize(1);
      assertThat(people.refresh(other, API).refreshToken()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end after a day without use, and after two weeks in any case")
  void expired(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String idle = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      people.custody.clock.advance(CustodyLimits.REFRESH_TOKEN_IDLE);
      people.assertOver(idle);

      String used = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      Duration step = CustodyLimits.REFRESH_TOKEN_IDLE.minusHours(1);
      Duration passed = Duration.ZERO;
      while (passed.plus(step).compareTo(CustodyLimits.REFRESH_TOKEN_LIFETIME) < 0) {
        people.custody.clock.advance(step);
        passed = passed.plus(step);
        used = people.refresh(used, API).refreshToken().orElseThrow();
      }
      people.custody.clock.advance(step);
      people.assertOver(used);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("end with a change of the password and with the person")
  void revoked(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      UUID tenant = people.custody.tenant.id();
      String first = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      Password given = new Password("somebody else has made it");
      people.users.resetPassword(tenant, NAME, Optional.of(given), "admin");
      people.assertOver(first);
      people.users.changePassword(Optional.of(tenant), NAME, given, PASSWORD, HOME);
      String second = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      people.users.delete(tenant, NAME, "admin");
      people.assertOver(second);
      people.assertOver("garbage");
      people.assertOver("");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are refreshed in their own tenant only, which does not end them elsewhere")
  void ofTenant(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      UUID other = people.custody.tenants.create("fabrikam", "someone").id();
      String token = people.signIn(API + "/.default offline_access").refreshToken().orElseThrow();
      SignInRequest asked = new SignInRequest("", API + "/.default", HOME);
      assertError(
          CustodyError.GRANT_INVALID,
          () -> people.signIns.refresh(people.issuer, Optional.of(other), token, asked));
      assertThat(people.refresh(token, API).refreshToken()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of one person are limited in number; the newest are kept")
  void bounded(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      RefreshTokens tokens =
          new RefreshTokens(
              people.custody.database,
              people.custody.ledger,
              CustodyFixture.SUITE.random(),
              people.custody.clock);
      String[] made = new String[CustodyLimits.MAX_REFRESHABLE_SIGN_INS + 1];
      for (int i = 0; i < made.length; i++) {
        people.custody.clock.advance(Duration.ofSeconds(1));
        RefreshTokens.SignedIn now =
            new RefreshTokens.SignedIn(people.custody.clock.instant(), SignInFactors.PASSWORD);
        made[i] =
            people
                .custody
                .database
                .write(tx -> tokens.begin(tx, UUID.randomUUID(), people.marta, now, ""))
                .text();
      }
      people.assertOver(made[0]);
      assertThat(people.refresh(made[1], API).refreshToken()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("for a device give it a token once, after somebody has typed its code")
  void forDevice(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      NewDeviceCode code = people.begin(Optional.empty());
      assertThat(people.ask(code)).isInstanceOf(DeviceAnswer.Pending.class);
      assertThat(people.ask(code)).isInstanceOf(DeviceAnswer.SlowDown.class);
      people.custody.clock.advance(INTERVAL);
      assertThat(people.ask(code)).isInstanceOf(DeviceAnswer.SlowDown.class);
      people.custody.clock.advance(INTERVAL.multipliedBy(3));
      assertThat(people.ask(code)).isInstanceOf(DeviceAnswer.Pending.class);

      DeviceCodes devices = people.signIns.deviceCodes();
      assertThat(devices.find(code.userCode(), HOME))
          .hasValueSatisfying(
              waiting -> {
                assertThat(waiting.clientId()).isEqualTo("meadow-tool");
                assertThat(waiting.resource()).isEqualTo(API);
              });
      assertError(
          CustodyError.PASSWORD_WRONG,
          () ->
              TestSignIns.approve(
                  devices, code.userCode(), NAME, new Password("not the right one"), HOME));
      assertThat(TestSignIns.approve(devices, code.userCode(), NAME, PASSWORD, HOME)).isTrue();
      assertThat(devices.find(code.userCode(), HOME)).isEmpty();
      assertThat(TestSignIns.approve(devices, code.userCode(), NAME, PASSWORD, HOME)).isFalse();

      assertThat(people.ask(code))
          .isInstanceOfSatisfying(
              DeviceAnswer.SignedIn.class,
              answer -> {
                assertThat(answer.grant().user().userPrincipalName()).isEqualTo(NAME);
                assertThat(answer.grant().refreshToken()).isPresent();
                people.issuer.verifierFor(API).verify(answer.grant().token().accessToken());
              });
      assertThat(people.ask(code)).isInstanceOf(DeviceAnswer.Unknown.class);
      assertThat(people.custody.entries("DeviceCodeApprove")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("for a device fail if somebody declines or nobody signs in in time")
  void notForDevice(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      DeviceCodes devices = people.signIns.deviceCodes();
      NewDeviceCode declined = people.begin(Optional.empty());
      assertThat(devices.decline(declined.userCode(), HOME)).isTrue();
      assertThat(people.ask(declined)).isInstanceOf(DeviceAnswer.Declined.class);

      NewDeviceCode late = people.begin(Optional.empty());
      people.custody.clock.advance(CustodyLimits.DEVICE_CODE_LIFETIME);
      assertThat(devices.find(late.userCode(), HOME)).isEmpty();
      assertThat(TestSignIns.approve(devices, late.userCode(), NAME, PASSWORD, HOME)).isFalse();
      assertThat(people.ask(late)).isInstanceOf(DeviceAnswer.Expired.class);
      people.custody.clock.advance(CustodyLimits.DEVICE_CODE_LIFETIME.plusSeconds(1));
      people.begin(Optional.empty());
      assertThat(people.ask(late)).isInstanceOf(DeviceAnswer.Unknown.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("for a device of a tenant are refused to people of others and to old passwords")
  void deviceOfTenant(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      UUID other = people.custody.tenants.create("fabrikam", "someone").id();
      DeviceCodes devices = people.signIns.deviceCodes();
      NewDeviceCode others = people.begin(Optional.of(other));
      assertError(
          CustodyError.PASSWORD_WRONG,
          () -> TestSignIns.approve(devices, others.userCode(), NAME, PASSWORD, HOME));

      NewDeviceCode own = people.begin(Optional.empty());
      TestSignIns.approve(devices, own.userCode(), NAME, PASSWORD, HOME);
      assertThat(
              people.signIns.deviceCode(
                  people.issuer, Optional.of(other), own.deviceCode(), "", HOME))
          .isInstanceOf(DeviceAnswer.Unknown.class);
      people.users.resetPassword(people.custody.tenant.id(), NAME, Optional.of(PASSWORD), "admin");
      assertThat(people.ask(own)).isInstanceOf(DeviceAnswer.Unknown.class);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName("for devices are delayed for clients that guess codes or ask for too many")
  void guesses(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      DeviceCodes devices = people.signIns.deviceCodes();
      NewDeviceCode code = people.begin(Optional.empty());
      UserCode wrong = new UserCode("BBBBBBBB");
      for (int i = 0; i < CustodyLimits.MAX_WRONG_USER_CODES_OF_NETWORK; i++) {
        assertThat(devices.find(wrong, "2001:db8:0:1:0:0:0:" + i)).isEmpty();
      }
      assertError(
          CustodyError.TOO_MANY_SIGN_INS,
          () -> devices.find(code.userCode(), "2001:db8:0:1:0:0:0:ff"));
      assertThat(devices.find(code.userCode(), "2001:db8:0:2:0:0:0:ff")).isPresent();
      for (int i = 1; i < CustodyLimits.MAX_DEVICE_CODES_OF_NETWORK; i++) {
        people.begin(Optional.empty());
      }
      assertError(CustodyError.TOO_MANY_SIGN_INS, () -> people.begin(Optional.empty()));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("for devices are not held up by codes that nobody can use any more")
  void ended(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      Instant now = people.custody.clock.instant();
      DeviceCodeRows.NewRow row =
          new DeviceCodeRows.NewRow(
              "",
              API + "/.default",
              HOME,
              INTERVAL.toSeconds(),
              now,
              now.plus(CustodyLimits.DEVICE_CODE_LIFETIME));
      people.custody.database.write(
          tx -> {
            for (int i = 0; i < CustodyLimits.MAX_DEVICE_CODES; i++) {
              SecretHash hash = SecretHash.of(("code " + i).getBytes(StandardCharsets.UTF_8));
              DeviceCodeRows.insert(tx, hash, hash, Optional.empty(), row);
            }
            return row;
          });
      assertError(CustodyError.TOO_MANY_SIGN_INS, () -> people.begin(Optional.empty()));
      people.custody.clock.advance(CustodyLimits.DEVICE_CODE_LIFETIME);
      assertThat(people.ask(people.begin(Optional.empty())))
          .isInstanceOf(DeviceAnswer.Pending.class);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName("for an unknown device do not wait for a writer")
  void unknown(Dialect dialect) throws Exception {
    try (Fixture people = new Fixture(dialect, folder);
        ExecutorService stranger = Executors.newSingleThreadExecutor()) {
      String guess = OpaqueToken.of(OpaqueToken.secret(CustodyFixture.SUITE.random())).text();
      DeviceAnswer answer =
          people.custody.database.write(
              tx -> {
                tx.execute("DELETE FROM device_codes");
                return CompletableFuture.supplyAsync(
                        () ->
                            people.signIns.deviceCode(
                                people.issuer, Optional.empty(), guess, "", HOME),
                        stranger)
                    .completeOnTimeout(new DeviceAnswer.Pending(), 1, TimeUnit.MINUTES)
                    .join();
              });
      assertThat(answer).isInstanceOf(DeviceAnswer.Unknown.class);
    }
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  /** A server's identities with one person. */
  private static final class Fixture implements AutoCloseable {

    private final CustodyFixture custody;
    private final Users users;
    private final UserSignIns signIns;
    private final TokenIssuer issuer;
    private final User marta;

    Fixture(Dialect dialect, Path folder) {
      custody = new CustodyFixture(dialect, folder);
      users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
      signIns = TestSignIns.of(custody, users);
      issuer = TestSignIns.issuer(custody);
      Password first =
          users
              .create(
                  custody.tenant.id(),
                  NAME,
                  "Marta Lind",
                  Set.of(Role.AUDITOR),
                  Optional.empty(),
                  _ -> {},
                  "admin")
              .generated()
              .orElseThrow();
      users.changePassword(Optional.empty(), NAME, first, PASSWORD, HOME);
      marta = users.require(custody.tenant.id(), NAME);
    }

    UserGrant signIn(String scope) {
      return signIns.password(
          issuer, Optional.empty(), NAME, PASSWORD, new SignInRequest("meadow-tool", scope, HOME));
    }

    UserGrant refresh(String token, String resource) {
      return signIns.refresh(
          issuer, Optional.empty(), token, new SignInRequest("", resource + "/.default", HOME));
    }

    void assertOver(String token) {
      assertError(CustodyError.GRANT_INVALID, () -> refresh(token, API));
    }

    NewDeviceCode begin(Optional<UUID> tenant) {
      return signIns
          .deviceCodes()
          .begin(tenant, new SignInRequest("meadow-tool", API + "/.default offline_access", HOME));
    }

    DeviceAnswer ask(NewDeviceCode code) {
      return signIns.deviceCode(issuer, Optional.empty(), code.deviceCode(), "", HOME);
    }

    @Override
    public void close() {
      custody.close();
    }
  }
}
