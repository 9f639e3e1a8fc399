package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.Requester;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.SitesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The record of who reads documents")
class DocumentReadsTest {

  private static final Requester ALICE = Requester.user("alice");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private SitesFixture base;

  @BeforeEach
  void open(@TempDir Path folder) {
    base = new SitesFixture(Dialect.SQLITE, folder);
  }

  @AfterEach
  void close() {
    base.close();
  }

  private Document document() {
    return new Document(
        UUID.randomUUID(),
        "plan",
        UUID.randomUUID(),
        10,
        "0123",
        Instant.parse("2026-11-24T12:00:00Z"),
        DocumentProperties.NONE);
  }

  private void read(DocumentReads reads, Document document) {
    reads.record(base.contoso, document, DocumentReads.Extent.WHOLE, "AKIA", ALICE);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private int entries() {
    return base.entries("FileDownloaded").size();
  }

  @Test
  @DisplayName("has the same read again only after three hours")
  void again() {
    DocumentReads reads = new DocumentReads(base.ledger, nanos::get, true);
    Document document = document();
    read(reads, document);
    pass(FilesLimits.READ_RECORDED_AGAIN.minus(Duration.ofMinutes(1)));
    read(reads, document);
    assertThat(entries()).isEqualTo(1);

    pass(Duration.ofMinutes(1));
    read(reads, document);
    assertThat(entries()).isEqualTo(2);
  }

  @Test
  @DisplayName("is empty where it is switched off")
  void off() {
    read(new DocumentReads(base.ledger, nanos::get, false), document());
    assertThat(entries()).isZero();
  }
}
