package dev.freehold.server.features.audit;

import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LedgerServices;

/** What the ledger holds of the caller's tenant. */
final class AuditApi {

  private final AuditSearch search;

  AuditApi(LedgerServices logs, UnifiedRecords.Directory directory) {
    this.search = new AuditSearch(logs.ledger(), directory, logs.turns());
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
