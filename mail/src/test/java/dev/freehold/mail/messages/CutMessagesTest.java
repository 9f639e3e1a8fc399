package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.persistence.testing.CutTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Messages that an operator has cut into partitions")
class CutMessagesTest {

  private static final String TABLE = "mail_messages";
  private static final byte[] TEXT = "A: b\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private static MessageImportKey key(int number) {
    return MessageImportKey.of("inbox.mbox@" + number, new byte[32]);
  }

  private static MessageRef importMessage(MailFixture mail, Mailbox mailbox, int number) {
    return mail.append(
        mailbox, mail.inbox(mailbox), TEXT, MessageFlags.NONE, Optional.of(key(number)));
  }

  @Test
  @DisplayName("are the same table for statements, migrations and whoever reads the schema")
  void sameTable() {
    DatabaseSettings settings = MailFixture.newDatabase(Dialect.POSTGRESQL, folder);
    List<SchemaSnapshot.Table> tables = SchemaReader.read(settings).tables();
    try (Database database = Databases.open(settings, List.of())) {
      CutTable table = new CutTable(database, TABLE);
      List<String> whole = table.shape();
      table.cut();
      List<String> cut = new ArrayList<>(table.shape());
      List<String> added = new ArrayList<>(cut);
      added.removeAll(whole);
      whole.removeAll(cut);
      assertThat(whole)
          .containsExactly(
              "CREATE INDEX mail_messages_pkey ON public.mail_messages USING btree (folder_id,"
                  + " uid)",
              "mail_messages_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES mail_folders(id)",
              "mail_messages_pkey PRIMARY KEY (folder_id, uid)");
      assertThat(added)
          .containsExactly(
              "CREATE INDEX mail_messages_pkey ON public.mail_messages USING btree (folder_id,"
                  + " uid, mailbox_id)",
              "mail_messages_folder_id_fkey FOREIGN KEY (mailbox_id, folder_id) REFERENCES"
                  + " mail_folders(mailbox_id, id)",
              "mail_messages_pkey PRIMARY KEY (folder_id, uid, mailbox_id)");
    }
    assertThat(SchemaReader.read(settings).tables()).isEqualTo(tables);
    MailFixture.reopen(settings, folder).close();
  }

  @Test
  @DisplayName("keep their rows, and what is done in a mailbox looks into one partition")
  void onePartition() {
    try (MailFixture mail = new MailFixture(Dialect.POSTGRESQL, folder)) {
      List<Folder> inboxes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Mailbox mailbox = mail.mailbox("person%d@contoso.example".formatted(i));
        importMessage(mail, mailbox, 0);
        inboxes.add(mail.inbox(mailbox));
      }
      CutTable table = new CutTable(mail.database, TABLE);
      table.cut();
      assertThat(table.filled()).hasSizeGreaterThan(8);
      assertThat(mail.database.<Long>read(MessageRows::count)).isEqualTo(60);
      // More often than a statement is planned anew for its values.
      for (Folder inbox : inboxes.subList(0, 20)) {
        List<StoredMessage> all = mail.messages.list(inbox, 0, 9);
        assertThat(all).hasSize(1);
        UUID object = all.getFirst().objectId();
        assertThat(table.asked(tx -> MessageRows.byUid(tx, inbox, 1))).hasSize(1);
        assertThat(table.asked(tx -> MessageRows.after(tx, inbox, 0, 9))).hasSize(1);
        assertThat(table.asked(tx -> MessageRows.changedSince(tx, inbox, 0, 0, 9))).hasSize(1);
        assertThat(table.asked(tx -> MessageRangeRows.firstUnseen(tx, inbox))).hasSize(1);
        assertThat(table.asked(tx -> MessageRangeRows.recent(tx, inbox))).hasSize(1);
        assertThat(
                table.asked(
                    tx ->
                        MessageRangeRows.setFlags(
                            tx, inbox, List.of(1L), MessageFlags.of(MessageFlag.SEEN), 9)))
            .hasSize(1);
        assertThat(table.asked(tx -> MessagePropertyRows.ofObject(tx, inbox.mailboxId(), object)))
            .hasSize(1);
        assertThat(table.asked(tx -> new MailRemains().erase(tx, inbox.mailboxId(), List.of(), 1)))
            .hasSize(1);
      }
      assertThat(mail.database.<Long>read(MessageRows::count)).isEqualTo(40);
    }
  }

  @Test
  @DisplayName("have each UID of a folder and each import token of a mailbox once, as before")
  void onceOnly() {
    try (MailFixture mail = new MailFixture(Dialect.POSTGRESQL, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      MessageRef first = importMessage(mail, mailbox, 0);
      new CutTable(mail.database, TABLE).cut();
      assertThat(importMessage(mail, mailbox, 0).uid()).isEqualTo(first.uid());
      assertThat(importMessage(mail, mailbox, 0).alreadyThere()).isTrue();
      assertThat(importMessage(mail, mailbox, 1).alreadyThere()).isFalse();
      Folder inbox = mail.inbox(mailbox);
      assertThatThrownBy(() -> copy(mail, inbox, inbox.mailboxId(), 1))
          .hasStackTraceContaining("mail_messages_")
          .hasStackTraceContaining("_pkey");
      // In whatever partition somebody looks for a place for it.
      IntStream.range(0, 20)
          .mapToObj(_ -> UUID.randomUUID())
          .forEach(
              elsewhere ->
                  assertThatThrownBy(() -> copy(mail, inbox, elsewhere, 1))
                      .hasStackTraceContaining("mail_messages_folder_id_fkey"));
      assertThat(copy(mail, inbox, inbox.mailboxId(), 99)).isEqualTo(1);
    }
  }

  /** Puts the first message of a folder in once more, as one of another mailbox or UID. */
  private static int copy(MailFixture mail, Folder inbox, UUID mailboxId, long uid) {
    return mail.database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO mail_messages (tenant_id, mailbox_id, folder_id, uid, mod_seq,
                      flags, keywords, internal_date, saved_at, size_bytes, header_bytes,
                      object_id, sealed_properties)
                    SELECT tenant_id, :mailboxId, folder_id, :uid, mod_seq, flags, keywords,
                      internal_date, saved_at, size_bytes, header_bytes, object_id,
                      sealed_properties
                    FROM mail_messages WHERE folder_id = :folderId AND uid = 1\
                    """)
                .bind("mailboxId", mailboxId)
                .bind("uid", uid)
                .bind("folderId", inbox.id())
                .execute());
  }

  @Test
  @DisplayName("are stored, listed, changed, indexed, resealed and expunged as before")
  void asBefore() {
    try (MailFixture mail = new MailFixture(Dialect.POSTGRESQL, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      importMessage(mail, mailbox, 0);
      new CutTable(mail.database, TABLE).cut();
      IntStream.range(1, 8).forEach(number -> importMessage(mail, mailbox, number));
      Folder inbox = mail.inbox(mailbox);
      mail.messages.changeFlags(
          inbox,
          List.of(2L, 3L),
          new FlagChange(
              FlagChange.Mode.ADD, new MessageFlags(Set.of(MessageFlag.SEEN), Set.of("$Later"))));
      mail.messages.expunge(inbox, List.of(4L, 5L));
      MessageIndexes indexes = new MessageIndexes(mail.database, 1 << 20);
      assertThat(indexes.flags(mail.inbox(mailbox)).orElseThrow().size()).isEqualTo(6);
      importMessage(mail, mailbox, 8);
      assertThat(indexes.flags(mail.inbox(mailbox)).orElseThrow().size()).isEqualTo(7);
      Folder now = mail.inbox(mailbox);
      assertThat(mail.database.<Long>read(tx -> MessageRangeRows.countUnseen(tx, now)))
          .isEqualTo(5);
      UUID retired = mail.custody.renew(mailbox.id());
      assertThat(mail.reseal(mailbox, retired)).isTrue();
      mail.custody.destroy(retired);
      for (StoredMessage message : mail.messages.list(inbox, 0, 100)) {
        assertThat(mail.read(inbox, message.uid())).isEqualTo(TEXT);
      }
      assertThat(mail.database.<Boolean>read(tx -> FolderRows.hasRightCounts(tx, now))).isTrue();
    }
  }
}
