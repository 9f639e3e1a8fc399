package dev.freehold.mail.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A path to import")
class ImportSourceTest {

  private static final String FROM = "From bob@example.com Wed Jan 12 08:11:22 2005\n";

  @TempDir private Path folder;

  @Nested
  @DisplayName("is recognised")
  class Recognised {

    @Test
    void asMboxByItsFirstLine() throws IOException {
      assertThat(kind(write("inbox", FROM + "A: b\n\n"))).isEqualTo("mbox");
    }

    @Test
    void asMboxByItsNameSoThatABrokenOneIsReported() throws IOException {
      ImportSource source = ImportSource.detect(write("inbox.mbox", "Frmo bob\nA: b\n\n"));
      Found found = Found.in(source);
      assertThat(found.messages).isEmpty();
      assertThat(found.problems)
          .extracting(MailException::error)
          .containsExactly(MailError.MBOX_BROKEN_SEPARATOR);
      assertThat(found.problems.getFirst()).hasMessageContaining("line 1 (byte 0)");
    }

    @Test
    void asOneMessageByItsNameEvenIfItBeginsLikeAnMbox() throws IOException {
      assertThat(kind(write("one.eml", FROM + "A: b\n\n"))).isEqualTo("message");
      assertThat(kind(write("one.txt", "Subject: a\n\n"))).isEqualTo("message");
    }

    @Test
    void asMaildirByItsCur() throws IOException {
      Files.createDirectories(folder.resolve("cur"));
      assertThat(kind(folder)).isEqualTo("maildir");
    }

    @Test
    void asAFolderOfMessages() throws IOException {
      write("deep/deeper/one.EML", "A: b\n\n");
      assertThat(kind(folder)).isEqualTo("folder");
    }
  }

  @Nested
  @DisplayName("is refused")
  class Refused {

    @Test
    void ifItIsNotThere() {
      assertCode(folder.resolve("absent"), MailError.SOURCE_NOT_FOUND);
    }

    @Test
    void ifItHoldsNoMail() throws IOException {
      assertCode(folder, MailError.SOURCE_UNRECOGNISED);
      assertCode(write("photo.jpg", "\u00FF\u00D8\u00FF"), MailError.SOURCE_UNRECOGNISED);
    }
  }

  @Test
  void thatIsAFolderTreeGivesItsFilesAndMboxesInTheOrderOfTheirNames() throws IOException {
    write("b.eml", "A: 1\n\n");
    write("a.msg", "A: 2\n\n");
    write("notes.txt", "no mail");
    write("Work/c.eml", "A: 3\n\n");
    write("Work/Old.mbox", FROM + "A: 4\n\n\n" + FROM + "A: 5\n\n");
    Files.createSymbolicLink(folder.resolve("z.eml"), folder.resolve("b.eml"));
    Found found = Found.in(ImportSource.detect(folder));
    assertThat(found.messages)
        .extracting(SourceMessage::folder)
        .containsExactly(
            List.of(), List.of(), List.of("Work", "Old"), List.of("Work", "Old"), List.of("Work"));
    assertThat(found.messages.getFirst().location()).isEqualTo("a.msg");
    assertThat(found.skipped).containsExactly("notes.txt");
    assertThat(found.problems).isEmpty();
  }

