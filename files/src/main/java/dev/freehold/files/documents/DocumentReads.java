package dev.freehold.files.documents;

import dev.freehold.custody.Requester;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.Recent;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * Writes into the ledger who reads which document, before the content is given: what the ledger
 * does not take is not read. Somebody who reads the same content again within {@link
 * FilesLimits#READ_RECORDED_AGAIN} is not written down again, unless a node has seen more than
 * {@link FilesLimits#MAX_KNOWN_READS} other reads since. Safe for use by many threads.
 */
public final class DocumentReads {

  private static final long RECORDED_AGAIN_NANOS = FilesLimits.READ_RECORDED_AGAIN.toNanos();

  private final Ledger ledger;
  private final LongSupplier ticker;
  private final boolean isOn;
  private final ConcurrentMap<Read, FutureTask<Void>> underWay = new ConcurrentHashMap<>();
  private final Recent<Read, Long> recent = new Recent<>(FilesLimits.MAX_KNOWN_READS);

  /**
   * Writes into {@code ledger}.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}: a clock that was
   *     ahead and is set back must not keep reads out of the ledger
   * @param isOn whether reads are written down at all
   */
  public DocumentReads(Ledger ledger, LongSupplier ticker, boolean isOn) {
    this.ledger = ledger;
    this.ticker = ticker;
    this.isOn = isOn;
  }

  /**
   * Somebody is about to get content of a document.
   *
   * @param tenantId whose site it is on
   * @throws dev.freehold.ledger.LedgerException {@code ledger-unavailable}
   */
  public void record(
      UUID tenantId, Document document, Extent extent, String accessKeyId, Requester reader) {
    if (!isOn) {
      return;
    }
    Read read = new Read(reader.actor(), document.id(), extent);
    if (isRecent(read)) {
      return;
    }
    // Clients ask for ranges of one document side by side; that is one entry.
    FutureTask<Void> mine =
        new FutureTask<>(() -> append(tenantId, document, read, accessKeyId), null);
    FutureTask<Void> first = underWay.putIfAbsent(read, mine);
    if (first != null) {
      await(first);
      return;
    }
    try {
      mine.run();
      await(mine);
      remember(read);
    } finally {
      underWay.remove(read);
    }
  }

  private void append(UUID tenantId, Document document, Read read, String accessKeyId) {
    ledger.append(
        new LedgerEntry(
            tenantId,
            read.actor(),
            read.extent().operation,
            document.siteId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("documentId", document.id().toString(), "accessKeyId", accessKeyId)));
  }

  private static void await(FutureTask<Void> append) {
    try {
      append.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private boolean isRecent(Read read) {
    long now = ticker.getAsLong();
    synchronized (recent) {
      return recent.find(read).filter(at -> now - at < RECORDED_AGAIN_NANOS).isPresent();
    }
  }

  private void remember(Read read) {
    long now = ticker.getAsLong();
    synchronized (recent) {
      recent.put(read, now);
    }
  }

  /** How much of a document somebody reads; each is an operation of the published audit log. */
  public enum Extent {
    /** All of it. */
    WHOLE("FileDownloaded"),
    /** Some of its bytes. */
    RANGE("FileAccessed"),
    /** All of it, into another document. */
    COPY("FileCopied");

    private final String operation;

    Extent(String operation) {
      this.operation = operation;
    }
  }

  private record Read(String actor, UUID documentId, Extent extent) {}
}
