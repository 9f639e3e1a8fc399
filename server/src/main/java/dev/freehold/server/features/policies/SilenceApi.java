package dev.freehold.server.features.policies;

import dev.freehold.custody.locks.SilenceBound;
import dev.freehold.custody.locks.SilenceBounds;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.util.UUID;

/** How long the caller's tenant lets availability keys stand in for silent vaults. */
final class SilenceApi {

  private final SilenceBounds bounds;

  SilenceApi(SilenceBounds bounds) {
    this.bounds = bounds;
  }

  /** {@code GET /api/v1/silence-bound}. */
  void get(Exchange exchange) throws IOException {
    reply(exchange, exchange.caller().tenantId());
  }

  /**
   * {@code PUT /api/v1/silence-bound} with {@code {"bound"}}: {@code never}, hours such as {@code
   * 24h}, or {@code no-bound}. A longer one counts for a policy from the moment on when one of its
   * roots agrees again.
   */
  void set(Exchange exchange) throws IOException {
    Choice wanted = exchange.json(Choice.class);
    UUID tenantId = exchange.caller().tenantId();
    bounds.choose(tenantId, SilenceBound.parse(wanted.bound()), exchange.actor());
    reply(exchange, tenantId);
  }

  private void reply(Exchange exchange, UUID tenantId) throws IOException {
    exchange.reply(200, new Choice(bounds.of(tenantId).toString()));
  }

  record Choice(@Required String bound) {}
}
