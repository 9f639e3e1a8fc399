package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.tokens.CodeChallenge;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An authorization code")
class AuthorizationCodesTest {

  private static final String NAME = "tove@orchard.example";
  private static final Password PASSWORD = new Password("apples in a wooden crate");
  private static final String API = "api://orchard";
  private static final String CLIENT = "0e0a5c5e-7c7e-4a3b-9a41-1f5b7f0a2c11";
  private static final String BACK = "http://localhost:8400/";
  private static final String VERIFIER = "a-verifier-of-43-characters-or-some-more-of-them";
  private static final String HOME = "192.0.2.7";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is exchanged for tokens that name the person, the client and the time")
  void exchanged(Dialect dialect) throws Exception {
    try (Fixture people = new Fixture(dialect, folder)) {
      Instant signedInAt = people.custody.clock.instant();
      String code = people.issue();
      people.custody.clock.advance(Duration.ofSeconds(30));
      UserGrant grant = people.exchange(code);
      assertThat(grant.scope()).isEqualTo(people.asked().scope());
      JWTClaimsSet access = SignedJWT.parse(grant.token().accessToken()).getJWTClaimsSet();
      assertThat(access.getAudience()).containsExactly(API);
      assertThat(access.getLongClaim("auth_time")).isEqualTo(signedInAt.getEpochSecond());
      JWTClaimsSet id = SignedJWT.parse(grant.idToken().orElseThrow()).getJWTClaimsSet();
      assertThat(id.getAudience()).containsExactly(CLIENT);
      assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
      assertThat(id.getLongClaim("auth_time")).isEqualTo(signedInAt.getEpochSecond());
      assertThat(people.custody.entries("AuthorizationCodeIssue")).hasSize(1);
      assertThat(people.custody.entries("SignIn"))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.entry().details()).containsEntry("grant", "authorization_code"));
      WayIn way = people.signIn();
      assertThat(way.label()).isEqualTo(CLIENT);
      assertThat(way.endedAt()).isEmpty();
      assertThat(people.refresh(grant).refreshToken()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("ends what it was exchanged for if it is shown a second time")
  void reused(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String code = people.issue();
      UserGrant grant = people.exchange(code);
      people.custody.clock.advance(CustodyLimits.AUTHORIZATION_CODE_LIFETIME.multipliedBy(2));
      people.assertInvalid(people.shown(code));
      assertError(CustodyError.GRANT_INVALID, () -> people.refresh(grant));
      assertThat(people.signIn().why()).contains(WayEnd.COPIED);
      people.assertInvalid(people.shown(code));
      assertThat(people.custody.entries("AuthorizationCodeReuse")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("gives one of two that show it at once tokens, and the sign-in is over")
  void atOnce(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder);
        ExecutorService clients = Executors.newFixedThreadPool(2)) {
      String code = people.issue();
      List<CompletableFuture<Optional<UserGrant>>> both =
          Stream.of(1, 2)
              .map(_ -> CompletableFuture.supplyAsync(() -> people.tryToExchange(code), clients))
              .toList();
      List<UserGrant> grants =
          both.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
      assertThat(grants).hasSize(1);
      assertError(CustodyError.GRANT_INVALID, () -> people.refresh(grants.getFirst()));
      assertThat(people.custody.entries("AuthorizationCodeReuse")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is used up by another client, another address or another verifier")
  void usedUp(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String other = "f".repeat(43);
      String first = people.issue();
      people.assertInvalid(new ShownCode(first, CLIENT, BACK, other));
      people.assertInvalid(people.shown(first));
      String second = people.issue();
      people.assertInvalid(new ShownCode(second, UUID.randomUUID().toString(), BACK, VERIFIER));
      people.assertInvalid(people.shown(second));
      String third = people.issue();
      people.assertInvalid(new ShownCode(third, CLIENT, BACK + "other", VERIFIER));
      people.assertInvalid(people.shown(third));
      assertThat(people.custody.entries("SignIn")).hasSize(3);
      people.assertInvalid(people.shown("garbage"));
      people.assertInvalid(people.shown(""));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is good for 60 seconds")
  void expired(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String inTime = people.issue();
      people.custody.clock.advance(CustodyLimits.AUTHORIZATION_CODE_LIFETIME.minusMillis(1));
      people.exchange(inTime);
      String late = people.issue();
      people.custody.clock.advance(CustodyLimits.AUTHORIZATION_CODE_LIFETIME);
      people.assertInvalid(people.shown(late));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is good for people of the tenant only, and elsewhere as if it were unknown")
  void ofTenant(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      UUID other = people.custody.tenants.create("fabrikam", "someone").id();
      String code = people.issue();
      assertError(
          CustodyError.GRANT_INVALID,
          () -> people.signIns.code(people.issuer, Optional.of(other), people.shown(code), HOME));
      people.exchange(code);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("ends with the password by which it came, and with the person")
  void revoked(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      UUID tenant = people.custody.tenant.id();
      String first = people.issue();
      User before = people.tove;
      people.users.resetPassword(tenant, NAME, Optional.of(PASSWORD), "admin");
      people.assertInvalid(people.shown(first));
      assertError(
          CustodyError.PASSWORD_WRONG,
          () -> people.signIns.authorizationCodes().issue(before, people.asked(), HOME));
      people.tove = people.users.require(tenant, NAME);
      String second = people.issue();
      people.users.delete(tenant, NAME, "admin");
      people.assertInvalid(people.shown(second));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is one of at most 20 of a person; the oldest goes first")
  void bounded(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String[] codes = new String[CustodyLimits.MAX_AUTHORIZATION_CODES_OF_PERSON + 1];
      for (int i = 0; i < codes.length; i++) {
        people.custody.clock.advance(Duration.ofMillis(1));
        codes[i] = people.issue();
      }
      people.assertInvalid(people.shown(codes[0]));
      people.exchange(codes[1]);
      people.custody.clock.advance(CustodyLimits.AUTHORIZATION_CODE_REMEMBERED.multipliedBy(2));
      people.issue();
      assertThat(people.count()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of the web console begins a session of the person and gives no tokens")
  void ofConsole(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String client = PublicClient.CONSOLE_APP_ID.toString();
      String back = "https://orchard.example/console/signed-in";
      CodeRequest asked =
          new CodeRequest(
              client,
              back,
              CodeChallenge.of(VERIFIER).orElseThrow(),
              "openid offline_access",
              Optional.empty());
      AuthorizationCodes codes = people.signIns.authorizationCodes();
      Instant signedInAt = people.custody.clock.instant();
      String code = codes.issue(people.tove, asked, HOME);
      ShownCode shown = new ShownCode(code, client, back, VERIFIER);
      people.assertInvalid(shown);
      people.custody.clock.advance(Duration.ofSeconds(5));
      OpaqueToken begun = people.signIns.consoleCode(shown, HOME, "Firefox");
      assertThat(TestSignIns.sessions(people.custody).find(begun.text()))
          .hasValueSatisfying(
              session -> {
                assertThat(session.objectId()).isEqualTo(people.tove.identity().objectId());
                assertThat(session.signedInAt()).isEqualTo(signedInAt);
                assertThat(session.factors()).isEqualTo(SignInFactors.PASSWORD);
              });
      assertThat(people.ways()).noneMatch(way -> way.kind() == WayKind.REFRESH_TOKEN);
      assertError(
          CustodyError.GRANT_INVALID, () -> people.signIns.consoleCode(shown, HOME, "Firefox"));
      String others = people.issue();
      assertError(
          CustodyError.GRANT_INVALID,
          () -> people.signIns.consoleCode(people.shown(others), HOME, "Firefox"));
      people.exchange(others);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("whose row something else has written gives nothing")
  void forged(Dialect dialect) {
    try (Fixture people = new Fixture(dialect, folder)) {
      String code = people.issue();
      people.custody.database.write(
          tx ->
              tx.createUpdate("UPDATE authorization_codes SET redirect_uri = :uri")
                  .bind("uri", BACK + "forged")
                  .execute());
      assertError(
          CustodyError.ROW_NOT_AUTHENTIC,
          () -> people.exchange(new ShownCode(code, CLIENT, BACK + "forged", VERIFIER)));
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
    private User tove;

    Fixture(Dialect dialect, Path folder) {
      custody = new CustodyFixture(dialect, folder);
      users = QuickPasswords.users(custody, custody.clock, PasswordVeto.NONE);
      signIns = TestSignIns.of(custody, users);
      issuer = TestSignIns.issuer(custody);
      tove =
          users
              .create(
                  custody.tenant.id(),
                  NAME,
                  "Tove Holm",
                  Set.of(Role.AUDITOR),
                  Optional.of(PASSWORD),
                  _ -> {},
                  "admin")
              .user();
    }

    CodeRequest asked() {
      return new CodeRequest(
          CLIENT,
          BACK,
          CodeChallenge.of(VERIFIER).orElseThrow(),
          API + "/.default openid offline_access",
          Optional.of("n-1"));
    }

    String issue() {
      return signIns.authorizationCodes().issue(tove, asked(), HOME);
    }

    ShownCode shown(String code) {
      return new ShownCode(code, CLIENT, BACK, VERIFIER);
    }

    UserGrant exchange(String code) {
      return exchange(shown(code));
    }

    UserGrant exchange(ShownCode shown) {
      return signIns.code(issuer, Optional.empty(), shown, HOME);
    }

    Optional<UserGrant> tryToExchange(String code) {
      try {
        return Optional.of(exchange(code));
      } catch (CustodyException refused) {
        assertThat(refused.error()).isEqualTo(CustodyError.GRANT_INVALID);
        return Optional.empty();
      }
    }

    void assertInvalid(ShownCode shown) {
      assertError(CustodyError.GRANT_INVALID, () -> exchange(shown));
    }

    UserGrant refresh(UserGrant grant) {
      return signIns.refresh(
          issuer,
          Optional.empty(),
          grant.refreshToken().orElseThrow(),
          new SignInRequest(CLIENT, API + "/.default", HOME));
    }

    List<WayIn> ways() {
      return custody.database.read(
          tx -> WaysIn.list(tx, custody.tenant.id(), tove.identity().objectId()));
    }

    WayIn signIn() {
      return ways().stream()
          .filter(way -> way.kind() == WayKind.REFRESH_TOKEN)
          .findFirst()
          .orElseThrow();
    }

    long count() {
      return custody.database.read(
          tx -> tx.createQuery("SELECT COUNT(*) FROM authorization_codes").mapTo(Long.class).one());
    }

    @Override
    public void close() {
      custody.close();
    }
  }
}
