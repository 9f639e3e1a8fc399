package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.persistence.Dialect;
import jakarta.mail.Flags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("New passwords for users of a migration")
class MigrationPasswordsTest {

  private static final String HEADER = "EmailAddress,UserName,Password\n";
  private static final String NEW_PASSWORD = "tulip, under ice";
  private static final int A_DAY = 86_400;

  @TempDir private static Path certificates;
  @TempDir private Path folder;
  private MigrationFixture all;

  private void open(Dialect dialect) {
    all = new MigrationFixture(dialect, folder);
    all.syncSeconds = A_DAY;
    all.endpoint(1);
  }

  @AfterEach
  void close() {
    all.close();
  }

  private GreenMailUser account(String name) {
    GreenMailUser account = all.source.account(name);
    put(account, "first");
    return account;
  }

  private void put(GreenMailUser account, String subject) {
    all.source.put(account, "INBOX", SourceServer.message(subject), new Flags(), Instant.EPOCH);
  }

  private void renew(String rows) {
    all.passwords.renew(
        all.mail.tenantId, "WAVE", (HEADER + rows).getBytes(UTF_8), false, MigrationFixture.ADMIN);
  }

  private static String row(String user) {
    return "%1$s@contoso.example,%1$s,\"%2$s\"\n".formatted(user, NEW_PASSWORD);
  }

  private void awaitRun(int run, BatchStatus status) {
    all.await("wave", now -> now.schedule().orElseThrow().runs() == run && now.status() == status);
  }

  private void again() {
    all.batches.start(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void letTheNextRunGoOnFromWhereItIs(Dialect dialect) {
    open(dialect);
    all.mailUser("ida");
    all.mailUser("jon");
    GreenMailUser ida = account("ida");
    account("jon");
    all.run();
    all.batch("wave", true, "ida", "jon");
    awaitRun(1, BatchStatus.SYNCED);
    ida.setPassword(NEW_PASSWORD);
    put(ida, "second");
    again();
    awaitRun(2, BatchStatus.SYNCED_WITH_ERRORS);
    assertThat(all.user("wave", 2).code()).contains("migration-login-refused");

    renew(row("ida"));
    again();

    awaitRun(3, BatchStatus.SYNCED);
    assertThat(all.messages("ida", "INBOX")).hasSize(2);
    assertThat(all.syncs.runs(all.mail.tenantId, "wave").getFirst().counts().newItems()).isOne();
    assertThat(all.passwords()).isEqualTo(2);
    assertThat(all.ledgerActors("MigrationPasswordsSet")).containsExactly(MigrationFixture.ADMIN);
  }

  @Test
  void giveWhoWasRefusedAnotherTurnInTheSameRun() {
    open(Dialect.SQLITE);
    UUID eva = all.mailUser("eva").id();
    all.mailUser("ida");
    account("eva");
    account("ida").setPassword(NEW_PASSWORD);
    all.mail.custody.withholdFromPeople(eva, KeyAccessException.Reason.REFUSED);
    all.run();
    all.batch("wave", true, "eva", "ida");
    all.await("wave", now -> all.user("wave", 3).status() == UserStatus.FAILED);

    renew(row("ida"));

    all.await("wave", now -> all.user("wave", 3).status() == UserStatus.SYNCED);
    assertThat(all.messages("ida", "INBOX")).hasSize(1);
    all.mail.custody.giveToPeople(eva);
    awaitRun(1, BatchStatus.SYNCED);
  }

  @Test
  void changeNothingIfALineIsForNobodyOfTheBatchOrForAnotherAccount() {
    open(Dialect.SQLITE);
    all.mailUser("ida");
    all.batch("wave", false, "ida");
    byte[] before = sealed();
    assertThatThrownBy(() -> renew(row("ida") + row("jon") + "kim@contoso.example,kim,x\n"))
        .hasMessageContaining("line 3: the batch has no mailbox of this EmailAddress")
        .hasMessageContaining("line 4")
        .hasMessageNotContaining(NEW_PASSWORD);
    assertThatThrownBy(() -> renew("ida@contoso.example,other,x\n"))
        .hasMessageContaining("line 2: UserName is another one")
        .hasMessageNotContaining("other,");
    assertThat(sealed()).isEqualTo(before);
    assertThat(all.ledgerActors("MigrationPasswordsSet")).isEmpty();
  }

  private byte[] sealed() {
    return all.mail.database.read(
        tx ->
            tx.createQuery("SELECT sealed_password FROM mail_migration_users")
                .mapTo(byte[].class)
                .one());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void stayIfTheTokenServerGivesAnotherForTheOldOneMeanwhile(Dialect dialect) throws IOException {
    TestCertificate certificate = TestCertificate.make(certificates);
    try (LyingServer source = new LyingServer().with("INBOX", "one");
        TokenIssuer issuer = new TokenIssuer(certificate)) {
      all = new MigrationFixture(dialect, folder, source, issuer);
      offersTokens(source);
      issuer.answers(
          _ -> {
            if (issuer.requests().size() == 1) {
              renew("dora@contoso.example,dora,given\n");
            }
            return TokenIssuer.Answer.given("token", 0, "follows");
          });
      // The connection breaks, so that there is another sign-in.
      source.answers("UID FETCH 1 \\(UID BODY.*", LyingServer.HANGS_UP);
      source.letsIn(
          _ -> {
            if (issuer.requests().size() == 2) {
              source.repents();
              offersTokens(source);
            }
            return true;
          });
      all.endpoint(
          new CertificateTrust(false, certificate.pem(), ""),
          new SignInMethod(SignInKind.REFRESH_TOKEN, "client/1", "", issuer.uri(), ""),
          "");
      all.mailUser("dora");
      all.run();
      all.batch("wave", HEADER + "dora@contoso.example,dora,first\n", FolderRules.ALL, true);
      all.await("wave", now -> now.endedAt().isPresent());

      assertThat(all.user("wave", 2).status()).isEqualTo(UserStatus.COMPLETED);
      assertThat(issuer.requests())
          .extracting(fields -> fields.get("refresh_token"))
          .containsExactly("first", "given");
    }
  }

  private static void offersTokens(LyingServer source) {
    source.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\nTAG OK done\r\n");
  }

  @Test
  void comeTooLateOnceTheBatchIsDoneWithTheMailbox() {
    open(Dialect.SQLITE);
    all.syncSeconds = 0;
    all.mailUser("ida");
    account("ida");
    all.run();
    all.batch("wave", true, "ida");
    all.await("wave", now -> now.status() == BatchStatus.COMPLETED);
    assertRefused(MailError.MIGRATION_CSV_INVALID, () -> renew(row("ida")));
    assertThat(all.passwords()).isZero();
  }

  @Test
  void areForUsersThatHaveSome() {
    all = new MigrationFixture(Dialect.SQLITE, folder);
    all.endpoint(
        CertificateTrust.PUBLIC,
        new SignInMethod(SignInKind.MASTER_USER, "root", "{user}*{administrator}", "", ""),
        "pw");
    all.mailUser("ida");
    all.batch("wave", "EmailAddress,UserName\nida@contoso.example,ida\n", FolderRules.ALL, false);
    assertRefused(MailError.MIGRATION_BATCH_STATE, () -> renew(row("ida")));
    all.batches.remove(all.mail.tenantId, "wave", true, MigrationFixture.ADMIN);
    assertRefused(MailError.MIGRATION_BATCH_NOT_FOUND, () -> renew(row("ida")));
  }

  private static void assertRefused(MailError error, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
