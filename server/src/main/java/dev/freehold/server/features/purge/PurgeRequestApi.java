package dev.freehold.server.features.purge;

import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.server.features.policies.PolicyViews;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.UUID;

/** How a tenant's administrator asks for a purge. */
final class PurgeRequestApi {

  private final Policies policies;
  private final Geos geos;
  private final PurgeRequests purges;

  PurgeRequestApi(Policies policies, Geos geos, PurgeRequests purges) {
    this.policies = policies;
    this.geos = geos;
    this.purges = purges;
  }

  /**
   * {@code POST /api/v1/policies/{policy}/purge-request} with {@code {"reason", "contact",
   * "withoutVaults"}}: asks both vaults, then marks the policy.
   */
  void request(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID id = policies.find(tenantId, PolicyKind.MAILBOX, exchange.path("policy")).id();
    PurgeViews.Wanted wanted = exchange.json(PurgeViews.Wanted.class);
    Policy marked = purges.request(tenantId, id, wanted.wish(), exchange.actor());
    exchange.reply(200, PolicyViews.One.of(marked));
  }

  /**
   * {@code POST /api/v1/geos/{geo}/policy/purge-request} with the same: asks no vault yet, since
   * the vaults' administrators agree first.
   */
  void requestSites(Exchange exchange) throws IOException {
    Geo geo = geos.get(exchange.caller().tenantId(), exchange.path("geo"));
    PurgeViews.Wanted wanted = exchange.json(PurgeViews.Wanted.class);
    Policy marked = purges.requestSites(geo, wanted.wish(), exchange.actor());
    exchange.reply(200, PolicyViews.One.of(marked));
  }
}
