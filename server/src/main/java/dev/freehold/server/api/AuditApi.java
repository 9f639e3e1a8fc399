package dev.freehold.server.api;

import dev.freehold.ledger.Ledger;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.records.AuditSearch;

/** What the ledger holds of the caller's tenant. */
final class AuditApi {

  private final AuditSearch search;

  AuditApi(Ledger ledger, UnifiedRecords.Directory directory) {
    this.search = new AuditSearch(ledger, directory);
  }

  /** {@code GET /api/v1/audit-records}, with the parameters of {@link AuditSearch#list}. */
  void list(Exchange exchange) {
    exchange.reply(search.list(exchange.caller().tenantId(), exchange));
  }

  /** {@code GET /api/v1/audit-records/export}, with those of {@link AuditSearch#export}. */
  void export(Exchange exchange) {
    exchange.reply(search.export(exchange.caller().tenantId(), exchange));
  }
}
