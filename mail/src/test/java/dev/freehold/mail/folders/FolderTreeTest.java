package dev.freehold.mail.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MailRemains;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Folders that mail programs rename and subscribe to")
class FolderTreeTest {

  private static final byte[] TEXT = "A: b\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void takeThoseBelowThemAlong(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder work = mail.folders.create(mailbox, "Work", Optional.empty());
      mail.folders.create(mailbox, "Work/Ä/b", Optional.empty());
      mail.folders.create(mailbox, "Workshop", Optional.empty());
      mail.append(mailbox, work, TEXT);
      List<FolderTree.Renamed> renamed = tree(mail).rename(mailbox, work, "Old/Jobs");
      assertThat(renamed)
          .extracting(one -> one.before().path() + " > " + one.path())
          .containsExactly("Work > Old/Jobs", "Work/Ä > Old/Jobs/Ä", "Work/Ä/b > Old/Jobs/Ä/b");
      assertThat(paths(mail, mailbox))
          .containsExactlyInAnyOrder(
              "INBOX", "Old", "Old/Jobs", "Old/Jobs/Ä", "Old/Jobs/Ä/b", "Workshop");
      Folder jobs = mail.folders.require(mailbox, "Old/Jobs");
      assertThat(jobs.id()).isEqualTo(work.id());
      assertThat(mail.read(jobs, 1)).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areRefusedWhereAnotherIsOrBelowThemselves(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder one = mail.folders.create(mailbox, "a", Optional.empty());
      mail.folders.create(mailbox, "a/x", Optional.empty());
      mail.folders.create(mailbox, "b/x", Optional.empty());
      assertThatThrownBy(() -> tree(mail).rename(mailbox, one, "b"))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.code()).isEqualTo("folder-exists"));
      assertThatThrownBy(() -> tree(mail).rename(mailbox, one, "a/y/z"))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.code()).isEqualTo("folder-name-invalid"));
      assertThat(paths(mail, mailbox)).containsExactlyInAnyOrder("INBOX", "a", "a/x", "b", "b/x");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void leaveAnEmptyInboxWhenInboxIsRenamed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder before = mail.inbox(mailbox);
      mail.folders.create(mailbox, "INBOX/sub", Optional.empty());
      mail.append(mailbox, before, TEXT);
      tree(mail).rename(mailbox, before, "2025");
      assertThat(paths(mail, mailbox)).containsExactlyInAnyOrder("2025", "INBOX", "INBOX/sub");
      assertThat(mail.read(mail.folders.require(mailbox, "2025"), 1)).isEqualTo(TEXT);
      Folder inbox = mail.inbox(mailbox);
      assertThat(inbox.messageCount()).isZero();
      assertThat(inbox.uidValidity()).isGreaterThan(before.uidValidity());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areSubscribedToByName(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      FolderSubscriptions subscriptions = new FolderSubscriptions(mail.database);
      subscriptions.add(mailbox, "inbox");
      subscriptions.add(mailbox, "Gone/for good");
      subscriptions.add(mailbox, "INBOX");
      assertThat(subscriptions.list(mailbox)).containsExactly("Gone/for good", "INBOX");
      subscriptions.remove(mailbox, "INBOX");
      assertThat(subscriptions.list(mailbox)).containsExactly("Gone/for good");
      assertThat(subscriptions.list(mail.mailbox("bob@contoso.example"))).isEmpty();
      mail.database.write(tx -> new MailRemains().erase(tx, mailbox.id(), List.of(), 100));
      assertThat(subscriptions.list(mailbox)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areSubscribedToAgainAtTheBoundButNoOthers(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      FolderSubscriptions subscriptions = new FolderSubscriptions(mail.database);
      mail.database.write(
          tx -> {
            PreparedBatch batch =
                tx.prepareBatch(
                    "INSERT INTO mail_subscriptions (mailbox_id, path, tenant_id)"
                        + " VALUES (:mailboxId, :path, :tenantId)");
            for (int number = 0; number < MailLimits.MAX_FOLDERS; number++) {
              batch
                  .bind("mailboxId", mailbox.id())
                  .bind("path", "Folder " + number)
                  .bind("tenantId", mailbox.tenantId())
                  .add();
            }
            return batch.execute();
          });
      subscriptions.add(mailbox, "Folder 0");
      assertThatThrownBy(() -> subscriptions.add(mailbox, "One more"))
          .isInstanceOfSatisfying(
              MailException.class,
              refused -> assertThat(refused.error()).isEqualTo(MailError.TOO_MANY_FOLDERS));
      assertThat(subscriptions.list(mailbox)).hasSize(MailLimits.MAX_FOLDERS);
    }
  }

  private static FolderTree tree(MailFixture mail) {
    return new FolderTree(mail.database, mail.folders);
  }

  private static List<String> paths(MailFixture mail, Mailbox mailbox) {
    return mail.folders.list(mailbox).stream().map(Folder::path).toList();
  }
}
