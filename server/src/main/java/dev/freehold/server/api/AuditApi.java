package dev.freehold.server.api;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the ledger holds of the caller's tenant. */
final class AuditApi {

  private final Ledger ledger;

  AuditApi(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * {@code GET /api/v1/audit-records?after=SEQUENCE&max=N&operation=NAME}: entries in their order.
   * {@code max} bounds the entries that are looked at; go on after {@code lastSequence}.
   */
  void list(Exchange exchange) throws IOException {
    long after = exchange.query("after", 0, Long.MAX_VALUE, 0);
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    String operation = exchange.query("operation").orElse("");
    List<RecordedEntry> entries = ledger.entries(exchange.caller().tenantId(), after, max);
    List<Entry> records =
        entries.stream()
            .filter(e -> operation.isEmpty() || e.entry().operation().equals(operation))
            .map(Entry::of)
            .toList();
    long last = entries.isEmpty() ? after : entries.getLast().sequence();
    exchange.reply(200, new Page(records, last, entries.size() == max));
  }

  private record Entry(
      long sequence,
      String time,
      String actor,
      String operation,
      String objectId,
      String outcome,
      Map<String, String> details) {
    static Entry of(RecordedEntry recorded) {
      LedgerEntry entry = recorded.entry();
      return new Entry(
          recorded.sequence(),
          recorded.time().toString(),
          entry.actor(),
          entry.operation(),
          entry.objectId(),
          Wire.word(entry.outcome()),
          entry.details());
    }
  }

  private record Page(List<Entry> records, long lastSequence, boolean more) {}
}
