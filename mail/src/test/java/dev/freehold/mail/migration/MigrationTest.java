package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.MailboxStatistics;
import dev.freehold.mail.mailboxes.RecipientKind;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.persistence.Dialect;
import jakarta.mail.Flags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A migration")
class MigrationTest {

  private static final Instant MONDAY = Instant.parse("2025-02-03T04:05:06Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void bringsMailByteForByteUnderThePolicyThatTheMailUserHas(Dialect dialect) {
    try (MigrationFixture all = new MigrationFixture(dialect, folder)) {
      all.mailUser("dora");
      GreenMailUser dora = all.source.account("dora");
      Flags flags = new Flags(Flags.Flag.SEEN);
      flags.add(Flags.Flag.FLAGGED);
      flags.add("Project");
      all.source.put(dora, "INBOX", SourceServer.message("one"), flags, MONDAY);
      all.source.put(
          dora, "INBOX", SourceServer.message("two"), new Flags(), MONDAY.plusSeconds(7200));
      all.source.put(dora, "Work.Plans", SourceServer.message("three"), new Flags(), MONDAY);
      all.endpoint(2);
      all.run();
      all.batch("first", true, "dora");

      MigrationBatch ended = all.await("first", batch -> batch.endedAt().isPresent());

      assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
      assertThat(ended.counts()).isEqualTo(new UserCounts(1, 0, 1, 0, 0));
      var inbox = all.messages("dora", "INBOX");
      assertThat(inbox.keySet()).containsExactlyInAnyOrder(text("one"), text("two"));
      assertThat(inbox.get(text("one")).flags())
          .isEqualTo(
              MessageFlags.of(MessageFlag.SEEN, MessageFlag.FLAGGED)
                  .plus(new MessageFlags(Set.of(), Set.of("Project"))));
      assertThat(inbox.get(text("one")).internalDate()).isEqualTo(MONDAY);
      assertThat(inbox.get(text("two")).flags()).isEqualTo(MessageFlags.NONE);
      assertThat(inbox.get(text("two")).internalDate()).isEqualTo(MONDAY.plusSeconds(7200));
      assertThat(all.messages("dora", "Work/Plans").keySet()).containsExactly(text("three"));
      var mailbox = all.mail.mailboxes.require(all.mail.tenantId, MigrationFixture.address("dora"));
      assertThat(mailbox.kind()).isEqualTo(RecipientKind.MAILBOX);
      MailboxStatistics statistics = all.mail.mailboxes.statistics(mailbox);
      assertThat(statistics.isEncrypted()).isTrue();
      assertThat(statistics.dataEncryptionPolicyId()).contains(all.mail.policyId);
      assertThat(statistics.itemCount()).isEqualTo(3);
      MigrationUser user = all.user("first", 2);
      assertThat(user.status()).isEqualTo(UserStatus.COMPLETED);
      assertThat(user.copiedItems()).isEqualTo(3);
      assertThat(user.skips()).isEmpty();
      assertThat(all.passwords()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tellsOfEachMailboxWhyItFailedAndEndsTheOthers(Dialect dialect) {
    try (MigrationFixture all = new MigrationFixture(dialect, folder)) {
      all.mailUser("erik");
      all.mailUser("fay");
      all.mailUser("nobody");
      all.source.put(
          all.source.account("fay"), "INBOX", SourceServer.message("hi"), new Flags(), MONDAY);
      all.source.account("erik");
      all.source.account("gone");
      all.endpoint(2);
      String csv =
          "EmailAddress,UserName,Password\n"
              + "erik@contoso.example,erik,not the password\n"
              + "fay@contoso.example,fay,"
              + SourceServer.PASSWORD
              + "\nnobody@contoso.example,gone,"
              + SourceServer.PASSWORD
              + "\n";
      all.batch("mixed", csv, FolderRules.ALL, false);
      // As if the mailbox was removed after the batch was made.
      all.mail.database.write(
          tx ->
              tx.execute(
                  "UPDATE mail_migration_users SET address = 'x@contoso.example' WHERE line = 4"));
      all.batches.start(all.mail.tenantId, "mixed", "admin");
      all.run();

      MigrationBatch ended = all.await("mixed", batch -> batch.endedAt().isPresent());

      assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);
      assertThat(all.user("mixed", 2).code()).contains("migration-login-refused");
      assertThat(all.user("mixed", 3).status()).isEqualTo(UserStatus.COMPLETED);
      assertThat(all.user("mixed", 4).code()).contains("mailbox-not-found");
      // Whom the source does not let in stays a mail user.
      assertThat(
              all.mail
                  .mailboxes
                  .require(all.mail.tenantId, MigrationFixture.address("erik"))
                  .kind())
          .isEqualTo(RecipientKind.MAIL_USER);
      assertThat(all.passwords()).isZero();
      assertThatThrownBy(() -> all.batches.start(all.mail.tenantId, "mixed", "admin"))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_BATCH_STATE));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void stopsAndGoesOnFromWhereItIs(Dialect dialect) {
    try (MigrationFixture all = new MigrationFixture(dialect, folder)) {
      all.mailUser("gus");
      GreenMailUser gus = all.source.account("gus");
      for (int i = 0; i < 60; i++) {
        all.source.put(gus, "INBOX", SourceServer.message("n" + i), new Flags(), MONDAY);
      }
      all.endpoint(1);
      MigrationBatch made = all.batch("slow", false, "gus");
      assertThat(made.status()).isEqualTo(BatchStatus.CREATED);
      all.batches.start(all.mail.tenantId, "slow", "admin");
      all.run();
      all.await("slow", batch -> all.user("slow", 2).copiedItems() > 0);
      all.batches.stop(all.mail.tenantId, "slow", "admin");
      assertThat(all.batches.get(all.mail.tenantId, "slow").status())
          .isIn(BatchStatus.STOPPED, BatchStatus.COMPLETED);
      all.batches.start(all.mail.tenantId, "SLOW", "admin");
      MigrationBatch ended = all.await("slow", batch -> batch.endedAt().isPresent());
      assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
      assertThat(all.messages("gus", "INBOX")).hasSize(60);
    }
  }

  @Test
  void copiesNothingTwiceInALaterBatch() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("hal");
      GreenMailUser hal = all.source.account("hal");
      all.source.put(hal, "INBOX", SourceServer.message("old"), new Flags(), MONDAY);
      all.endpoint(1);
      all.run();
      all.batch("one", true, "hal");
      all.await("one", batch -> batch.endedAt().isPresent());
      all.source.put(hal, "INBOX", SourceServer.message("new"), new Flags(), MONDAY);
      all.batch("two", true, "hal");
      all.await("two", batch -> batch.endedAt().isPresent());
      assertThat(all.messages("hal", "INBOX").keySet())
          .containsExactlyInAnyOrder(text("old"), text("new"));
    }
  }

