package dev.freehold.mail.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.RenamedFolder;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.local.StoreMailSink;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An import")
class MailImportTest {

  private static final String FROM = "From bob@example.com Wed Jan 12 08:11:22 2005\n";

  @TempDir private Path data;
  @TempDir private Path mail;

  @BeforeEach
  void writeSomeMail() throws IOException {
    for (int i = 0; i < 30; i++) {
      write("m%02d.eml".formatted(i), "A: %d\n\nbody\n".formatted(i));
    }
  }

  @Test
  void thatIsRunAgainStoresNothingTwice() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      TransferSummary first = fixture.importFrom(mail, ImportOptions.DEFAULT);
      assertThat(first.messages()).isEqualTo(30);
      assertThat(first.alreadyThere()).isZero();
      write("m30.eml", "A: new\n\n");
      write("m00.eml", "A: changed\n\n");
      TransferSummary second = fixture.importFrom(mail, ImportOptions.DEFAULT);
      assertThat(second.messages()).isEqualTo(31);
      assertThat(second.alreadyThere()).isEqualTo(29);
      assertThat(fixture.mail.inbox(fixture.mailbox).messageCount()).isEqualTo(32);
    }
  }

  @Test
  void thatIsRunAgainAcrossARenewalOfTheKeyStoresNothingTwice() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      fixture.importFrom(mail, ImportOptions.DEFAULT);
      UUID retired = fixture.mail.custody.renew(fixture.mailbox.id());
      assertThat(fixture.importFrom(mail, ImportOptions.DEFAULT).alreadyThere()).isEqualTo(30);
      assertThat(fixture.mail.reseal(fixture.mailbox, retired)).isTrue();
      fixture.mail.custody.destroy(retired);
      assertThat(fixture.importFrom(mail, ImportOptions.DEFAULT).alreadyThere()).isEqualTo(30);
      assertThat(fixture.mail.inbox(fixture.mailbox).messageCount()).isEqualTo(30);
    }
  }

  @Test
  void intoAMailUserSaysThatItIsNotMigrated() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      Mailbox user =
          fixture.mail.mailboxes.createMailUser(
              fixture.mail.tenantId,
              "bob@contoso.example",
              "",
              Optional.empty(),
              MailFixture.ALICE);
      StoreMailSink sink =
          new StoreMailSink(fixture.mail.folders, fixture.mail.messages, user, MailFixture.ALICE);
      TransferSummary summary =
          new MailImport(sink, ImportOptions.DEFAULT).run(ImportSource.detect(mail));
      assertThat(summary.messages()).isZero();
      assertThat(summary.failures()).isEmpty();
      assertThat(summary.stopped().map(TransferStop::code)).contains("mailbox-not-migrated");
    }
  }

  @Test
  void thatBreaksOffGoesOnWhereItWas() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      AtomicInteger calls = new AtomicInteger();
      MailSink dying =
          new MailSink() {
            @Override
            public AppendReceipt append(AppendRequest request, InputStream content)
                throws IOException {
              if (calls.incrementAndGet() > 10) {
                throw new IOException("the server is gone");
              }
              return fixture.sink().append(request, content);
            }

            @Override
            public void makeFolder(String path) {
              fixture.sink().makeFolder(path);
            }
          };
      TransferSummary broken =
          new MailImport(dying, ImportOptions.DEFAULT).run(ImportSource.detect(mail));
      assertThat(broken.messages()).isEqualTo(10);
      assertThat(broken.failures()).isEmpty();
      assertThat(broken.stopped().map(TransferStop::kind)).contains(TransferStop.Kind.UNREACHABLE);
      TransferSummary resumed = fixture.importFrom(mail, ImportOptions.DEFAULT);
      assertThat(resumed.failureCount()).isZero();
      assertThat(resumed.alreadyThere()).isEqualTo(10);
      assertThat(fixture.mail.inbox(fixture.mailbox).messageCount()).isEqualTo(30);
    }
  }

  @Test
  void reportsWhatFailsAndGoesOn() throws IOException {
    write("outlook.msg", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1 and more");
    write("manifest.jsonl", "{}");
    try (RandomAccessFile huge = new RandomAccessFile(mail.resolve("huge.eml").toFile(), "rw")) {
      huge.setLength(MailLimits.MAX_MESSAGE_BYTES + 1);
    }
    write("broken.mbox", FROM + "A: 1\n\none\n" + FROM + "A: 2\n\ntwo\n\n" + FROM + "A: 3\n\n");
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      TransferSummary summary = fixture.importFrom(mail, ImportOptions.DEFAULT);
      assertThat(summary.messages()).isEqualTo(32);
      assertThat(summary.skippedFiles()).isEqualTo(1);
      assertThat(summary.failures())
          .extracting(failure -> failure.location() + " " + failure.code())
          .containsExactlyInAnyOrder(
              "outlook.msg outlook-msg-unsupported",
              "huge.eml message-too-large",
              "broken.mbox@%d mbox-broken-separator".formatted(FROM.length() + 10));
      assertThat(fixture.mail.folders.require(fixture.mailbox, "broken").messageCount())
          .isEqualTo(2);
    }
  }

  @Test
  void reportsThatTheKeyIsRefused() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      fixture.mail.custody.refuse(KeyAccessException.Reason.REFUSED);
      TransferSummary summary = fixture.importFrom(mail, ImportOptions.DEFAULT);
      assertThat(summary.messages()).isZero();
      assertThat(summary.failures()).isEmpty();
      assertThat(summary.stopped().map(TransferStop::code)).contains("key-access-refused");
    }
  }

  @Test
  void withOneAppendAtATimeKeepsTheOrderOfTheSource() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      fixture.importFrom(mail, ImportOptions.DEFAULT.atOnce(1).into("Old/Mail"));
      List<MailItem> items = fixture.source().list("Old/Mail", 0, 100);
      assertThat(items)
          .extracting(item -> item.properties().fileName().orElseThrow())
          .isSorted()
          .hasSize(30);
    }
  }

  @Test
  void neverMergesFoldersAndSaysWhichAreCalledOtherwise() throws IOException {
    Path maildir = Files.createDirectory(data.resolve("maildir"));
    List<String> folders =
        List.of("a%b", "a*b", "a_b", "AC&AC8-DC", "Entw&APw-rfe", "Entwu&Awg-rfe");
    for (String name : folders) {
      Path cur = Files.createDirectories(maildir.resolve("." + name + "/cur"));
      Files.writeString(cur.resolve("1.%s.host:2,S".formatted(folders.indexOf(name))), "A: b\n\n");
    }
    Files.createDirectories(maildir.resolve("cur"));
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      TransferSummary summary = fixture.importFrom(maildir, ImportOptions.DEFAULT);
      assertThat(summary.failures()).isEmpty();
      assertThat(summary.renamed())
          .containsExactlyInAnyOrder(
              new RenamedFolder("a%b", "a=25b"),
              new RenamedFolder("a*b", "a=2Ab"),
              new RenamedFolder("AC/DC", "AC=2FDC"),
              new RenamedFolder("Entwu\u0308rfe", "Entwu=CC=88rfe"));
      assertThat(fixture.source().folders())
          .filteredOn(folder -> folder.messageCount() == 1)
          .extracting(MailFolder::path)
          .containsExactlyInAnyOrder(
              "a=25b", "a=2Ab", "a_b", "AC=2FDC", "Entw\u00FCrfe", "Entwu=CC=88rfe");
      TransferSummary again = fixture.importFrom(maildir, ImportOptions.DEFAULT);
      assertThat(again.alreadyThere()).isEqualTo(6);
      TransferSummary below = fixture.importFrom(maildir, ImportOptions.DEFAULT.into("Old"));
      assertThat(below.renamed()).contains(new RenamedFolder("a*b", "Old/a=2Ab"));
    }
  }

  @Test
  void tellsItsProgress() throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      List<TransferProgress> heard = new ArrayList<>();
      fixture.importFrom(mail, ImportOptions.DEFAULT.toldTo(heard::add));
      assertThat(heard).hasSize(30);
      TransferProgress last = heard.getLast();
      assertThat(last.messagesDone()).isEqualTo(last.messagesTotal()).isEqualTo(30);
      assertThat(last.bytesDone()).isEqualTo(last.bytesTotal()).isPositive();
    }
  }

  @Test
  void ofALargeMessageStoresItWhole() throws IOException {
    Path large = mail.resolve("large");
    Files.createDirectories(large);
    byte[] chunk =
        "all work and no play makes a dull message\r\n"
            .repeat(1560)
            .getBytes(StandardCharsets.US_ASCII);
    try (var out = Files.newOutputStream(large.resolve("64MiB.eml"))) {
      for (long written = 0; written < 64L << 20; written += chunk.length) {
        out.write(chunk);
      }
    }
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, data)) {
      TransferSummary in = fixture.importFrom(large, ImportOptions.DEFAULT);
      TransferSummary out = fixture.exportTo(data.resolve("out"), ExportFormat.EML);
      assertThat(out.sha256()).isEqualTo(in.sha256());
      assertThat(Files.mismatch(large.resolve("64MiB.eml"), data.resolve("out/64MiB.eml")))
          .isEqualTo(-1);
      Folder inbox = fixture.mail.inbox(fixture.mailbox);
      try (var reader = fixture.mail.messages.open(inbox, 1, MailFixture.ALICE);
          InputStream in2 = reader.stream(1000, 43)) {
        assertThat(in2.readAllBytes()).hasSize(43);
      }
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(mail.resolve(name), text, StandardCharsets.ISO_8859_1);
  }
}