  @Test
  void thatIsAMaildirGivesFlagsDatesAndSubfolders() throws IOException {
    Instant delivered = Instant.parse("2020-01-02T03:04:05Z");
    Path seen = write("cur/1100000000.a.host:2,RS", "A: 1\n\n");
    Files.setLastModifiedTime(seen, FileTime.from(delivered));
    write("new/1100000001.b.host", "A: 2\n\n");
    write("tmp/1100000002.c.host", "A: 3\n\n");
    Path subfolder = write(".Entw&APw-rfe.2020/cur/1100000003.d.host:2,a", "A: 4\n\n");
    Files.setLastModifiedTime(subfolder, FileTime.fromMillis(0));
    write(".Entw&APw-rfe.2020/dovecot-keywords", "0 Work\n1 Home\nnonsense\n");
    write("other/cur/1100000004.e.host", "A: 5\n\n");
    Found found = Found.in(ImportSource.detect(folder));
    assertThat(found.messages)
        .extracting(SourceMessage::folder)
        .containsExactly(List.of(), List.of(), List.of("Entw\u00FCrfe", "2020"), List.of("other"));
    SourceMessage.Details first = found.messages.get(0).details();
    assertThat(first.flags()).isEqualTo(MessageFlags.of(MessageFlag.SEEN, MessageFlag.ANSWERED));
    assertThat(first.internalDate()).isEqualTo(delivered);
    assertThat(found.messages.get(1).details().flags())
        .isEqualTo(MessageFlags.of(MessageFlag.RECENT));
    SourceMessage.Details third = found.messages.get(2).details();
    assertThat(third.flags()).isEqualTo(new MessageFlags(Set.of(), Set.of("Work")));
    assertThat(third.internalDate()).isEqualTo(Instant.ofEpochSecond(1_100_000_003));
  }

  @Test
  void thatIsAMaildirDoesNotLeadOutOfItByALink() throws IOException {
    Path other = write("other/1.a.host:2,S", "A: somebody else's\n\n").getParent();
    write("tree/in/cur/1.a.host:2,S", "A: 1\n\n");
    Files.createSymbolicLink(folder.resolve("tree/in/new"), other);
    Files.createDirectory(folder.resolve("tree/in/.Sub"));
    Files.createSymbolicLink(folder.resolve("tree/in/.Sub/cur"), other);
    Files.createSymbolicLink(folder.resolve("tree/in/dovecot-keywords"), other);
    for (String path : List.of("tree", "tree/in")) {
      Found found = Found.in(ImportSource.detect(folder.resolve(path)));
      assertThat(found.messages).hasSize(1);
      assertThat(found.problems)
          .hasSize(2)
          .allSatisfy(e -> assertThat(e).hasMessageContaining("symbolic link"));
    }
  }

  @Test
  void thatIsAMessageFileIsDatedByItsTopmostReceivedField() throws IOException {
    Path dated =
        write(
            "dated.eml",
            """
            Subject: a
            Received: from a by b;
             Wed, 12 Jan 2005 08:11:22 +0000
            Received: from c by a; Tue, 11 Jan 2005 08:11:22 +0000
            Date: Mon, 10 Jan 2005 08:11:22 +0000
            Status: RO
            X-Status: AF

            body
            Date: none
            """);
    SourceMessage.Details details = onlyMessage(dated).details();
    assertThat(details.internalDate()).isEqualTo(Instant.parse("2005-01-12T08:11:22Z"));
    assertThat(details.flags())
        .isEqualTo(MessageFlags.of(MessageFlag.SEEN, MessageFlag.ANSWERED, MessageFlag.FLAGGED));
    assertThat(details.properties().fileName()).contains("dated.eml");

    Path undated = write("undated.eml", "Subject: a\n\nDate: Mon, 10 Jan 2005 08:11:22 +0000\n");
    Instant modified = Instant.parse("2001-02-03T04:05:06Z");
    Files.setLastModifiedTime(undated, FileTime.from(modified));
    assertThat(onlyMessage(undated).details().internalDate()).isEqualTo(modified);
  }

  @Test
  void thatIsAnOutlookFileIsRefusedByItself() throws IOException {
    Path outlook = folder.resolve("outlook.msg");
    Files.write(
        outlook,
        new byte[] {
          (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
        });
    SourceMessage message = onlyMessage(outlook);
    assertThatThrownBy(message::details)
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.OUTLOOK_MSG_UNSUPPORTED));
  }

  private static SourceMessage onlyMessage(Path file) throws IOException {
    List<SourceMessage> messages = Found.in(ImportSource.detect(file)).messages;
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private static String kind(Path path) {
    return ImportSource.detect(path).kind();
  }

  private static void assertCode(Path path, MailError error) {
    assertThatThrownBy(() -> ImportSource.detect(path))
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
