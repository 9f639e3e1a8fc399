package dev.freehold.mail.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A profile of Thunderbird")
class ThunderbirdProfileTest {

  private static final String OLD_SEPARATOR = "From - Mon Mar 02 10:00:00 2020\r\n";
  private static final String NEW_SEPARATOR = "From \r\n";

  @TempDir private Path folder;

  private Path profile;

  @BeforeEach
  void writeAProfile() throws IOException {
    profile = folder.resolve("abc.default-release");
    write("prefs.js", "user_pref(\"mail.account.account1.server\", \"server1\");\n");
    write("storage.sqlite", "not mail");
    String local = "Mail/Local Folders/";
    write(local + "Inbox", NEW_SEPARATOR + message("0009", "", "gone") + mail());
    write(local + "Inbox.msf", "// <!-- <mdb:mork:z v=\"1.4\"/> -->\n");
    write(local + "Trash", "");
    write(local + "Trash.msf", "");
    write(local + "msgFilterRules.dat", "version=\"9\"\n");
    write(local + "Inbox.sbd/Work", OLD_SEPARATOR + message("0000", "", "work"));
    write(local + "Inbox.sbd/Work.sbd/2020", NEW_SEPARATOR + message("0001", "", "deep"));
    write(local + "Inbox.mozmsgs/1.mozeml", "From: a@b.example\r\n\r\nan index\r\n");
  }

  @Test
  void thatHasOneAccountIsThatAccountsFolders() throws IOException {
    ImportSource source = ImportSource.detect(profile);
    Found found = Found.in(source);
    assertThat(found.problems).isEmpty();
    assertThat(source.folders())
        .containsExactly(
            List.of("Inbox"),
            List.of("Trash"),
            List.of("Inbox", "Work"),
            List.of("Inbox", "Work", "2020"));
    assertThat(found.messages)
        .extracting(SourceMessage::folder)
        .containsExactly(
            List.of("Inbox"),
            List.of("Inbox"),
            List.of("Inbox", "Work"),
            List.of("Inbox", "Work", "2020"));
    assertThat(found.deleted).containsExactly("Mail/Local Folders/Inbox@7");
  }

  @Test
  void thatHasSeveralAccountsKeepsThemApart() throws IOException {
    write("ImapMail/imap.example.com/INBOX", NEW_SEPARATOR + message("0001", "", "one"));
    write("ImapMail/imap.example.com/Entw&APw-rfe", NEW_SEPARATOR + message("0001", "", "two"));
    write("ImapMail/imap.example.com/Entw&APw-rfe.msf", "");
    write("ImapMail/empty.example.com/msgFilterRules.dat", "version=\"9\"\n");
    ImportSource source = ImportSource.detect(profile);
    assertThat(source.folders())
        .contains(
            List.of("imap.example.com", "INBOX"),
            List.of("imap.example.com", "Entw\u00FCrfe"),
            List.of("Local Folders", "Inbox", "Work"))
        .hasSize(6);
  }

  @Test
  void givesFlagsKeywordsAndTheDateOfTheHeader() throws IOException {
    List<SourceMessage> messages = Found.in(ImportSource.detect(profile)).messages;
    SourceMessage.Details first = messages.get(0).details();
    assertThat(first.flags())
        .isEqualTo(
            new MessageFlags(
                Set.of(MessageFlag.SEEN, MessageFlag.ANSWERED, MessageFlag.FLAGGED),
                Set.of("$Forwarded", "$label1", "NonJunk")));
    assertThat(first.internalDate()).isEqualTo(Instant.parse("2005-01-12T08:11:22Z"));
    assertThat(messages.get(1).details().flags()).isEqualTo(MessageFlags.of(MessageFlag.DELETED));
    assertThat(new String(messages.get(1).open().readAllBytes(), StandardCharsets.US_ASCII))
        .endsWith("\r\n\r\nsecond\r\nFrom here\r\n");
  }

  @Test
  void isReadInPartsToo() throws IOException {
    Path local = profile.resolve("Mail/Local Folders");
    assertThat(Found.in(ImportSource.detect(local)).messages).hasSize(4);
    Found inbox = Found.in(ImportSource.detect(local.resolve("Inbox")));
    assertThat(inbox.messages).hasSize(2).extracting(SourceMessage::folder).containsOnly(List.of());
    assertThat(inbox.deleted).hasSize(1);
    assertThat(Found.in(ImportSource.detect(local.resolve("Trash"))).messages).isEmpty();
    assertThat(ImportSource.detect(folder).folders())
        .contains(List.of("abc.default-release", "Inbox"));
  }

  @Test
  void thatKeepsAFilePerMessageIsReadToo() throws IOException {
    write("Mail/Local Folders/Sent/cur/1.eml", message("0001", "$label2", "sent"));
    write("Mail/Local Folders/Sent.msf", "");
    List<SourceMessage> messages = Found.in(ImportSource.detect(profile)).messages;
    SourceMessage sent = messages.getLast();
    assertThat(sent.folder()).isEqualTo(List.of("Sent"));
    assertThat(sent.details().flags())
        .isEqualTo(new MessageFlags(Set.of(MessageFlag.SEEN), Set.of("$label2")));
  }

  @Test
  void isNotBelievedWhatAForeignMessageSaysOfItself() throws IOException {
    Path mbox = folder.resolve("other.mbox");
    String separator = "From bob@example.com Wed Jan 12 08:11:22 2005\r\n";
    Files.writeString(mbox, separator + message("000D", "forged", "here"));
    Found found = Found.in(ImportSource.detect(mbox));
    assertThat(found.deleted).isEmpty();
    assertThat(found.messages.getFirst().details().flags()).isEqualTo(MessageFlags.NONE);
    Path unusual = folder.resolve("unusual");
    Files.writeString(unusual, NEW_SEPARATOR + message("zzzz", "a(b \"c\" ok", "here"));
    found = Found.in(ImportSource.detect(unusual));
    assertThat(found.problems).extracting(MailException::code).isEmpty();
    assertThat(found.messages.getFirst().details().flags().keywords()).containsExactly("ok");
  }

  private static String mail() {
    return OLD_SEPARATOR
        + message("1007", "NonJunk $label1", "first")
        + NEW_SEPARATOR
        + "X-Mozilla-Status: 0000\r\n"
        + "X-Mozilla-Status2: 00200000\r\n\r\n"
        + "second\r\n"
        + ">From here\r\n\r\n";
  }

  private static String message(String status, String keys, String text) {
    return """
    X-Mozilla-Status: %s
    X-Mozilla-Status2: 00000000
    X-Mozilla-Keys: %s
    Received: from a by b; Wed, 12 Jan 2005 08:11:22 +0000
    Subject: a

    %s

    """
        .formatted(status, keys, text)
        .replace("\n", "\r\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = profile.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }
}
