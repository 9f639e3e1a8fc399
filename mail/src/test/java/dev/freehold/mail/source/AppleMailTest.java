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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The mail of Apple Mail")
class AppleMailTest {

  private static final String TEXT =
      "Received: from a by b; Wed, 12 Jan 2005 08:11:22 +0000\nSubject: a\n\nbody \u00FC\n";

  @TempDir private Path folder;

  @Test
  void isInFoldersNamedByTheirMbox() throws IOException {
    String data = "INBOX.mbox/1F0A-77/Data/";
    write(data + "Messages/1.emlx", emlx(TEXT, "<integer>1</integer>"));
    write(data + "9/3/Messages/39.emlx", emlx(TEXT, "<integer>2</integer>"));
    write(data + "Attachments/1/2/inner.eml", "Subject: an attachment\n\n");
    write("INBOX.mbox/Info.plist", "<plist/>");
    write("Work.mbox/AC:DC.mbox/1F0A-77/Data/Messages/4.emlx", emlx(TEXT, "<integer>0</integer>"));
    write("Exported.mbox/mbox", "From bob@example.com Wed Jan 12 08:11:22 2005\nA: b\n\n");
    write("Plain.mbox/1.eml", "Subject: in a folder that is only called so\n\n");
    ImportSource source = ImportSource.detect(folder);
    Found found = Found.in(source);
    assertThat(found.problems).isEmpty();
    assertThat(found.messages)
        .extracting(SourceMessage::folder)
        .containsExactly(
            List.of("Exported"), List.of("INBOX"), List.of("Plain"), List.of("Work", "AC:DC"));
    assertThat(found.deleted).containsExactly(data + "9/3/Messages/39.emlx");
    assertThat(source.folders()).hasSize(4);
  }

  @Test
  void keepsFlagsAndTheDateOfItsArrival() throws IOException {
    Path file =
        write(
            "1.emlx",
            emlx(
                TEXT,
                "<integer>8623750485</integer>\n<key>date-received</key>\n"
                    + "<integer>1641261501</integer>"));
    SourceMessage message = Found.in(ImportSource.detect(file)).messages.getFirst();
    assertThat(message.details().flags())
        .isEqualTo(
            new MessageFlags(
                Set.of(
                    MessageFlag.SEEN, MessageFlag.ANSWERED, MessageFlag.FLAGGED, MessageFlag.DRAFT),
                Set.of("$Forwarded")));
    assertThat(message.details().internalDate()).isEqualTo(Instant.ofEpochSecond(1_641_261_501));
    assertThat(message.open().readAllBytes()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    Path bare = write("2.emlx", emlx(TEXT, ""));
    message = Found.in(ImportSource.detect(bare)).messages.getFirst();
    assertThat(message.details().flags()).isEqualTo(MessageFlags.NONE);
    assertThat(message.details().internalDate()).isEqualTo(Instant.parse("2005-01-12T08:11:22Z"));
  }

  @Test
  void isReportedIfItIsNotWhole() throws IOException {
    write("a/1.partial.emlx", emlx(TEXT, ""));
    write("a/2.emlx", "400       \n" + TEXT);
    write("a/3.emlx", "Subject: no length\n\n");
    write("a/4.emlx", "");
    Found found = Found.in(ImportSource.detect(folder));
    assertThat(found.messages).isEmpty();
    assertThat(found.problems)
        .extracting(MailException::code)
        .containsExactly(
            "apple-partial-message",
            "import-source-unreadable",
            "import-source-unreadable",
            "import-source-unreadable");
  }

  /**
   * Else a part of the message, or the property list after it, would be imported as the message.
   */
  @Test
  void isReportedIfItsLengthIsWrong() throws IOException {
    String whole = emlx(TEXT, "<integer>1</integer>");
    String rest = whole.substring(whole.indexOf('\n') + 1);
    int length = TEXT.getBytes(StandardCharsets.UTF_8).length;
    for (int wrong : new int[] {0, 10, length - 2, length + 1, length + 60}) {
      write("a/%02d.emlx".formatted(wrong), "%-10d\n%s".formatted(wrong, rest));
    }
    Found found = Found.in(ImportSource.detect(folder));
    assertThat(found.messages).isEmpty();
    assertThat(found.problems)
        .hasSize(5)
        .allSatisfy(e -> assertThat(e).hasMessageContaining("not the message's length"));
  }

  @Test
  void hasTheDateOfItsHeaderIfThatOfItsListCannotBe() throws IOException {
    Path file =
        write(
            "1.emlx",
            emlx(
                TEXT,
                "<integer>0</integer><key>date-received</key><integer>999999999999999</integer>"));
    SourceMessage message = Found.in(ImportSource.detect(file)).messages.getFirst();
    assertThat(message.details().internalDate()).isEqualTo(Instant.parse("2005-01-12T08:11:22Z"));
  }

  private static String emlx(String text, String flags) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return "%-10d\n%s<?xml version=\"1.0\"?>\n<plist><dict>\n<key>flags</key>\n%s\n</dict></plist>\n"
        .formatted(length, text, flags);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
