package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.persistence.Dialect;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A Dovecot with mail_crypt")
class DovecotSourceTest {

  @TempDir private Path folder;

  @Test
  void givesItsMailToTheMasterUserOnceAndWithWhatItsFoldersAreFor()
      throws IOException, MessagingException {
    try (Dovecot dovecot = Dovecot.start(Files.createDirectory(folder.resolve("dovecot")), "dora");
        MigrationFixture all =
            new MigrationFixture(Dialect.SQLITE, folder, SourceServer.start(), dovecot.port())) {
      fill(dovecot);
      for (Path file : dovecot.files("dora")) {
        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("Subject");
      }
      SignInMethod master =
          new SignInMethod(
              SignInKind.MASTER_USER, Dovecot.MASTER, "{user}*{administrator}", "", "");
      all.endpoint(CertificateTrust.PUBLIC, master, Dovecot.MASTER_PASSWORD);
      all.mailUser("dora");
      all.run();
      all.batch(
          "first", "EmailAddress,UserName\ndora@contoso.example,dora\n", FolderRules.ALL, true);
      MigrationBatch ended = all.await("first", batch -> batch.endedAt().isPresent());

      assertThat(ended.status()).as(dovecot::log).isEqualTo(BatchStatus.COMPLETED);
      var inbox = all.messages("dora", "INBOX");
      assertThat(inbox).hasSize(30).containsKey(text("m7"));
      assertThat(inbox.get(text("m7")).flags()).isEqualTo(MessageFlags.of(MessageFlag.SEEN));
      assertThat(all.messages("dora", "Gesendet")).containsOnlyKeys(text("sent"));
      Mailbox mailbox = all.mail.mailboxes.require(all.mail.tenantId, "dora@contoso.example");
      assertThat(all.mail.folders.require(mailbox, "Gesendet").specialUse())
          .contains(SpecialUse.SENT);
      assertThat(all.mail.folders.list(mailbox).stream().map(Folder::path))
          .containsExactlyInAnyOrder("INBOX", "Gesendet", "Work", "Work/Plans");
      assertThat(new FolderSubscriptions(all.mail.database).list(mailbox))
          .containsExactly("Work/Plans");
    }
  }

  private static void fill(Dovecot dovecot) throws MessagingException {
    Session session = Session.getInstance(new Properties());
    try (Store store = session.getStore("imap")) {
      store.connect("127.0.0.1", dovecot.port(), "dora", Dovecot.PASSWORD);
      for (int i = 0; i < 30; i++) {
        put(store, session, "INBOX", "m" + i);
      }
      put(store, session, "Gesendet", "sent");
      put(store, session, "Work/Plans", "plan");
      store.getFolder("Work/Plans").setSubscribed(true);
    }
  }

  private static void put(Store store, Session session, String path, String subject)
      throws MessagingException {
    jakarta.mail.Folder folder = store.getFolder(path);
    if (!folder.exists()) {
      folder.create(jakarta.mail.Folder.HOLDS_MESSAGES);
    }
    MimeMessage message =
        new MimeMessage(session, new ByteArrayInputStream(text(subject).getBytes(UTF_8)));
    message.setFlag(Flags.Flag.SEEN, true);
    folder.appendMessages(new Message[] {message});
  }

  private static String text(String subject) {
    return "Message-ID: <%s@old.example>\r\nSubject: %s\r\n\r\n%s\r\n"
        .formatted(subject, subject, "hello ".repeat(500));
  }
}
