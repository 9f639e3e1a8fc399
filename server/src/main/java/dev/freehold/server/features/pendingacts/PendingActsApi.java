package dev.freehold.server.features.pendingacts;

import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.UUID;

/** Acts of a tenant that take two persons, or a time in which others can stop them. */
final class PendingActsApi {

  private final ActDesk desk;

  PendingActsApi(ActDesk desk) {
    this.desk = desk;
  }

  /** {@code POST /api/v1/pending-acts} with {@code {"kind", "objectId"}}. */
  void request(Exchange exchange) throws IOException {
    ActViews.Wanted wanted = exchange.json(ActViews.Wanted.class);
    exchange.reply(202, desk.request(exchange.caller(), wanted));
  }

  /**
   * {@code POST /api/v1/ledger/erasures} with {@code {"objectId"}}: asks for what names somebody to
   * be taken out of the tenant's log, and out of that of the vaults in the service's process.
   */
  void requestErasure(Exchange exchange) throws IOException {
    ActViews.Erasure wanted = exchange.json(ActViews.Erasure.class);
    exchange.reply(
        202, desk.request(exchange.caller(), ActViews.Wanted.erasing(wanted.objectId())));
  }

  /** {@code GET /api/v1/pending-acts}, the newest first, at most a thousand. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(200, desk.list(exchange.caller()));
  }

  /** {@code GET /api/v1/pending-acts/{pendingAct}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, desk.get(exchange.caller(), id(exchange)));
  }

  /** {@code POST /api/v1/pending-acts/{pendingAct}/agree}, by somebody else than who asked. */
  void agree(Exchange exchange) throws IOException {
    exchange.reply(200, desk.agree(exchange.caller(), id(exchange)));
  }

  /** {@code POST /api/v1/pending-acts/{pendingAct}/cancel}. */
  void cancel(Exchange exchange) throws IOException {
    exchange.reply(200, desk.cancel(exchange.caller(), id(exchange)));
  }

  /**
   * {@code POST /api/v1/pending-acts/{pendingAct}/carry-out}, by the person who asked, when its
   * time has come; the answer is that of the act.
   */
  void carryOut(Exchange exchange) {
    exchange.reply(desk.carryOut(exchange.caller(), id(exchange)));
  }

  private static UUID id(Exchange exchange) {
    return exchange.pathId("pendingAct");
  }
}
