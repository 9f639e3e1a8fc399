package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Messages that are copied and moved within a mailbox")
class MessageCopiesTest {

  private static final byte[] TEXT = "A: b\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
  private static final MessageFlags SEEN = MessageFlags.of(MessageFlag.SEEN);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void shareAnObjectThatTheLastOfThemReleases(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder work = mail.folders.create(mailbox, "Work", Optional.empty());
      MessageRef ref = mail.append(mailbox, mail.inbox(mailbox), TEXT, SEEN, Optional.empty());
      MessageCopies.Copied copied =
          copies(mail)
              .copy(mailbox, mail.inbox(mailbox), work, List.of(1L, 1L, 9L), MailFixture.ALICE);
      assertThat(copied.copies()).extracting(StoredMessage::uid).containsExactly(1L, 2L);
      assertThat(copied.copies())
          .allSatisfy(
              copy -> {
                assertThat(copy.objectId()).isEqualTo(ref.objectId());
                assertThat(copy.flags())
                    .isEqualTo(MessageFlags.of(MessageFlag.SEEN, MessageFlag.RECENT));
                assertThat(copy.internalDate()).isEqualTo(MailFixture.DELIVERED);
              });
      assertThat(mail.read(work, 1)).isEqualTo(TEXT);
      assertThat(mail.messages.describe(mailbox, work, 2, MailFixture.ALICE).isDamaged()).isFalse();
      assertThat(mail.folders.require(mailbox, "Work").highestModSeq()).isEqualTo(2);
      assertThat(mail.mailboxes.statistics(mailbox).itemCount()).isEqualTo(3);
      assertThat(mail.mailboxes.statistics(mailbox).isEncrypted()).isTrue();

      MessageRemoval removal = new MessageRemoval(mail.database, mail.objects);
      removal.remove(mail.inbox(mailbox), List.of(1L));
      removal.remove(work, List.of(1L));
      assertThat(mail.read(work, 2)).isEqualTo(TEXT);
      assertThat(mail.mailboxes.statistics(mailbox).isEncrypted()).isTrue();
      assertThat(objects(mail, mailbox)).isEqualTo(1);
      removal.delete(work);
      assertThat(objects(mail, mailbox)).isZero();
      assertThat(mail.folders.find(mailbox, "Work")).isEmpty();
      assertThat(mail.mailboxes.statistics(mailbox).isEncrypted()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areGoneFromTheSourceAfterAMove(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder work = mail.folders.create(mailbox, "Work", Optional.empty());
      mail.append(mailbox, mail.inbox(mailbox), TEXT);
      mail.append(mailbox, mail.inbox(mailbox), TEXT);
      MessageCopies.Copied moved =
          copies(mail).move(mailbox, mail.inbox(mailbox), work, List.of(2L, 2L), MailFixture.ALICE);
      assertThat(moved.originals()).extracting(StoredMessage::uid).containsExactly(2L);
      assertThat(moved.removalModSeq()).isEqualTo(mail.inbox(mailbox).highestModSeq());
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(1);
      assertThat(mail.inbox(mailbox).totalBytes()).isEqualTo(TEXT.length);
      assertThat(mail.read(work, 1)).isEqualTo(TEXT);
      assertThat(objects(mail, mailbox)).isEqualTo(2);
      copies(mail).move(mailbox, work, work, List.of(1L), MailFixture.ALICE);
      assertThat(mail.messages.list(work, 0, 10))
          .extracting(StoredMessage::uid)
          .containsExactly(2L);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void keepTheKeyOfTheirObjectWhileItIsRenewed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      mail.append(mailbox, inbox, TEXT);
      UUID retired = mail.custody.renew(mailbox.id());
      mail.append(mailbox, inbox, TEXT);
      copies(mail).copy(mailbox, inbox, inbox, List.of(1L, 2L), MailFixture.ALICE);
      mail.reseal(mailbox, retired);
      mail.custody.destroy(retired);
      for (long uid = 1; uid <= 4; uid++) {
        assertThat(mail.read(inbox, uid)).isEqualTo(TEXT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areNotCopiedWithoutTheKey(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      mail.append(mailbox, inbox, TEXT);
      mail.custody.refuse(KeyAccessException.Reason.REFUSED);
      assertThatThrownBy(
              () -> copies(mail).copy(mailbox, inbox, inbox, List.of(1L), MailFixture.ALICE))
          .isInstanceOf(KeyAccessException.class);
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(1);
    }
  }

  private static MessageCopies copies(MailFixture mail) {
    return new MessageCopies(
        mail.database,
        mail.objects,
        mail.custody,
        new Aead(CryptoSuite.select(CryptoSuite.Choice.JDK)),
        mail.messages.space(),
        Clock.systemUTC());
  }

  private static long objects(MailFixture mail, Mailbox mailbox) {
    return mail.objects.usage(mail.custody.presentKey(mailbox.id())).objects();
  }
}
