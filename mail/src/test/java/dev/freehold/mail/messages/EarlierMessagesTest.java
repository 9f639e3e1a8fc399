package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentException;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that a program stored before rows were bound to blobs. */
class EarlierMessagesTest {

  private static final String PURPOSE = "freehold:mail:message-properties:v1";
  private static final byte[] TEXT = "Subject: old\r\n\r\nold".getBytes(StandardCharsets.UTF_8);
  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.JDK);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are read and described as ever, and the first reader binds the object")
  void areRead(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageRef old = storeAsBefore(mail, mailbox, inbox);
      assertThat(mail.messages.describe(mailbox, inbox, old.uid(), MailFixture.ALICE).details())
          .hasValueSatisfying(details -> assertThat(details.sha256()).isEqualTo(old.sha256()));
      assertThat(bindings(mail)).isZero();
      assertThat(mail.read(inbox, old.uid())).isEqualTo(TEXT);
      assertThat(bindings(mail)).isEqualTo(1);
      assertThat(mail.read(inbox, old.uid())).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are bound by a scrub, which names those whose blob is another's")
  void areScrubbed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      storeAsBefore(mail, mailbox, inbox);
      MessageRef swapped = storeAsBefore(mail, mailbox, inbox);
      MessageRef lost =
          mail.append(mailbox, inbox, "Subject: x\r\n\r\nnot".getBytes(StandardCharsets.UTF_8));
      mail.database.write(
          tx -> {
            tx.execute("DELETE FROM mail_messages WHERE uid = ?", lost.uid());
            tx.execute("DELETE FROM content_objects WHERE object_id = ?", swapped.objectId());
            tx.execute(
                "UPDATE content_objects SET object_id = ?, binding = NULL WHERE object_id = ?",
                swapped.objectId(),
                lost.objectId());
            return null;
          });
      Findings found = new Findings();
      new MailScrub(mail.database, mail.messages)
          .inspect(new ContentOwner(mail.tenantId, mailbox.id()), MailFixture.ALICE, found);
      assertThat(found.codes).contains("object-corrupt", "folder-counts-wrong").hasSize(2);
      assertThat(bindings(mail)).isEqualTo(1);
      assertThatThrownBy(() -> mail.read(inbox, swapped.uid()))
          .isInstanceOf(ContentException.class);
    }
  }

  private static MessageRef storeAsBefore(MailFixture mail, Mailbox mailbox, Folder inbox) {
    MessageRef stored = mail.append(mailbox, inbox, TEXT);
    byte[] properties =
        new MessageSecrets(stored.sha256(), MessageProperties.NONE, Optional.empty()).encode();
    byte[] sealed;
    try (OwnerKey owner =
            mail.custody.open(mail.custody.presentKey(mailbox.id()), MailFixture.ALICE);
        Key256 key = Hkdf.deriveKey(owner.key(), PURPOSE)) {
      byte[] purpose = PURPOSE.getBytes(StandardCharsets.US_ASCII);
      byte[] bound =
          ByteBuffer.allocate(purpose.length + 3 * 16)
              .put(purpose)
              .put(RowIds.bytes(mail.tenantId))
              .put(RowIds.bytes(mailbox.id()))
              .put(RowIds.bytes(stored.objectId()))
              .array();
      sealed = new Aead(SUITE).seal(key, bound, properties);
    }
    mail.database.write(
        tx -> {
          tx.execute(
              "UPDATE mail_messages SET sealed_properties = ? WHERE object_id = ?",
              sealed,
              stored.objectId());
          tx.execute(
              "UPDATE content_objects SET binding = NULL WHERE object_id = ?", stored.objectId());
          return null;
        });
    return stored;
  }

  private static long bindings(MailFixture mail) {
    return mail.database.read(
        tx -> tx.createQuery("SELECT COUNT(binding) FROM content_objects").mapTo(Long.class).one());
  }

  /** What an inspection says. */
  private static final class Findings implements InspectionLog {
    private final List<String> codes = new ArrayList<>();

    @Override
    public void found(ContentOwner owner, String code, String subject) {
      codes.add(code);
    }

    @Override
    public void unchecked(ContentOwner owner, String code, String subject) {
      throw new AssertionError(subject + " was not checked: " + code);
    }

    @Override
    public void checked(long bytes) {}

    @Override
    public void unbound() {}
  }
}