  @Test
  void takesAndLeavesFoldersByRules() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("ida");
      GreenMailUser ida = all.source.account("ida");
      for (String name : List.of("INBOX", "Keep", "Keep.Old", "Junk")) {
        all.source.put(ida, name, SourceServer.message(name), new Flags(), MONDAY);
      }
      all.endpoint(1);
      all.run();
      String csv =
          "UserName,EmailAddress,Password\nida,ida@contoso.example," + SourceServer.PASSWORD;
      all.batch("some", csv, new FolderRules(List.of("keep"), List.of("Keep/old")), true);
      all.await("some", batch -> batch.endedAt().isPresent());
      assertThat(all.messages("ida", "INBOX")).isEmpty();
      assertThat(all.messages("ida", "Keep")).hasSize(1);
      var mailbox = all.mail.mailboxes.require(all.mail.tenantId, MigrationFixture.address("ida"));
      assertThat(all.mail.folders.list(mailbox)).extracting("path").containsOnly("INBOX", "Keep");
    }
  }

  @Test
  void isRemovedWithItsPasswordsWhileItRunsOnlyIfThatIsConfirmed() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("jo");
      all.source.account("jo");
      all.endpoint(1);
      all.batch("short", true, "jo");
      assertThat(all.passwords()).isOne();
      assertThatThrownBy(() -> all.endpoints.delete(all.mail.tenantId, "old server", "admin"))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_ENDPOINT_IN_USE));
      assertThatThrownBy(() -> all.batches.remove(all.mail.tenantId, "short", false, "admin"))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_BATCH_RUNS));
      assertThat(all.passwords()).isOne();
      all.batches.remove(all.mail.tenantId, "short", true, "admin");
      assertThat(all.passwords()).isZero();
      assertThat(all.batches.list(all.mail.tenantId)).isEmpty();
      all.endpoints.delete(all.mail.tenantId, "old server", "admin");
      assertThat(all.endpoints.list(all.mail.tenantId)).isEmpty();
    }
  }

  @Test
  void isRemovedWithoutConfirmationWhileItIsStopped() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("jo");
      all.endpoint(1);
      all.batch("stopped", true, "jo");
      all.batches.stop(all.mail.tenantId, "stopped", "admin");
      all.batches.remove(all.mail.tenantId, "stopped", false, "admin");
      assertThat(all.batches.list(all.mail.tenantId)).isEmpty();
    }
  }

  @Test
  void keepsNoPlaceForAMailboxThatWaitsForItsKey() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      UUID eva = all.mailUser("eva").id();
      for (String name : List.of("eva", "fay", "gil")) {
        all.source.put(
            all.source.account(name), "INBOX", SourceServer.message(name), new Flags(), MONDAY);
      }
      all.mailUser("fay");
      all.mailUser("gil");
      all.mail.custody.withholdFromPeople(eva, KeyAccessException.Reason.REFUSED);
      all.endpoint(1);
      all.run();
      all.batch("refused", true, "eva", "fay");
      all.batch("other", true, "gil");
      all.await("other", batch -> batch.status() == BatchStatus.COMPLETED);
      all.await("refused", batch -> all.user("refused", 3).status() == UserStatus.COMPLETED);
      MigrationBatch waiting = all.await("refused", batch -> batch.status() == BatchStatus.WAITING);
      assertThat(waiting.code()).contains("key-access-refused");
      all.mail.custody.giveToPeople(eva);
      all.await("refused", batch -> batch.status() == BatchStatus.COMPLETED);
      assertThat(all.messages("eva", "INBOX")).hasSize(1);
    }
  }

  @Test
  void endsWhereTheQuotaDoesAndGoesOnByANewBatchOnceThatIsRaised() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      UUID dora = all.mailUser("dora").id();
      GreenMailUser account = all.source.account("dora");
      for (String text : List.of("one", "two", "six")) {
        all.source.put(account, "INBOX", SourceServer.message(text), new Flags(), MONDAY);
      }
      all.mail.giveQuota(dora, 2L * text("one").length() + 1);
      all.endpoint(1);
      all.run();
      all.batch("first", true, "dora");
      MigrationBatch ended = all.await("first", batch -> batch.endedAt().isPresent());
      assertThat(ended.status()).isEqualTo(BatchStatus.FAILED);
      assertThat(all.user("first", 2).code()).contains("mailbox-full");
      assertThat(all.messages("dora", "INBOX")).hasSize(2);

      all.mail.giveQuota(dora, 1 << 20);
      all.batch("second", true, "dora");
      all.await("second", batch -> batch.status() == BatchStatus.COMPLETED);
      assertThat(all.messages("dora", "INBOX")).hasSize(3);
    }
  }

  @Test
  void failsAMailboxWhoseServerStaysAway() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("kim");
      all.endpoint(1);
      all.source.close();
      all.run();
      all.batch("away", true, "kim");
      MigrationBatch ended = all.await("away", batch -> batch.endedAt().isPresent());
      assertThat(ended.status()).isEqualTo(BatchStatus.FAILED);
      assertThat(all.user("away", 2).code()).isEqualTo(Optional.of("migration-server-unreachable"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault35, fault55: begins a mailbox that is put off to a time far ahead")
  void fault55_putOffFarAhead(Dialect dialect) {
    try (MigrationFixture all = new MigrationFixture(dialect, folder)) {
      all.mailUser("lou");
      all.source.account("lou");
      all.endpoint(1);
      all.batch("later", true, "lou");
      all.mail.database.write(
          tx -> tx.execute("UPDATE mail_migration_users SET due_at = 1125899906842624"));
      all.run();
      MigrationBatch ended = all.await("later", batch -> batch.endedAt().isPresent());
      assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    }
  }

  private static String text(String subject) {
    return new String(SourceServer.message(subject), UTF_8);
  }
}
