package dev.freehold.mail.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An export")
class MailExportTest {

  private static final String FROM = "From bob@example.com Wed Jan 12 08:11:22 2005\n";

  @TempDir private Path folder;
  @TempDir private Path data;

  @Test
  void writesTheIdenticalMbox() throws IOException {
    String mbox =
        FROM
            + "A: 1\n\n>From me\n>>From you\ntext\nFrom us\n\nFrom here on\n\n"
            + FROM.replace("\n", "\r\n")
            + "A: 2\r\n\r\nbody\r\n\r\n"
            + FROM
            + "\n"
            + FROM
            + "A: 4\n\nno line end";
    Path file = write("in.mbox", mbox);
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      fixture.importFrom(file, ImportOptions.DEFAULT.atOnce(1));
      fixture.exportTo(folder.resolve("out"), ExportFormat.MBOX);
      assertThat(folder.resolve("out/INBOX.mbox")).hasContent(mbox);
      assertThat(Files.readAllBytes(folder.resolve("out/INBOX.mbox")))
          .isEqualTo(mbox.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void ofMessagesOfEveryShapeGivesTheirBytesBack(ExportFormat format) throws IOException {
    Map<String, String> shapes = new TreeMap<>();
    shapes.put("empty.eml", "");
    shapes.put("one.eml", "x\n");
    shapes.put("header.eml", "Subject: only\r\n");
    shapes.put("mixed.eml", "A: b\r\n\nline\rline\n\r\n\r\n");
    shapes.put("nul.eml", "A: b\n\n\0\0\u00FF\u0080\n");
    shapes.put("from.eml", "From bob Wed Jan 12 08:11:22 2005\nA: b\n\n>From a\n\nFrom b\n");
    shapes.put("zlast.eml", format == ExportFormat.MBOX ? "no line end" : "\0");
    for (Map.Entry<String, String> shape : shapes.entrySet()) {
      write("in/" + shape.getKey(), shape.getValue());
    }
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      TransferSummary in =
          fixture.importFrom(folder.resolve("in"), ImportOptions.DEFAULT.atOnce(1));
      assertThat(in.messages()).isEqualTo(shapes.size());
      fixture.exportTo(folder.resolve("out"), format);
      TransferSummary again =
          fixture.importFrom(folder.resolve("out"), ImportOptions.DEFAULT.into("Again"));
      assertThat(again.sha256()).isEqualTo(in.sha256());
      assertThat(again.failures()).isEmpty();
    }
  }

  @Test
  void ofAMaildirKeepsFlagsKeywordsDatesAndFolders() throws IOException {
    Instant delivered = Instant.parse("2020-01-02T03:04:05Z");
    for (String flags : List.of("", "D", "F", "P", "R", "S", "T", "DFPRST", "ab")) {
      Path file = write("in/cur/11.%s.host:2,%s".formatted(flags, flags), "A: b\n\n");
      Files.setLastModifiedTime(file, FileTime.from(delivered));
    }
    write("in/dovecot-keywords", "0 Work\n1 Home\n");
    write("in/new/12.new.host", "A: new\n\n");
    write("in/.A&AC4-b.c/cur/13.sub.host:2,S", "A: sub\n\n");
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      fixture.importFrom(folder.resolve("in"), ImportOptions.DEFAULT.atOnce(1));
      assertThat(fixture.source().folders())
          .extracting(MailFolder::path)
          .containsExactly("A.b", "A.b/c", "INBOX");
      fixture.exportTo(folder.resolve("out"), ExportFormat.MAILDIR);
      Set<String> names = TransferFixture.files(folder.resolve("out")).keySet();
      assertThat(names.stream().filter(name -> name.startsWith("cur/")))
          .extracting(name -> name.substring(name.lastIndexOf(':') + 1))
          .containsExactlyInAnyOrder(
              "2,", "2,D", "2,F", "2,P", "2,R", "2,S", "2,T", "2,DFPRST", "2,ab");
      assertThat(names).filteredOn(name -> name.startsWith("new/")).hasSize(1);
      assertThat(names).filteredOn(name -> name.startsWith(".A&AC4-b.c/cur/")).hasSize(1);
      Path first =
          folder
              .resolve("out")
              .resolve(
                  names.stream().filter(name -> name.startsWith("cur/")).findFirst().orElseThrow());
      assertThat(Files.getLastModifiedTime(first).toInstant()).isEqualTo(delivered);

      fixture.importFrom(folder.resolve("out"), ImportOptions.DEFAULT.into("Again").atOnce(1));
      assertThat(described(fixture, "Again")).isEqualTo(described(fixture, "INBOX"));
    }
  }

