package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Mailboxes and folders")
class MailboxesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMailboxIsFoundByAddressAndByGuid(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox made = mail.mailbox("Alice@Contoso.example");
      assertThat(made.address()).isEqualTo("alice@contoso.example");
      assertThat(mail.mailboxes.find(mail.tenantId, "ALICE@contoso.example")).contains(made);
      assertThat(mail.mailboxes.find(mail.tenantId, made.id().toString())).contains(made);
      assertThat(mail.folders.list(made)).extracting(Folder::path).containsExactly("INBOX");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anotherTenantsMailboxLooksLikeNone(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox made = mail.mailbox("alice@contoso.example");
      UUID stranger = UUID.randomUUID();
      assertThat(mail.mailboxes.find(stranger, made.address())).isEmpty();
      assertThat(mail.mailboxes.find(stranger, made.id().toString())).isEmpty();
      Mailbox forged =
          new Mailbox(made.id(), stranger, made.address(), "", made.kind(), made.createdAt());
      Folder inbox = mail.inbox(made);
      assertThat(mail.folders.list(forged)).isEmpty();
      assertThat(mail.folders.find(forged, "INBOX")).isEmpty();
      assertCode(() -> mail.folders.ensure(forged, "New"), MailError.MAILBOX_NOT_FOUND);
      assertCode(() -> mail.append(forged, inbox, new byte[1]), MailError.FOLDER_NOT_FOUND);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anAddressIsTakenOnceInATenantAndFreeInAnother(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      mail.mailbox("alice@contoso.example");
      assertCode(() -> mail.mailbox("ALICE@contoso.example"), MailError.MAILBOX_EXISTS);
      mail.mailboxes.create(
          UUID.randomUUID(),
          "alice@contoso.example",
          "",
          Optional.of(mail.policyId),
          MailFixture.ALICE);
      for (String wrong : List.of("", "alice", "@b", "a@", "a b@c", "a@b..c", "a@-b", "a\n@b")) {
        assertCode(() -> mail.mailbox(wrong), MailError.ADDRESS_INVALID);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void foldersAreMadeWithTheirParentsAndHaveTheirOwnUidValidity(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder deep = mail.folders.create(mailbox, "Work/2026", Optional.of(SpecialUse.ARCHIVE));
      assertThat(deep.specialUse()).contains(SpecialUse.ARCHIVE);
      assertThat(deep.uidNext()).isEqualTo(1);
      assertCode(
          () -> mail.folders.create(mailbox, "Work/2026", Optional.empty()),
          MailError.FOLDER_EXISTS);
      assertCode(
          () -> mail.folders.create(mailbox, "inbox", Optional.empty()), MailError.FOLDER_EXISTS);
      assertThat(mail.folders.ensure(mailbox, "Work/2026")).isEqualTo(deep);
      assertCode(() -> mail.folders.require(mailbox, "Play"), MailError.FOLDER_NOT_FOUND);
      List<Folder> all = mail.folders.list(mailbox);
      assertThat(all).extracting(Folder::path).containsExactly("INBOX", "Work", "Work/2026");
      assertThat(all).extracting(Folder::uidValidity).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMailboxIsMadeAlthoughThePolicyThatCoversItChangesMeanwhile(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      mail.custody.changeCoverage(MailLimits.MAX_KEY_ATTEMPTS - 1);
      Mailbox made = mail.mailbox("alice@contoso.example");
      assertThat(mail.append(made, mail.inbox(made), new byte[10]).uid()).isEqualTo(1);
      mail.custody.changeCoverage(MailLimits.MAX_KEY_ATTEMPTS);
      assertThatThrownBy(() -> mail.mailbox("bob@contoso.example"))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.COVERAGE_CHANGED));
      assertThat(mail.mailboxes.find(mail.tenantId, "bob@contoso.example")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nothingIsAppendedOrReadWhileTheKeyIsRefused(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageRef ref = mail.append(mailbox, inbox, new byte[10]);
      mail.custody.refuse(KeyAccessException.Reason.REFUSED);
      assertThatThrownBy(() -> mail.append(mailbox, inbox, new byte[10]))
          .isInstanceOf(KeyAccessException.class);
      assertThatThrownBy(() -> mail.messages.open(inbox, ref.uid(), MailFixture.ALICE))
          .isInstanceOf(KeyAccessException.class);
      assertThatThrownBy(() -> mail.messages.describe(mailbox, inbox, 0, 10, MailFixture.ALICE))
          .isInstanceOf(KeyAccessException.class);
      assertThat(mail.messages.list(inbox, 0, 10)).hasSize(1);
      mail.custody.allow();
      assertThat(mail.read(inbox, ref.uid())).hasSize(10);
    }
  }

  private static void assertCode(Runnable action, MailError error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
