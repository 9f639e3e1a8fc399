package dev.freehold.server.quickstart;

import dev.freehold.mail.MailException;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.source.SourceMessage;
import dev.freehold.mail.source.SourceVisitor;
import dev.freehold.server.text.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Nothing of the messages, of the document or of its name is in any file of the data folder. */
final class DiskCheck {

  private static final int TEXT_BYTES = 64 << 10;
  private static final byte[] PLANTED =
      "a planted line that the search must find".getBytes(StandardCharsets.UTF_8);

  private final Report report;

  DiskCheck(Report report) {
    this.report = report;
  }

  void run(ImportSource source, long messages, Path dataFolder) throws IOException {
    Needles needles = Needles.of(messages);
    // First, so that no number of messages leaves them without a place.
    needles.addLinesOf(PLANTED);
    needles.addLinesOf(DeliveredMail.FIRST.getBytes(StandardCharsets.UTF_8));
    needles.addLinesOf(SampleDocument.content());
    needles.addLinesOf(SampleDocument.NAME.getBytes(StandardCharsets.UTF_8));
    source.forEach(new LineCollector(needles));
    PlaintextSearch search = new PlaintextSearch(needles);
    Path planted = Files.write(dataFolder.resolve("planted.tmp"), PLANTED);
    PlaintextSearch.Result withPlanted;
    try {
      withPlanted = search.search(dataFolder);
    } finally {
      Files.delete(planted);
    }
    PlaintextSearch.Result result = search.search(dataFolder);
    boolean found = withPlanted.hits().contains(planted);
    report.check(
        found && result.hits().isEmpty(),
        "plaintext",
        "%s on disk: %d lines sought in %d files, %s (%s)"
            .formatted(
                result.hits().isEmpty() ? "none" : "FOUND in " + result.hits(),
                needles.count(),
                result.files(),
                ByteText.of(result.bytes()),
                found ? "a planted line was found" : "the planted line was NOT found"));
  }

  /** Takes lines from the start of every message. */
  private record LineCollector(Needles needles) implements SourceVisitor {

    @Override
    public void message(SourceMessage message) {
      try (InputStream in = message.open()) {
        needles.addLinesOf(in.readNBytes(TEXT_BYTES));
      } catch (IOException unreadable) {
        // The import has reported it already.
      }
    }

    @Override
    public void problem(String location, MailException problem) {
      // The import has reported it already.
    }

    @Override
    public void deleted(String location) {
      // Nothing of it was imported.
    }

    @Override
    public void skipped(String location) {
      // Nothing of it was imported.
    }
  }
}