  @Test
  void neverOverwrites() throws IOException {
    Path target = Files.createDirectory(folder.resolve("out"));
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      assertThatThrownBy(() -> fixture.exportTo(target, ExportFormat.EML))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.error()).isEqualTo(MailError.TARGET_EXISTS));
      assertThatThrownBy(() -> fixture.exportTo(target.resolve("a/b"), ExportFormat.EML))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.TARGET_UNWRITABLE));
      assertThat(target).isEmptyDirectory();
    }
  }

  @Test
  void keepsHostileNamesWithinItsFolder() throws IOException {
    List<MailItem> items =
        List.of(
            item("../../up", 1, "..\\..\\evil.eml"),
            item("../../up", 2, ".hidden.eml"),
            item("../../up", 3, "..\\..\\evil.eml"),
            item("../../up", 4, "a\u202Egpj.eml"),
            item("../../up", 5, "\u00E9".repeat(200) + ".eml"));
    for (ExportFormat format : ExportFormat.values()) {
      Path target = folder.resolve("out-" + format);
      TransferSummary summary =
          new MailExport(new FixedSource(items, "A: b\n\n"), ExportOptions.in(format)).run(target);
      assertThat(summary.failures()).isEmpty();
      assertThat(summary.messages()).isEqualTo(5);
    }
    try (var entries = Files.list(folder)) {
      assertThat(entries).hasSize(ExportFormat.values().length);
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void leavesOutAMessageThatIsNotWhatWentIn(ExportFormat format) throws IOException {
    MailItem right = item("INBOX", 1, "a.eml");
    MailItem wrong =
        new MailItem(
            "INBOX",
            2,
            right.flags(),
            right.internalDate(),
            6,
            "0".repeat(64),
            MessageProperties.NONE);
    MailItem last = item("INBOX", 3, "c.eml");
    TransferSummary summary =
        new MailExport(
                new FixedSource(List.of(right, wrong, last), "A: b\n\n"), ExportOptions.in(format))
            .run(folder.resolve("out"));
    assertThat(summary.messages()).isEqualTo(2);
    assertThat(summary.failures())
        .containsExactly(
            new TransferFailure(
                "INBOX, UID 2",
                "export-hash-mismatch",
                "6 bytes came out, with a different hash than the 6 bytes that went in;"
                    + " look at the store's disk"));
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      TransferSummary again = fixture.importFrom(folder.resolve("out"), ImportOptions.DEFAULT);
      assertThat(again.messages()).isEqualTo(2);
      assertThat(again.sha256()).isEqualTo(summary.sha256());
    }
  }

  private static Map<String, Long> described(TransferFixture fixture, String path) {
    Map<String, Long> described = new TreeMap<>();
    for (MailItem item : fixture.source().list(path, 0, 100)) {
      String key = item.flags() + " " + item.internalDate().getEpochSecond() + item.sha256();
      described.merge(key, 1L, Long::sum);
    }
    return described;
  }

  private static MailItem item(String path, long uid, String fileName) {
    var digest = Sha256.digest();
    digest.update("A: b\n\n".getBytes(StandardCharsets.US_ASCII));
    return new MailItem(
        path,
        uid,
        MessageFlags.NONE,
        Instant.EPOCH,
        6,
        Sha256.hex(digest),
        new MessageProperties(Optional.of(fileName), Optional.empty()));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void waitsForASourceThatCannotBeListedAtTheMoment() throws IOException {
    FixedSource source = new FixedSource(List.of(item("A", 1, "a.eml")), "A: b\n\n");
    AtomicInteger calls = new AtomicInteger();
    List<String> waits = new ArrayList<>();
    TransferPatience patience =
        new TransferPatience(Duration.ofMinutes(1), (delay, ended) -> !waits.add(delay.toString()));
    ExportOptions options =
        new ExportOptions(ExportFormat.EML, patience, TransferProgress.Listener.NONE);
    TransferSummary summary =
        new MailExport(new SlowLists(source, calls, MailSink.Reach.NOW), options)
            .run(folder.resolve("out"));
    assertThat(summary.stopped()).isEmpty();
    assertThat(summary.messages()).isEqualTo(1);
    assertThat(waits).hasSize(3);
    calls.set(0);
    options = ExportOptions.in(ExportFormat.EML);
    summary =
        new MailExport(new SlowLists(source, calls, MailSink.Reach.MESSAGE), options)
            .run(folder.resolve("refused"));
    assertThat(summary.stopped()).map(TransferStop::code).contains("busy");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  /** A source whose lists come at every second call, and break or are refused at the others. */
  private record SlowLists(FixedSource source, AtomicInteger calls, MailSink.Reach reach)
      implements MailSource {

    @Override
    public List<MailFolder> folders() throws IOException {
      refuse();
      return source.folders();
    }

    @Override
    public List<MailItem> list(String path, long afterUid, int max) throws IOException {
      refuse();
      return source.list(path, afterUid, max);
    }

    @Override
    public InputStream open(MailItem item) {
      return source.open(item);
    }

    private void refuse() throws IOException {
      int call = calls.getAndIncrement();
      if (call % 4 == 0) {
        throw new MailSink.RefusedException(reach, "busy", "busy", null);
      }
      if (call % 4 == 2) {
        throw new IOException("the connection broke");
      }
    }
  }

  /** Items that all have the same content. */
  private record FixedSource(List<MailItem> items, String content) implements MailSource {

    @Override
    public List<MailFolder> folders() {
      return items.stream()
          .map(MailItem::folder)
          .distinct()
          .map(path -> new MailFolder(path, items.size(), 0))
          .toList();
    }

    @Override
    public List<MailItem> list(String path, long afterUid, int max) {
      return items.stream().filter(item -> item.uid() > afterUid).limit(max).toList();
    }

    @Override
    public InputStream open(MailItem item) {
      return new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
