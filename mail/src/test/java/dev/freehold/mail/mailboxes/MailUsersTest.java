package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Mail users")
class MailUsersTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void takeNoMessagesBeforeTheyAreMigrated(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox user = mailUser(mail, Optional.of(mail.policyId));
      assertThat(user.kind()).isEqualTo(RecipientKind.MAIL_USER);
      assertThat(mail.mailboxes.find(mail.tenantId, user.address())).contains(user);
      assertThat(mail.folders.list(user)).isEmpty();
      assertCode(() -> mail.inbox(user), MailError.NOT_MIGRATED);
      assertCode(() -> mail.folders.ensure(user, "INBOX"), MailError.NOT_MIGRATED);
      assertCode(() -> mail.folders.create(user, "Work", Optional.empty()), MailError.NOT_MIGRATED);
      assertThat(mail.mailboxes.statistics(user).itemCount()).isZero();
      assertThat(mail.folders.list(user)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void becomeMailboxesOnceHoweverOftenTheyAreMigrated(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox user = mailUser(mail, Optional.of(mail.policyId));
      Mailbox migrated = mail.mailboxes.migrate(mail.tenantId, user.id());
      assertThat(migrated.kind()).isEqualTo(RecipientKind.MAILBOX);
      assertThat(migrated.id()).isEqualTo(user.id());
      Folder inbox = mail.inbox(migrated);
      assertThat(mail.mailboxes.migrate(mail.tenantId, user.id())).isEqualTo(migrated);
      assertThat(mail.folders.list(migrated)).containsExactly(inbox);
      // What was read before the migration names the same mailbox.
      assertThat(mail.folders.ensure(user, "Work").path()).isEqualTo("Work");
      assertCode(
          () -> mail.mailboxes.migrate(UUID.randomUUID(), user.id()), MailError.MAILBOX_NOT_FOUND);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areRecordedWhenTheyAreMadeAndWhenTheyAreMigrated(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox user = mailUser(mail, Optional.of(mail.policyId));
      Mailbox mailbox = mail.mailbox("amy@contoso.example");
      assertCode(() -> mailUser(mail, Optional.empty()), MailError.MAILBOX_EXISTS);
      mail.mailboxes.migrate(mail.tenantId, user.id(), "carol");
      mail.mailboxes.migrate(mail.tenantId, user.id(), "carol");
      List<LedgerEntry> entries =
          mail.ledger.entries(mail.tenantId, 0, 10).stream().map(RecordedEntry::entry).toList();
      assertThat(entries)
          .extracting(LedgerEntry::operation, LedgerEntry::objectId, LedgerEntry::actor)
          .containsExactly(
              tuple("MailUserCreate", user.id().toString(), "alice"),
              tuple("MailboxCreate", mailbox.id().toString(), "alice"),
              tuple("MailUserMigrate", user.id().toString(), "carol"));
      assertThat(entries.getFirst().facts())
          .containsEntry("address", "bob@contoso.example")
          .containsEntry("displayName", "Bob")
          .containsEntry("dataEncryptionPolicy", mail.policyId.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void haveTheirMailUnderTheAssignedPolicyFromItsFirstByte(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox user = mailUser(mail, Optional.empty());
      mail.custody.assign(user.id(), mail.policyId);
      UUID serviceManaged = mail.custody.renew(user.id());
      Mailbox mailbox = mail.mailboxes.migrate(mail.tenantId, user.id());
      mail.append(mailbox, mail.inbox(mailbox), new byte[1000]);
      assertThat(mail.objects.usage(serviceManaged).objects()).isZero();
      UUID present = mail.custody.presentKey(user.id());
      assertThat(mail.objects.usage(present).plaintextBytes()).isEqualTo(1000);
      mail.custody.destroy(serviceManaged);
      MailboxStatistics statistics = mail.mailboxes.statistics(mailbox);
      assertThat(statistics.dataEncryptionPolicyId()).contains(mail.policyId);
      assertThat(statistics.isEncrypted()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areUnderThePolicyThatTheyAreMadeWith(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox user = mailUser(mail, Optional.of(mail.policyId));
      Mailbox mailbox = mail.mailboxes.migrate(mail.tenantId, user.id());
      mail.append(mailbox, mail.inbox(mailbox), new byte[10]);
      MailboxStatistics statistics = mail.mailboxes.statistics(mailbox);
      assertThat(statistics.dataEncryptionPolicyId()).contains(mail.policyId);
      assertThat(statistics.isEncrypted()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areNotMigratedUnderAPolicyThatIsToBePurged(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox user = mailUser(mail, Optional.of(mail.policyId));
      mail.custody.requestPurge(mail.policyId);
      assertThatThrownBy(() -> mail.mailboxes.migrate(mail.tenantId, user.id()))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.POLICY_PURGE_REQUESTED));
      assertThat(mail.mailboxes.find(mail.tenantId, user.address())).contains(user);
    }
  }

  private static Mailbox mailUser(MailFixture mail, Optional<UUID> policyId) {
    return mail.mailboxes.createMailUser(
        mail.tenantId, "bob@contoso.example", "Bob", policyId, MailFixture.ALICE);
  }

  private static void assertCode(Runnable action, MailError error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
