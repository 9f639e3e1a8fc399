package dev.freehold.server.audit;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerPage;
import dev.freehold.ledger.LedgerQuery;
import dev.freehold.ledger.RecordedEntry;
import java.io.ByteArrayOutputStream;
import java.util.UUID;

/** Writes a tenant's records as lines, in bounded parts. For one request. */
public final class AuditExport {

  /** Entries that are read at a time. */
  public static final int PAGE_ENTRIES = 100;

  /** A part ends after the page that brings it to this many bytes. */
  static final int PART_BYTES = 1 << 20;

  /** A part ends after this many pages, so that a search that finds nothing ends as well. */
  static final int MAX_PAGES = 50;

  private static final byte[] NEW_LINE = {'\n'};

  private final Ledger ledger;
  private final UnifiedRecords unified;
  private final AuditFormat format;

  /** Reads from {@code ledger}. */
  public AuditExport(Ledger ledger, UnifiedRecords unified, AuditFormat format) {
    this.ledger = ledger;
    this.unified = unified;
    this.format = format;
  }

  /**
   * Some lines.
   *
   * @param lines each with its line's end
   * @param lastSequence where the next part begins: after the last entry that was looked at
   * @param more whether there may be more
   */
  // Parts are never compared with each other.
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(byte[] lines, long lastSequence, boolean more) {}

  /**
   * The lines of what is asked for.
   *
   * @throws dev.freehold.ledger.LedgerException if an entry cannot be read
   */
  public Part part(UUID tenantId, LedgerQuery query) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long after = query.after();
    boolean more = true;
    for (int pages = 0; more && pages < MAX_PAGES && lines.size() < PART_BYTES; pages++) {
      LedgerPage page =
          ledger.search(
              tenantId,
              new LedgerQuery(after, query.max(), query.from(), query.to(), query.wanted()));
      for (RecordedEntry entry : page.entries()) {
        lines.writeBytes(format.line(unified.of(entry)));
        lines.writeBytes(NEW_LINE);
      }
      after = page.lastSequence();
      more = page.more();
    }
    return new Part(lines.toByteArray(), after, more);
  }
}
