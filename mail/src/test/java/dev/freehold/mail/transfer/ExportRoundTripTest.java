package dev.freehold.mail.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.testing.SampleMail;
import dev.freehold.mail.transfer.local.StoreMailSink;
import dev.freehold.mail.transfer.local.StoreMailSource;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A mailbox that is exported and imported into another one")
class ExportRoundTripTest {

  private static final Instant START = Instant.parse("2019-02-28T23:59:59.123Z");
  private static final List<String> FOLDERS =
      List.of("INBOX", "Work", "Work/2020", "a=2Ab", "a=b", "R&D.x", "Entw\u00FCrfe", "INBOX/Sub");

  @TempDir private Path data;
  @TempDir private Path out;

  private TransferFixture fixture;
  private Mailbox other;

  @BeforeEach
  void fillAMailbox() throws IOException {
    fixture = new TransferFixture(Dialect.SQLITE, data);
    other = fixture.mail.mailbox("bob@contoso.example");
    Path samples = SampleMail.copyTo(out.resolve("samples"));
    List<byte[]> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(samples)) {
      for (Path file : files.sorted().toList()) {
        messages.add(Files.readAllBytes(file));
      }
    }
    for (String shape :
        List.of("", "A: b\n\nno line end", "A: b\n\n>From me\nFrom you\n\nFrom \n")) {
      messages.add(shape.getBytes(StandardCharsets.ISO_8859_1));
    }
    int number = 0;
    for (byte[] message : messages) {
      append(FOLDERS.get(number % FOLDERS.size()), number++, message);
    }
    fixture.mail.folders.ensure(fixture.mailbox, "Empty/below");
    fixture.mail.folders.ensure(fixture.mailbox, "emptier");
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void isTheSame(ExportFormat format) throws IOException {
    TransferSummary exported = fixture.exportTo(out.resolve("export"), format);
    assertThat(exported.failures()).isEmpty();
    ImportSource source = ImportSource.detect(out.resolve("export"));
    assertThat(source.kind()).isEqualTo("export");
    TransferSummary imported = into(source);
    assertThat(imported.failures()).isEmpty();
    assertThat(imported.renamed()).isEmpty();
    assertThat(imported.skippedFiles()).isZero();
    assertThat(imported.sha256()).isEqualTo(exported.sha256());
    assertThat(described(other)).isEqualTo(described(fixture.mailbox)).hasSizeGreaterThan(90);
    TransferSummary again = into(ImportSource.detect(out.resolve("export")));
    assertThat(again.alreadyThere()).isEqualTo(exported.messages());
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void comesWithWhatWasAddedToTheExport(ExportFormat format) throws IOException {
    fixture.exportTo(out.resolve("export"), format);
    Path added = out.resolve("export").resolve(addedName(format));
    Files.createDirectories(added.getParent());
    String separator = "From bob@example.com Wed Jan 12 08:11:22 2005\n";
    Files.writeString(added, (format == ExportFormat.MBOX ? separator : "") + "A: added\n\n");
    TransferSummary imported = into(ImportSource.detect(out.resolve("export")));
    assertThat(imported.failures()).isEmpty();
    assertThat(imported.messages()).isEqualTo(84);
    fixture.close();
  }

  @Test
  void saysWhichMessagesAreGoneFromItsFilesOrAreDifferent() throws IOException {
    fixture.exportTo(out.resolve("eml"), ExportFormat.EML);
    Files.delete(out.resolve("eml/Work/00000003.eml"));
    Files.writeString(out.resolve("eml/Work/00000004.eml"), "A: other\n\n");
    TransferSummary imported = into(ImportSource.detect(out.resolve("eml")));
    assertThat(imported.messages()).isEqualTo(81);
    assertThat(imported.failures())
        .extracting(failure -> failure.location() + " " + failure.code())
        .containsExactlyInAnyOrder(
            "Work/00000004.eml import-source-changed", "Work/00000003.eml import-source-changed");
    fixture.close();
  }

  @Test
  void isKnownByItsManifestThoughTheFirstLineIsDamaged() throws IOException {
    fixture.exportTo(out.resolve("eml"), ExportFormat.EML);
    Path manifest = out.resolve("eml/manifest.jsonl");
    Files.writeString(manifest, "x" + Files.readString(manifest));
    TransferSummary imported = into(ImportSource.detect(out.resolve("eml")));
    assertThat(imported.messages()).isEqualTo(83);
    assertThat(imported.failures())
        .extracting(TransferFailure::location)
        .containsExactly("manifest.jsonl line 1");
    Set<String> expected = described(fixture.mailbox);
    expected.removeAll(described(other));
    assertThat(expected).hasSizeLessThan(3);
    fixture.close();
  }

  @Test
  void findsItsWayInAnMboxThatAMailProgramChanged() throws IOException {
    fixture.exportTo(out.resolve("mbox"), ExportFormat.MBOX);
    Path file = out.resolve("mbox/Work.mbox");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int second = text.indexOf("\n\nFrom MAILER-DAEMON ") + 2;
    int third = text.indexOf("\n\nFrom MAILER-DAEMON ", second) + 2;
    String added = "From bob@example.com Wed Jan 12 08:11:22 2005\nA: added\n\nhere\n\n";
    Files.writeString(
        file,
        text.substring(0, second) + added + text.substring(third),
        StandardCharsets.ISO_8859_1);
    TransferSummary imported = into(ImportSource.detect(out.resolve("mbox")));
    assertThat(imported.failures())
        .extracting(failure -> failure.location() + " " + failure.code())
        .containsExactly("Work.mbox, UID 2 import-source-changed");
    assertThat(imported.messages()).isEqualTo(83);
    Set<String> expected = described(fixture.mailbox);
    expected.removeAll(described(other));
    assertThat(expected).hasSize(1);
    fixture.close();
  }

  @Test
  void takesTheFlagsThatAMailProgramGaveItsMaildirFiles() throws IOException {
    fixture.exportTo(out.resolve("maildir"), ExportFormat.MAILDIR);
    Path cur = out.resolve("maildir/.Work/cur");
    Path one;
    try (Stream<Path> files = Files.list(cur)) {
      one = files.filter(file -> file.toString().endsWith(":2,S")).findFirst().orElseThrow();
    }
    Files.move(one, cur.resolve(one.getFileName() + "T"));
    TransferSummary imported = into(ImportSource.detect(out.resolve("maildir")));
    assertThat(imported.failures()).isEmpty();
    assertThat(imported.messages()).isEqualTo(83);
    assertThat(described(other)).anyMatch(line -> line.contains("Work [SEEN, DELETED]"));
    fixture.close();
  }

  @Test
  void isNotLedOutOfTheExportByItsManifest() throws IOException {
    fixture.exportTo(out.resolve("eml"), ExportFormat.EML);
    Path secret = Files.writeString(out.resolve("secret.eml"), "A: secret\n\n");
    Files.createSymbolicLink(out.resolve("eml/link.eml"), secret);
    Path manifest = out.resolve("eml/manifest.jsonl");
    String line =
        Files.readAllLines(manifest).stream()
            .filter(each -> each.contains("file"))
            .findFirst()
            .orElseThrow();
    for (String name : List.of("../secret.eml", secret.toString(), "link.eml", "a\\u0000b")) {
      Files.writeString(
          manifest,
          line.replaceFirst(
                  "\"file\":\"[^\"]*\"", "\"file\":\"" + name.replace("\\", "\\\\") + "\"")
              + "\nnonsense\n");
      TransferSummary imported = into(ImportSource.detect(out.resolve("eml")));
      assertThat(imported.failures())
          .extracting(TransferFailure::code)
          .containsExactlyInAnyOrder("import-source-unreadable", "import-source-changed");
    }
    assertThat(described(other)).noneMatch(text -> text.contains(sha256Of("A: secret\n\n")));
    fixture.close();
  }

  private static String sha256Of(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String addedName(ExportFormat format) {
    return switch (format) {
      case EML -> "Later/new.eml";
      case MAILDIR -> ".Later/cur/1.new.host:2,S";
      case MBOX -> "Later.mbox";
    };
  }

  private void append(String path, int number, byte[] bytes) throws IOException {
    Folder folder = fixture.mail.folders.ensure(fixture.mailbox, path);
    Set<MessageFlag> system = EnumSet.noneOf(MessageFlag.class);
    int bits = number;
    for (MessageFlag flag : MessageFlag.values()) {
      if (bits % 2 == 1) {
        system.add(flag);
      }
      bits /= 2;
    }
    Set<String> keywords = new TreeSet<>();
    for (int n = 0; n < number % 5 * 9; n++) {
      keywords.add("keyword" + n);
    }
    NewMessage message =
        new NewMessage(
            new MessageFlags(
                number == 9 ? Set.of(MessageFlag.SEEN) : system, number == 9 ? Set.of() : keywords),
            START.plusMillis(number * 12_345_678L),
            number % 3 == 0
                ? MessageProperties.ofFile("m\u00FC %d.eml".formatted(number))
                : MessageProperties.NONE,
            OptionalLong.of(bytes.length),
            Optional.empty());
    fixture.mail.messages.append(
        fixture.mailbox, folder, message, new ByteArrayInputStream(bytes), MailFixture.ALICE);
  }

  private TransferSummary into(ImportSource source) throws IOException {
    StoreMailSink sink =
        new StoreMailSink(fixture.mail.folders, fixture.mail.messages, other, MailFixture.ALICE);
    return new MailImport(sink, ImportOptions.DEFAULT).run(source);
  }

  /** All that a mailbox holds, a line for each folder and message. */
  private Set<String> described(Mailbox mailbox) {
    StoreMailSource source =
        new StoreMailSource(
            fixture.mail.folders, fixture.mail.messages, mailbox, MailFixture.ALICE);
    Set<String> lines = new TreeSet<>();
    for (MailFolder folder : source.folders()) {
      lines.add(folder.path() + ": " + folder.messageCount());
      for (MailItem item : source.list(folder.path(), 0, 1000)) {
        lines.add(
            String.join(
                " ",
                folder.path(),
                item.flags().system().toString(),
                item.flags().keywords().toString(),
                item.internalDate().toString(),
                item.sha256(),
                item.properties().toString()));
      }
    }
    return lines;
  }
}
