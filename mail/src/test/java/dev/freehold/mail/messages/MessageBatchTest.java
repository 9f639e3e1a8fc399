package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Messages that are stored together")
class MessageBatchTest {

  private static final ZoneOffset ZONE = ZoneOffset.ofHoursMinutes(-3, -30);

  @TempDir private Path folder;

  private static void add(MessageBatch batch, String text) throws IOException {
    batch.add(
        new NewMessage(
            MessageFlags.NONE,
            MailFixture.DELIVERED,
            ZONE,
            MessageProperties.NONE,
            OptionalLong.of(text.length()),
            Optional.empty()),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have rising UIDs, and the time zones of their dates, in copies too")
  void together(Dialect dialect) throws IOException {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      try (MessageBatch batch = mail.messages.batch(mailbox, inbox, MailFixture.ALICE)) {
        add(batch, "one");
        add(batch, "two");
        assertThat(mail.messages.list(inbox, 0, 10)).isEmpty();
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.store()).extracting(MessageRef::uid).containsExactly(1L, 2L);
      }
      assertThat(mail.read(inbox, 2)).isEqualTo("two".getBytes(StandardCharsets.UTF_8));
      OffsetDateTime told = MailFixture.DELIVERED.atOffset(ZONE);
      assertThat(mail.messages.list(inbox, 0, 10))
          .extracting(StoredMessage::delivered)
          .containsExactly(told, told);
      mail.database.write(tx -> tx.execute("UPDATE mail_messages SET internal_zone = 60"));
      assertThat(mail.messages.describe(mailbox, inbox, 0, 10, MailFixture.ALICE))
          .allMatch(DescribedMessage::isDamaged);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("leave nothing if they are not, or cannot be")
  void orNot(Dialect dialect) throws IOException {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder work = mail.folders.create(mailbox, "Work", Optional.empty());
      try (MessageBatch batch = mail.messages.batch(mailbox, work, MailFixture.ALICE)) {
        add(batch, "one");
        add(batch, "two");
      }
      assertThat(mail.messages.list(work, 0, 10)).isEmpty();
      try (MessageBatch batch = mail.messages.batch(mailbox, work, MailFixture.ALICE)) {
        add(batch, "one");
        add(batch, "two");
        new MessageRemoval(mail.database, mail.objects).delete(work);
        assertThatThrownBy(batch::store).isInstanceOf(MailException.class);
      }
      assertThat(objects(mail, mailbox)).isZero();
      assertThat(mail.mailboxes.statistics(mailbox).itemCount()).isZero();
    }
  }

  private static long objects(MailFixture mail, Mailbox mailbox) {
    return mail.objects.usage(mail.custody.presentKey(mailbox.id())).objects();
  }
}
