package dev.freehold.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerPage;
import dev.freehold.ledger.LedgerQuery;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.audit.AuditExport;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.audit.UnifiedRecord;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the ledger holds of the caller's tenant. */
final class AuditApi {

  private static final String LINES = "application/x-ndjson";

  private final Ledger ledger;
  private final UnifiedRecords.Directory directory;

  AuditApi(Ledger ledger, UnifiedRecords.Directory directory) {
    this.ledger = ledger;
    this.directory = directory;
  }

  /**
   * {@code GET /api/v1/audit-records?after=SEQUENCE&max=N&from=TIME&to=TIME&operations=A,B&
   * actors=A,B&objects=A,B&workloads=A,B&outcomes=A,B&recordTypes=A,B&addresses=A,B&text=T}:
   * records in their order, {@code from} inclusive, {@code to} not. One request looks at a bounded
   * number, so a page can be short or empty: while {@code more} is true, go on after {@code
   * lastSequence}.
   */
  void list(Exchange exchange) throws IOException {
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    UUID tenantId = exchange.caller().tenantId();
    UnifiedRecords unified = new UnifiedRecords(directory);
    LedgerPage page = ledger.search(tenantId, query(exchange, max, unified));
    ActorNames names = unified.names(tenantId);
    List<Entry> records =
        page.entries().stream().map(found -> Entry.of(found, unified.of(found), names)).toList();
    exchange.reply(200, new Page(records, page.lastSequence(), page.more()));
  }

  /**
   * {@code GET /api/v1/audit-records/export?format=jsonl|ocsf&after=SEQUENCE}, and what {@link
   * #list} takes but {@code max}: a line for each record. One answer is bounded; while the header
   * {@code Freehold-More} is true, go on after {@code Freehold-Last-Sequence}.
   */
  void export(Exchange exchange) {
    AuditFormat format =
        AuditFormat.named(exchange.query("format").orElse(AuditFormat.JSONL.word()))
            .orElseThrow(() -> ProblemException.badRequest("format is jsonl or ocsf"));
    UUID tenantId = exchange.caller().tenantId();
    UnifiedRecords unified = new UnifiedRecords(directory);
    AuditExport.Part part =
        new AuditExport(ledger, unified, format)
            .part(tenantId, query(exchange, AuditExport.PAGE_ENTRIES, unified));
    exchange.setHeader("Freehold-Last-Sequence", Long.toString(part.lastSequence()));
    exchange.setHeader("Freehold-More", Boolean.toString(part.more()));
    exchange.reply(200, LINES, part.lines());
  }

  private static LedgerQuery query(Exchange exchange, int max, UnifiedRecords unified) {
    AuditFilter filter = AuditFilter.of(exchange);
    return new LedgerQuery(
        exchange.query("after", 0, Long.MAX_VALUE, 0),
        max,
        AuditFilter.moment(exchange, "from"),
        AuditFilter.moment(exchange, "to"),
        entry -> filter.wants(entry, unified));
  }

  /**
   * The actor's name and application id are those of now; absent if it is gone, or no one's. What
   * comes after the details is the record in the terms of the published log.
   */
  private record Entry(
      long sequence,
      long index,
      String time,
      String actor,
      String actorName,
      UUID appId,
      String operation,
      String objectId,
      String outcome,
      Map<String, String> details,
      @JsonUnwrapped Published published) {
    static Entry of(RecordedEntry recorded, UnifiedRecord unified, ActorNames names) {
      LedgerEntry entry = recorded.entry();
      return new Entry(
          recorded.sequence(),
          recorded.index(),
          recorded.time().toString(),
          entry.actor(),
          names.name(entry.actor()).orElse(null),
          names.appId(entry.actor()).orElse(null),
          entry.operation(),
          entry.objectId(),
          Wire.word(entry.outcome()),
          entry.facts(),
          Published.of(unified));
    }
  }

  /** The record in the terms of the published log. */
  private record Published(
      UUID id,
      int recordType,
      String recordTypeName,
      String publishedOperation,
      int userType,
      String userId,
      String workload,
      String resultStatus,
      String clientIp) {
    static Published of(UnifiedRecord unified) {
      return new Published(
          unified.id(),
          unified.type().number(),
          unified.type().published(),
          unified.operation(),
          unified.userType(),
          unified.userId(),
          unified.workload(),
          unified.resultStatus(),
          unified.clientIp());
    }
  }

  private record Page(List<Entry> records, long lastSequence, boolean more) {}
}
