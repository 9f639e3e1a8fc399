package dev.freehold.server.api;

import dev.freehold.custody.hierarchy.Policies;
import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.purge.PurgeWish;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.UUID;

/** The tenant's own steps of the purge path. */
final class PurgeApi {

  private final Policies policies;
  private final PurgeRequests purges;

  PurgeApi(Policies policies, PurgeRequests purges) {
    this.policies = policies;
    this.purges = purges;
  }

  /**
   * {@code POST /api/v1/policies/{policy}/purge-request} with {@code {"reason", "contact",
   * "withoutVaults"}}: asks both vaults, then marks the policy.
   */
  void request(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID id = policies.find(tenantId, PolicyKind.MAILBOX, exchange.path("policy")).id();
    Wanted wanted = exchange.json(Wanted.class);
    Policy marked =
        purges.request(
            tenantId,
            id,
            new PurgeWish(wanted.reason(), wanted.contact(), wanted.withoutVaults()),
            TenantsApi.actor(exchange));
    exchange.reply(200, PolicyViews.One.of(marked));
  }

  record Wanted(String reason, String contact, Boolean withoutVaults) {
    Wanted {
      Required.member("reason", reason);
      Required.member("contact", contact);
      withoutVaults = withoutVaults != null && withoutVaults;
    }
  }
}
