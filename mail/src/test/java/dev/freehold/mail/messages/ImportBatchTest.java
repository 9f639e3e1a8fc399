package dev.freehold.mail.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Messages of an import that are stored together")
class ImportBatchTest {

  private static final int MESSAGES = 40;
  private static final int ALL = 100;

  @TempDir private Path folder;

  private final SealingThreads threads = new SealingThreads();

  private static NewMessage message(int number) {
    return new NewMessage(
        MessageFlags.NONE,
        MailFixture.DELIVERED,
        MessageProperties.NONE,
        OptionalLong.empty(),
        Optional.of(key(number)));
  }

  private static MessageImportKey key(int number) {
    return MessageImportKey.of("wave@" + number, new byte[32]);
  }

  private static byte[] text(int number) {
    return "Subject: %d\r\n\r\nbody %02d\r\n".formatted(number, number % 100).getBytes(UTF_8);
  }

  private ImportBatch batch(MailFixture mail, Mailbox mailbox, Folder target) {
    return mail.messages.importing(mailbox, target, MailFixture.ALICE, threads);
  }

  private static void addAll(ImportBatch batch, int first, int last) {
    IntStream.rangeClosed(first, last).forEach(each -> batch.add(message(each), text(each)));
  }

  private static long blobs(MailFixture mail) {
    return mail.blobs().list(BlobArea.OBJECTS, Optional.empty(), ALL).entries().size();
  }

  private static List<Long> uids(MailFixture mail, Folder target) {
    return mail.messages.list(target, 0, ALL).stream().map(StoredMessage::uid).toList();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("keep their order, and are found by their import from then on")
  void inOrder(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      try (ImportBatch batch = batch(mail, mailbox, inbox)) {
        assertThat(batch.find(message(1))).isEmpty();
        addAll(batch, 1, MESSAGES);
        assertThat(uids(mail, inbox)).isEmpty();
        List<MessageRef> stored = batch.store();
        assertThat(stored)
            .extracting(MessageRef::uid)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, MESSAGES).asLongStream().boxed().toList());
        assertThat(stored).noneMatch(MessageRef::alreadyThere);
        assertThat(batch.find(message(MESSAGES)).orElseThrow().uid()).isEqualTo(MESSAGES);
        assertThat(batch.store()).isEmpty();
      }
      for (int each = 1; each <= MESSAGES; each++) {
        assertThat(mail.read(inbox, each)).isEqualTo(text(each));
      }
      assertThat(blobs(mail)).isEqualTo(MESSAGES);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("leave nothing if they are not")
  void orNot(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      try (ImportBatch batch = batch(mail, mailbox, inbox)) {
        addAll(batch, 1, MESSAGES);
      }
      assertThat(uids(mail, inbox)).isEmpty();
      assertThat(blobs(mail)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("leave nothing if their key is refused, before they are sealed or after")
  void refused(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      try (ImportBatch batch = batch(mail, mailbox, inbox)) {
        addAll(batch, 1, 2);
        mail.custody.refuse(KeyAccessException.Reason.REFUSED);
        addAll(batch, 3, 4);
        assertThatThrownBy(batch::store).isInstanceOf(KeyAccessException.class);
        assertThat(batch.size()).isZero();
        mail.custody.allow();
        assertThat(uids(mail, inbox)).isEmpty();
        assertThat(blobs(mail)).isZero();
        addAll(batch, 1, 4);
        assertThat(batch.store()).hasSize(4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are there once if another import stores one of them meanwhile")
  void once(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      try (ImportBatch batch = batch(mail, mailbox, inbox)) {
        addAll(batch, 1, 3);
        batch.add(message(3), text(3));
        mail.append(mailbox, inbox, text(2), MessageFlags.NONE, Optional.of(key(2)));
        assertThat(batch.store())
            .extracting(MessageRef::alreadyThere)
            .containsExactly(false, true, false, true);
      }
      assertThat(uids(mail, inbox)).hasSize(3);
      assertThat(blobs(mail)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are sealed again if the mailbox's key was renewed on their way")
  void renewed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      try (ImportBatch batch = batch(mail, mailbox, inbox)) {
        addAll(batch, 1, 1);
        assertThat(batch.store()).hasSize(1);
        addAll(batch, 2, 3);
        UUID old = mail.custody.renew(mailbox.id());
        addAll(batch, 4, 5);
        assertThat(batch.find(message(1))).isPresent();
        assertThat(batch.store()).extracting(MessageRef::uid).containsExactly(2L, 3L, 4L, 5L);
        assertThat(mail.reseal(mailbox, old)).isTrue();
        assertThat(batch.find(message(1))).isPresent();
        assertThat(batch.find(message(3))).isPresent();
      }
      for (int each = 1; each <= 5; each++) {
        assertThat(mail.read(inbox, each)).isEqualTo(text(each));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fill a mailbox as far as they fit")
  void full(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      mail.giveQuota(mailbox.id(), 3L * text(10).length);
      Folder inbox = mail.inbox(mailbox);
      try (ImportBatch batch = batch(mail, mailbox, inbox)) {
        addAll(batch, 11, 15);
        assertThatThrownBy(batch::store)
            .isInstanceOfSatisfying(
                MailException.class,
                full -> assertThat(full.error()).isEqualTo(MailError.MAILBOX_FULL));
      }
      assertThat(uids(mail, inbox)).containsExactly(1L, 2L, 3L);
      assertThat(blobs(mail)).isEqualTo(3);
    }
  }
}
