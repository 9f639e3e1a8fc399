package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of messages that somebody changed who writes the database and has no key. */
class SwappedMessagesTest {

  /**
   * Columns that change without the key: who writes the database may set flags. An envelope is not
   * needed to read a message; {@code EnvelopesTest} exchanges some.
   */
  private static final Set<String> NOT_BOUND =
      Set.of("mod_seq", "flags", "keywords", "import_token", "sealed_envelope");

  private static final byte[] MINE =
      "Subject: mine\r\n\r\nmine, and long enough".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHERS =
      "Subject: others\r\nA: b\r\n\r\nsecret".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault56: any column of a message's row with another row's value opens nothing")
  void fault56_everyColumnOfTheSchema(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      int number = 0;
      for (String column : columns(mail)) {
        for (boolean isSameMailbox : new boolean[] {true, false}) {
          Mailbox mailbox = mail.mailbox("a%d@contoso.example".formatted(number));
          Mailbox other =
              isSameMailbox ? mailbox : mail.mailbox("b%d@contoso.example".formatted(number));
          number++;
          Folder inbox = mail.inbox(mailbox);
          Folder from = isSameMailbox ? mail.folders.ensure(mailbox, "Other") : mail.inbox(other);
          mail.append(mailbox, inbox, new byte[1]);
          long uid = mail.append(mailbox, inbox, MINE).uid();
          long othersUid = mail.append(other, from, OTHERS).uid();
          boolean isChanged = swap(mail, column, from, othersUid, inbox, uid);
          assertNothingOfOthers(mail, column, isChanged, inbox, from);
        }
      }
    }
  }

  /** Gives a message another one's value; returns whether it had a different one. */
  private static boolean swap(
      MailFixture mail, String column, Folder from, long othersUid, Folder inbox, long uid) {
    return mail.database.write(
        tx -> {
          int values =
              tx.createQuery(
                      """
                      SELECT COUNT(DISTINCT %s) FROM mail_messages
                      WHERE (folder_id = :from AND uid = :othersUid)
                        OR (folder_id = :inbox AND uid = :uid)
                      """
                          .formatted(column))
                  .bind("from", from.id())
                  .bind("othersUid", othersUid)
                  .bind("inbox", inbox.id())
                  .bind("uid", uid)
                  .mapTo(Integer.class)
                  .one();
          tx.execute(
              """
              UPDATE mail_messages SET %1$s = (SELECT %1$s FROM mail_messages
                WHERE folder_id = ? AND uid = ?) WHERE folder_id = ? AND uid = ?
              """
                  .formatted(column),
              from.id(),
              othersUid,
              inbox.id(),
              uid);
          return values == 2;
        });
  }

  private static void assertNothingOfOthers(
      MailFixture mail, String column, boolean isChanged, Folder inbox, Folder from) {
    List<byte[]> read = new ArrayList<>();
    for (StoredMessage message : mail.messages.list(inbox, 1, 10)) {
      try {
        read.add(mail.read(inbox, message.uid()));
      } catch (ContentException refused) {
        assertThat(NOT_BOUND).doesNotContain(column);
      }
    }
    assertThat(read).as(column).allSatisfy(bytes -> assertThat(bytes).isEqualTo(MINE));
    if (isChanged && !NOT_BOUND.contains(column)) {
      assertThat(read).as(column).isEmpty();
    }
    for (StoredMessage message : mail.messages.list(from, 0, 10)) {
      try {
        assertThat(mail.read(from, message.uid())).as(column).isEqualTo(OTHERS);
      } catch (ContentException refused) {
        assertThat(column).isEqualTo("folder_id");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault56: two messages of a folder whose contents were exchanged do not open")
  void fault56_exchanged(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      mail.append(mailbox, inbox, MINE);
      mail.append(mailbox, inbox, OTHERS);
      mail.database.write(tx -> tx.execute("UPDATE mail_messages SET uid = 3 - uid + 10"));
      for (long uid : new long[] {11, 12}) {
        assertThatThrownBy(() -> mail.read(inbox, uid)).isInstanceOf(ContentException.class);
      }
      assertThat(mail.messages.describe(mailbox, inbox, 0, 10, MailFixture.ALICE))
          .hasSize(2)
          .allMatch(DescribedMessage::isDamaged);
    }
  }

  private static List<String> columns(MailFixture mail) {
    return mail.database.read(
        tx ->
            tx.createQuery("SELECT * FROM mail_messages LIMIT 0")
                .scanResultSet(
                    (results, context) -> {
                      try (ResultSet open = results.get()) {
                        return names(open.getMetaData());
                      }
                    }));
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int at = 1; at <= columns.getColumnCount(); at++) {
      names.add(columns.getColumnName(at));
    }
    names.remove("uid"); // Exchanged by the other test; a folder has each once.
    if (names.isEmpty()) {
      throw new AssertionError("the table has no columns");
    }
    return names;
  }
}
