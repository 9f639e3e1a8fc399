package dev.freehold.server.features.ledger;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.server.records.LogDocuments;
import java.util.UUID;

/**
 * The log of the caller's tenant as a tiled log, for auditors. Whose log it is comes from the token
 * and from nothing else.
 */
final class LedgerApi {

  private final LogDocuments documents;

  LedgerApi(LedgerServices ledger) {
    this.documents = new LogDocuments(ledger);
  }

  private static UUID tenant(Exchange exchange) {
    return exchange.caller().tenantId();
  }

  /**
   * {@code GET /api/v1/ledger/checkpoint?cosigned=true}: the present one, or the newest that
   * witnesses have cosigned.
   */
  void checkpoint(Exchange exchange) {
    exchange.reply(documents.checkpoint(tenant(exchange), exchange));
  }

  /** {@code GET /api/v1/ledger/key}: the log's key and those of its witnesses. */
  void key(Exchange exchange) {
    exchange.reply(documents.key(tenant(exchange)));
  }

  /** {@code GET /api/v1/ledger/tile/LEVEL/INDEX} and {@code /tile/entries/INDEX}. */
  void tile(Exchange exchange) {
    exchange.reply(documents.tile(tenant(exchange), exchange.path("level"), exchange.path("tile")));
  }

  /** {@code GET /api/v1/ledger/personal/INDEX}: what opens the entries of a tile. */
  void personal(Exchange exchange) {
    exchange.reply(documents.personal(tenant(exchange), exchange.path("tile")));
  }

  /** {@code GET /api/v1/ledger/proofs/INDEX}: a {@code .tlog-proof}. */
  void proof(Exchange exchange) {
    exchange.reply(documents.proof(tenant(exchange), exchange.path("index")));
  }

  /**
   * {@code GET /api/v1/ledger/receipts/INDEX?personal=false}: the receipt of the purge whose last
   * entry stands there.
   */
  void receipt(Exchange exchange) {
    exchange.reply(documents.receipt(tenant(exchange), exchange.path("index"), exchange));
  }
}
