package dev.freehold.server.features.refusedrows;

import dev.freehold.custody.seals.RefusedRow;
import dev.freehold.custody.seals.RowAcceptance;
import dev.freehold.custody.seals.RowAcceptance.Side;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows that authorise and are refused, and the two acceptances that an older one needs. */
final class RefusedRowsApi {

  private final RowAcceptance rows;

  RefusedRowsApi(RowAcceptance rows) {
    this.rows = rows;
  }

  /** {@code GET /api/v1/refused-rows}: those of the caller's tenant. */
  void ofTenant(Exchange exchange) throws IOException {
    exchange.reply(200, Page.of(rows.refused(Optional.of(exchange.caller().tenantId()))));
  }

  /** {@code GET /api/v1/operator/refused-rows}: those of all tenants. */
  void all(Exchange exchange) throws IOException {
    exchange.reply(200, Page.of(rows.refused(Optional.empty())));
  }

  /** {@code POST /api/v1/refused-rows/{kind}/{row}/accept}, for the row's tenant. */
  void acceptForTenant(Exchange exchange) throws IOException {
    accept(exchange, Side.TENANT, Optional.of(exchange.caller().tenantId()));
  }

  /** {@code POST /api/v1/operator/refused-rows/{kind}/{row}/accept}, for the operator. */
  void acceptForOperator(Exchange exchange) throws IOException {
    accept(exchange, Side.OPERATOR, Optional.empty());
  }

  private void accept(Exchange exchange, Side side, Optional<UUID> tenantId) throws IOException {
    boolean isGood =
        rows.accept(exchange.path("kind"), exchange.path("row"), side, tenantId, exchange.actor());
    exchange.reply(200, new Accepted(isGood ? "Accepted" : "WaitsForTheOtherSide"));
  }

  record Accepted(String state) {}

  private record View(String kind, String id, UUID tenantId, String finding) {
    static View of(RefusedRow row) {
      return new View(row.kind(), row.rowId(), row.tenantId(), row.finding().word());
    }
  }

  record Page(List<View> rows) {
    static Page of(List<RefusedRow> rows) {
      return new Page(rows.stream().map(View::of).toList());
    }
  }
}
