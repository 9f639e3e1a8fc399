package dev.freehold.server.api;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Users;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerPage;
import dev.freehold.ledger.LedgerQuery;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the ledger holds of the caller's tenant. */
final class AuditApi {

  private final Ledger ledger;
  private final Identities identities;
  private final Users users;

  AuditApi(Ledger ledger, Identities identities, Users users) {
    this.ledger = ledger;
    this.identities = identities;
    this.users = users;
  }

  /**
   * {@code GET /api/v1/audit-records?after=SEQUENCE&max=N&from=TIME&to=TIME&operations=A,B&
   * actors=A,B&objects=A,B&text=T}: records in their order, {@code from} inclusive, {@code to} not.
   * One request looks at a bounded number, so a page can be short or empty: while {@code more} is
   * true, go on after {@code lastSequence}.
   */
  void list(Exchange exchange) throws IOException {
    long after = exchange.query("after", 0, Long.MAX_VALUE, 0);
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    AuditFilter filter = AuditFilter.of(exchange);
    UUID tenantId = exchange.caller().tenantId();
    ActorNames names = new ActorNames(identities, users, tenantId);
    LedgerPage page =
        ledger.search(
            tenantId,
            new LedgerQuery(
                after,
                max,
                AuditFilter.moment(exchange, "from"),
                AuditFilter.moment(exchange, "to"),
                entry -> filter.wants(entry, names)));
    List<Entry> records = page.entries().stream().map(found -> Entry.of(found, names)).toList();
    exchange.reply(200, new Page(records, page.lastSequence(), page.more()));
  }

  /** The actor's name and application id are those of now; absent if it is gone, or no one's. */
  private record Entry(
      long sequence,
      String time,
      String actor,
      String actorName,
      UUID appId,
      String operation,
      String objectId,
      String outcome,
      Map<String, String> details) {
    static Entry of(RecordedEntry recorded, ActorNames names) {
      LedgerEntry entry = recorded.entry();
      return new Entry(
          recorded.sequence(),
          recorded.time().toString(),
          entry.actor(),
          names.name(entry.actor()).orElse(null),
          names.appId(entry.actor()).orElse(null),
          entry.operation(),
          entry.objectId(),
          Wire.word(entry.outcome()),
          entry.details());
    }
  }

  private record Page(List<Entry> records, long lastSequence, boolean more) {}
}
