package dev.freehold.server.features.vaultlog;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LogDocuments;
import java.util.Optional;
import java.util.UUID;

/**
 * The log of the caller's tenant at this server's own key vaults. If they could not start, every
 * answer says so.
 */
final class VaultLogApi {

  private final Optional<LogDocuments> log;
  private final Optional<AuditSearch> records;

  VaultLogApi(Optional<LogDocuments> log, Optional<AuditSearch> records) {
    this.log = log;
    this.records = records;
  }

  /** {@code GET /api/v1/vault-ledger/checkpoint?cosigned=true}. */
  void checkpoint(Exchange exchange) {
    exchange.reply(log().checkpoint(tenant(exchange), exchange));
  }

  /** {@code GET /api/v1/vault-ledger/key}: the log's key and those of its witnesses. */
  void key(Exchange exchange) {
    exchange.reply(log().key(tenant(exchange)));
  }

  /** {@code GET /api/v1/vault-ledger/tile/LEVEL/INDEX} and {@code /tile/entries/INDEX}. */
  void tile(Exchange exchange) {
    exchange.reply(log().tile(tenant(exchange), exchange.path("level"), exchange.path("tile")));
  }

  /** {@code GET /api/v1/vault-ledger/personal/INDEX}: what opens the entries of a tile. */
  void personal(Exchange exchange) {
    exchange.reply(log().personal(tenant(exchange), exchange.path("tile")));
  }

  /** {@code GET /api/v1/vault-ledger/proofs/INDEX}: a {@code .tlog-proof}. */
  void proof(Exchange exchange) {
    exchange.reply(log().proof(tenant(exchange), exchange.path("index")));
  }

  /** {@code GET /api/v1/vault-audit-records}, with the parameters of {@link AuditSearch#list}. */
  void list(Exchange exchange) {
    exchange.reply(records().list(tenant(exchange), exchange));
  }

  /** {@code GET /api/v1/vault-audit-records/export}, with those of {@link AuditSearch#export}. */
  void export(Exchange exchange) {
    exchange.reply(records().export(tenant(exchange), exchange));
  }

  private LogDocuments log() {
    return log.orElseThrow(ServerProblems::vaultsDown);
  }

  private AuditSearch records() {
    return records.orElseThrow(ServerProblems::vaultsDown);
  }

  private static UUID tenant(Exchange exchange) {
    return exchange.caller().tenantId();
  }
}
