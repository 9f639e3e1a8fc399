package dev.freehold.mail.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.testing.SampleMail;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The corpus of awkward messages")
@Order(1)
class CorpusTest {

  private static final int NEEDLE_BYTES = 24;

  @TempDir private Path folder;
  @TempDir private Path samples;

  private Path corpus;
  private Map<String, byte[]> originals;

  @BeforeEach
  void findCorpus() throws IOException {
    corpus = SampleMail.copyTo(samples.resolve("corpus"));
    originals = TransferFixture.files(corpus);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void comesBackByteForByteUnderItsNames(Dialect dialect) throws IOException {
    try (TransferFixture fixture = new TransferFixture(dialect, folder)) {
      TransferSummary in = fixture.importFrom(corpus, ImportOptions.DEFAULT);
      assertThat(in.failures()).isEmpty();
      assertThat(in.messages()).isEqualTo(originals.size());
      TransferSummary out = fixture.exportTo(folder.resolve("out"), ExportFormat.EML);
      assertThat(out.failures()).isEmpty();
      assertThat(out.sha256()).isEqualTo(in.sha256());
      assertThat(out.bytes()).isEqualTo(in.bytes());
      assertThat(TransferFixture.files(folder.resolve("out")))
          .usingRecursiveComparison()
          .isEqualTo(originals);
      List<String> manifest = Files.readAllLines(folder.resolve("out").resolve("manifest.jsonl"));
      assertThat(manifest).hasSize(originals.size());
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void goesThroughEveryFormatAndBack(ExportFormat format) throws IOException {
    try (TransferFixture fixture = new TransferFixture(Dialect.SQLITE, folder)) {
      TransferSummary in = fixture.importFrom(corpus, ImportOptions.DEFAULT);
      fixture.exportTo(folder.resolve("out"), format);
      TransferSummary again =
          fixture.importFrom(folder.resolve("out"), ImportOptions.DEFAULT.into("Again"));
      assertThat(again.failures()).isEmpty();
      assertThat(again.messages()).isEqualTo(in.messages());
      // In an mbox, a message that does not end with a line end gains one; see the manifest.
      if (format != ExportFormat.MBOX) {
        assertThat(again.sha256()).isEqualTo(in.sha256());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void isNowhereOnDiskInClear(Dialect dialect) throws IOException {
    try (TransferFixture fixture = new TransferFixture(dialect, folder)) {
      fixture.importFrom(corpus, ImportOptions.DEFAULT);
      Map<String, byte[]> stored = TransferFixture.files(folder);
      assertThat(stored).hasSizeGreaterThan(originals.size() - 1);
      for (String table : List.of("mail_mailboxes", "mail_folders", "mail_messages")) {
        stored.put(table, rows(fixture, table));
      }
      List<String> found = new ArrayList<>();
      originals.forEach(
          (name, bytes) -> {
            String needle = new String(bytes, StandardCharsets.ISO_8859_1);
            int start = needle.length() / 3;
            String middle =
                needle.substring(start, Math.min(needle.length(), start + NEEDLE_BYTES));
            stored.forEach(
                (file, content) -> {
                  String text = new String(content, StandardCharsets.ISO_8859_1);
                  if (text.contains(middle) || text.contains(name)) {
                    found.add(name + " in " + file);
                  }
                });
          });
      assertThat(found).isEmpty();
    }
  }

  /** All columns of all rows: PostgreSQL keeps its files elsewhere. */
  private static byte[] rows(TransferFixture fixture, String table) {
    StringBuilder all = new StringBuilder();
    fixture
        .mail
        .database
        .read(tx -> tx.createQuery("SELECT * FROM " + table).mapToMap().list())
        .forEach(
            row ->
                row.forEach(
                    (column, value) ->
                        all.append(
                            value instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.ISO_8859_1)
                                : value)));
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
