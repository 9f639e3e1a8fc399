package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A migration signs in")
class SignInTest {

  private static final String SECRET = "client secret & more+";

  @TempDir private static Path certificates;
  @TempDir private Path folder;

  private TestCertificate certificate;

  @BeforeEach
  void make() {
    certificate = TestCertificate.make(certificates);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void asAnAdministratorOnBehalfOfEachUser(Dialect dialect) throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        MigrationFixture all = new MigrationFixture(dialect, folder, source)) {
      SignInMethod signIn = new SignInMethod(SignInKind.AUTHZID, "root", "", "", "");
      all.endpoint(CertificateTrust.PUBLIC, signIn, "root's password");

      migrate(all, "dora", "erik");

      assertThat(source.signedIn())
          .containsExactlyInAnyOrder(
              "PLAIN dora\0root\0root's password", "PLAIN erik\0root\0root's password");
      assertThat(stored(all)).doesNotContain("root's password");
    }
  }

  @Test
  void asAnAdministratorWhoseNameStandsBesideTheUsers() throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      SignInMethod signIn =
          new SignInMethod(SignInKind.MASTER_USER, "root", "{user}*{administrator}", "", "");
      all.endpoint(CertificateTrust.PUBLIC, signIn, "pw");

      migrate(all, "dora");

      assertThat(source.signedIn()).containsExactly("PLAIN \0dora*root\0pw");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void withOneAccessTokenForAllUsers(String mechanism) throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source, issuer)) {
      offers(source, mechanism);
      issuer.chunks();
      all.endpoint(authority(), byClient(issuer), SECRET);

      migrate(all, "dora", "erik");

      String dora =
          mechanism.equals("XOAUTH2")
              ? "user=dora\1auth=Bearer token\1\1"
              : "n,a=dora,\1host=127.0.0.1\1port=%d\1auth=Bearer token\1\1"
                  .formatted(source.port());
      assertThat(source.signedIn()).hasSize(2).contains(mechanism + " " + dora);
      // One request when the endpoint was made, one for the job.
      assertThat(issuer.requests())
          .hasSize(2)
          .allSatisfy(
              fields ->
                  assertThat(fields)
                      .containsEntry("grant_type", "client_credentials")
                      .containsEntry("client_id", "client/1")
                      .containsEntry("client_secret", SECRET)
                      .containsEntry("scope", "https://mail.example/.default"));
      assertThat(stored(all)).doesNotContain("client secret").doesNotContain("Bearer");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void withARefreshTokenOfEachUserAndKeepsTheOneThatFollows(Dialect dialect) throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one", "two");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(dialect, folder, source, issuer)) {
      offers(source, "XOAUTH2");
      // Each refresh token counts once.
      issuer.answers(
          fields -> {
            String given = fields.get("refresh_token");
            int number = issuer.requests().size();
            return given.equals("refresh-" + number)
                ? TokenIssuer.Answer.given("token-" + number, 0, "refresh-" + (number + 1))
                : new TokenIssuer.Answer(400, "{\"error\":\"invalid_grant\"}");
          });
      // The connection breaks, so that there is another sign-in.
      source.answers("UID FETCH 1 \\(UID BODY.*", LyingServer.HANGS_UP);
      source.letsIn(
          said -> {
            if (said.contains("token-2")) {
              source.repents();
              offers(source, "XOAUTH2");
            }
            return true;
          });
      all.endpoint(authority(), byUser(issuer), "");
      all.mailUser("dora");
      all.run();
      all.batch(
          "tokens",
          "EmailAddress,UserName,Password\ndora@contoso.example,dora,refresh-1\n",
          FolderRules.ALL,
          true);
      all.await("tokens", batch -> batch.endedAt().isPresent());

      assertThat(all.user("tokens", 2).status()).isEqualTo(UserStatus.COMPLETED);
      assertThat(all.messages("dora", "INBOX")).hasSize(2);
      assertThat(all.passwords()).isZero();
    }
  }

  @Test
  void withAFreshTokenIfTheKeptOneIsRefused() throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source, issuer)) {
      offers(source, "XOAUTH2");
      issuer.answers(_ -> TokenIssuer.Answer.given("token-" + issuer.requests().size(), 3600));
      all.endpoint(authority(), byClient(issuer), SECRET);
      all.mailUser("dora");
      all.mailUser("erik");
      all.run();
      source.letsIn(said -> said.contains("Bearer token-2"));
      all.batch("first", "EmailAddress,UserName\ndora@contoso.example,dora\n", ALL, true);
      all.await("first", batch -> batch.endedAt().isPresent());
      source.letsIn(said -> said.contains("Bearer token-3"));
      all.batch("second", "EmailAddress,UserName\nerik@contoso.example,erik\n", ALL, true);
      all.await("second", batch -> batch.endedAt().isPresent());

      assertThat(all.user("second", 2).status()).isEqualTo(UserStatus.COMPLETED);
      assertThat(source.afterRefusals()).containsExactly("");
    }
  }

  @Test
  void andShowsNoTokenToAServerThatAChangedRowNames() throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source, issuer)) {
      offers(source, "XOAUTH2");
      all.endpoint(authority(), byClient(issuer), SECRET);
      migrate(all, "dora");
      all.mailUser("erik");
      all.change("UPDATE mail_migration_endpoints SET server = 'localhost'");
      all.batch("second", "EmailAddress,UserName\nerik@contoso.example,erik\n", ALL, true);
      all.await("second", batch -> batch.endedAt().isPresent());

      assertThat(all.user("second", 2).code()).contains("master-key-mismatch");
      assertThat(source.signedIn()).containsExactly("XOAUTH2 user=dora\1auth=Bearer token\1\1");
    }
  }

  @Test
  void withOneFreshTokenForAllUsersWhoseKeptOneIsRefused() throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source, issuer)) {
      offers(source, "XOAUTH2");
      issuer.answers(
          _ -> TokenIssuer.Answer.given("token-" + issuer.requests().size(), 3600, "of nobody"));
      all.endpoint(authority(), byClient(issuer), SECRET);
      migrate(all, "dora");
      CyclicBarrier both = new CyclicBarrier(2);
      source.letsIn(said -> !said.contains("token-2") || !both(both));
      all.mailUser("erik");
      all.mailUser("fred");
      all.batch(
          "second",
          "EmailAddress,UserName\nerik@contoso.example,erik\nfred@contoso.example,fred\n",
          ALL,
          true);
      MigrationBatch ended = all.await("second", batch -> batch.endedAt().isPresent());

      assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
      assertThat(issuer.requests()).hasSize(3);
      assertThat(all.passwords()).isZero();
    }
  }

  /** True once both have come. */
  private static boolean both(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void andSaysWhatTheTokenServerDidNotDo() throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source, issuer)) {
      offers(source, "XOAUTH2");
      issuer.answers(_ -> new TokenIssuer.Answer(401, "{\"error\":\"invalid_client\"}"));
      assertUnusable(() -> all.endpoint(authority(), byClient(issuer), SECRET), "no access token");
      issuer.answers(_ -> new TokenIssuer.Answer(200, "<html>"));
      assertUnusable(() -> all.endpoint(authority(), byClient(issuer), SECRET), "is no token");
      issuer.answers(_ -> TokenIssuer.Answer.given("a\\u0001b", 60));
      assertUnusable(() -> all.endpoint(authority(), byClient(issuer), SECRET), "is no token");
      // Nobody vouches for its certificate.
      assertUnusable(
          () -> all.endpoint(CertificateTrust.PUBLIC, byClient(issuer), SECRET), "not trusted");
      source.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n");
      assertUnusable(() -> all.endpoint(authority(), byClient(issuer), SECRET), "does not offer");

      offers(source, "XOAUTH2");
      issuer.answers(_ -> new TokenIssuer.Answer(400, "{\"error\":\"invalid_grant\"}"));
      all.endpoint(authority(), byUser(issuer), "");
      all.mailUser("dora");
      all.run();
      all.batch("refused", csvWithPassword("dora"), FolderRules.ALL, true);
      all.await("refused", batch -> batch.endedAt().isPresent());
      assertThat(all.user("refused", 2).code()).contains("migration-token-refused");
    }
  }

  @Test
  void neverAtATokenServerInside() throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      for (String uri : new String[] {"https://localhost:1/token", "https://10.0.0.1:8443/token"}) {
        SignInMethod signIn = new SignInMethod(SignInKind.CLIENT_CREDENTIALS, "id", "", uri, "");
        assertThatThrownBy(() -> all.endpoint(CertificateTrust.PUBLIC, signIn, SECRET))
            .isInstanceOfSatisfying(
                MailException.class,
                e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_SERVER_REFUSED));
      }
      for (String uri : new String[] {"http://login.example/", "https://a@login.example/", "x"}) {
        SignInMethod signIn = new SignInMethod(SignInKind.CLIENT_CREDENTIALS, "id", "", uri, "");
        assertInvalid(() -> all.endpoint(CertificateTrust.PUBLIC, signIn, SECRET));
      }
    }
  }

  @Test
  void onlyWithWhatBelongsTogether() throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      SignInMethod withoutUser =
          new SignInMethod(SignInKind.MASTER_USER, "root", "{administrator}", "", "");
      assertInvalid(() -> all.endpoint(CertificateTrust.PUBLIC, withoutUser, "pw"));
      SignInMethod withoutSecret = new SignInMethod(SignInKind.AUTHZID, "root", "", "", "");
      assertInvalid(() -> all.endpoint(CertificateTrust.PUBLIC, withoutSecret, ""));
      assertInvalid(() -> all.endpoint(CertificateTrust.PUBLIC, SignInMethod.BASIC, "pw"));
      assertInvalid(
          () -> all.endpoint(new CertificateTrust(true, "", "0"), SignInMethod.BASIC, ""));
      assertInvalid(
          () -> all.endpoint(new CertificateTrust(false, "", "0"), SignInMethod.BASIC, ""));
      assertInvalid(
          () -> all.endpoint(new CertificateTrust(false, "x", ""), SignInMethod.BASIC, ""));
    }
  }

  private static final FolderRules ALL = FolderRules.ALL;

  private static void offers(LyingServer source, String mechanism) {
    source.answers(
        "CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=%s\r\nTAG OK done\r\n".formatted(mechanism));
  }

  private CertificateTrust authority() {
    return new CertificateTrust(false, certificate.pem(), "");
  }

  private static SignInMethod byClient(TokenIssuer issuer) {
    return new SignInMethod(
        SignInKind.CLIENT_CREDENTIALS,
        "client/1",
        "",
        issuer.uri(),
        "https://mail.example/.default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail_migration_users SET address = 'erik@contoso.example'",
        "mail_migration_users SET user_name = 'erik'",
        "mail_migration_endpoints SET server = 'localhost'"
      })
  void notWhereARowWasChangedThoughAnAdministratorMayReadAll(String change) throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate);
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source, issuer)) {
      offers(source, "XOAUTH2");
      all.endpoint(authority(), byClient(issuer), SECRET);
      migrate(all, "fay");
      all.mailUser("dora");
      all.mailUser("erik");
      String csv = "EmailAddress,UserName\ndora@contoso.example,dora\n";
      all.batch("changed", csv, FolderRules.ALL, false);
      all.change("UPDATE " + change);

      // The token that the job has kept would sign in.
      all.batches.start(all.mail.tenantId, "changed", MigrationFixture.ADMIN);
      all.await("changed", batch -> batch.endedAt().isPresent());

      assertThat(all.user("changed", 2).code()).contains("master-key-mismatch");
      assertThat(source.signedIn()).hasSize(1);
    }
  }

  private static SignInMethod byUser(TokenIssuer issuer) {
    return new SignInMethod(SignInKind.REFRESH_TOKEN, "client/1", "", issuer.uri(), "");
  }

  private static String csvWithPassword(String account) {
    return "EmailAddress,UserName,Password\n%s@contoso.example,%s,refresh\n"
        .formatted(account, account);
  }

  private static void migrate(MigrationFixture all, String... accounts) {
    for (String account : accounts) {
      all.mailUser(account);
    }
    all.run();
    String rows =
        Arrays.stream(accounts)
            .map("%1$s@contoso.example,%1$s\n"::formatted)
            .collect(Collectors.joining());
    all.batch("first", "EmailAddress,UserName\n" + rows, FolderRules.ALL, true);
    MigrationBatch ended = all.await("first", batch -> batch.endedAt().isPresent());
    assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
  }

  /** All that is kept of endpoints and rows, and all that was recorded. */
  private static String stored(MigrationFixture all) {
    return all.mail.database.read(
        tx ->
            Stream.of("mail_migration_endpoints", "mail_migration_users", "ledger_entry")
                .flatMap(table -> tx.createQuery("SELECT * FROM " + table).mapToMap().stream())
                .flatMap(row -> row.values().stream())
                .map(
                    value ->
                        value instanceof byte[] bytes
                            ? new String(bytes, ISO_8859_1)
                            : String.valueOf(value))
                .collect(Collectors.joining("\n")));
  }

  private static void assertUnusable(ThrowingCallable action, String part) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_SERVER_UNUSABLE))
        .hasMessageContaining(part);
  }

  private static void assertInvalid(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_INVALID));
  }
}
