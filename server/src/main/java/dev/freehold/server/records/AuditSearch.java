package dev.freehold.server.records;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerPage;
import dev.freehold.ledger.LedgerQuery;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.audit.AuditExport;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.audit.UnifiedRecord;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Reply;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.QueryParameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Searches a ledger's entries about one tenant, for the REST API and for the login host of vaults
 * that run alone. Thread-safe.
 */
public final class AuditSearch {

  private static final String LINES = "application/x-ndjson";

  private final Ledger ledger;
  private final UnifiedRecords.Directory directory;
  private final Turns turns;

  /** Looks in {@code ledger}, and for names in {@code directory}. */
  public AuditSearch(Ledger ledger, UnifiedRecords.Directory directory, Turns turns) {
    this.ledger = ledger;
    this.directory = directory;
    this.turns = turns;
  }

  /**
   * Records in their order, {@code from} inclusive, {@code to} not. The parameters are {@code
   * after=SEQUENCE&max=N&from=TIME&to=TIME&operations=A,B&actors=A,B&objects=A,B&workloads=A,B&
   * outcomes=A,B&recordTypes=A,B&addresses=A,B&text=T}. One request looks at a bounded number, so a
   * page can be short or empty: while {@code more} is true, go on after {@code lastSequence}.
   *
   * @throws ProblemException with status 400 if a parameter is out of form or bounds, 503 if too
   *     many ask at once
   */
  public Reply list(UUID tenantId, QueryParameters parameters) {
    return turns.take(tenantId, () -> listed(tenantId, parameters));
  }

  private Reply listed(UUID tenantId, QueryParameters parameters) {
    int max = (int) parameters.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    UnifiedRecords unified = new UnifiedRecords(directory);
    LedgerPage page = ledger.search(tenantId, query(parameters, max, unified));
    ActorNames names = unified.names(tenantId);
    List<Entry> records =
        page.entries().stream().map(found -> Entry.of(found, unified.of(found), names)).toList();
    return Reply.json(new Page(records, page.lastSequence(), page.more()));
  }

  /**
   * A line for each record. The parameters are {@code format=jsonl|ocsf} and what {@link #list}
   * takes but {@code max}. One answer is bounded; while the header {@code Freehold-More} is true,
   * go on after {@code Freehold-Last-Sequence}.
   *
   * @throws ProblemException with status 400 if a parameter is out of form or bounds, 503 if too
   *     many ask at once
   */
  public Reply export(UUID tenantId, QueryParameters parameters) {
    return turns.take(tenantId, () -> exported(tenantId, parameters));
  }

  private Reply exported(UUID tenantId, QueryParameters parameters) {
    AuditFormat format =
        AuditFormat.named(parameters.query("format").orElse(AuditFormat.JSONL.word()))
            .orElseThrow(() -> ProblemException.badRequest("format is jsonl or ocsf"));
    UnifiedRecords unified = new UnifiedRecords(directory);
    AuditExport.Part part =
        new AuditExport(ledger, unified, format)
            .part(tenantId, query(parameters, AuditExport.PAGE_ENTRIES, unified));
    return new Reply(
        LINES,
        part.lines(),
        Map.of(
            "Freehold-Last-Sequence",
            Long.toString(part.lastSequence()),
            "Freehold-More",
            Boolean.toString(part.more())));
  }

  private static LedgerQuery query(QueryParameters parameters, int max, UnifiedRecords unified) {
    AuditFilter filter = AuditFilter.of(parameters);
    return new LedgerQuery(
        parameters.query("after", 0, Long.MAX_VALUE, 0),
        max,
        parameters.moment("from"),
        parameters.moment("to"),
        entry -> filter.wants(entry, unified));
  }

  /**
   * The actor's name and application id are the present ones; absent if the actor is deleted, or
   * nobody acted. What comes after the details is the record in the terms of the published log.
   */
  record Entry(
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
          entry.outcome().name().toLowerCase(Locale.ROOT),
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

  /**
   * A page of records.
   *
   * @param records the records that match
   * @param lastSequence the last entry that was looked at; the next page begins after it
   * @param more whether there are more entries to look at
   */
  public record Page(List<Entry> records, long lastSequence, boolean more) {}
}
