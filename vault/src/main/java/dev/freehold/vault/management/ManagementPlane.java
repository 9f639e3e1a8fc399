package dev.freehold.vault.management;

import dev.freehold.vault.auth.Caller;
import dev.freehold.vault.registry.Subscription;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.ApiVersions;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.Exchange;
import dev.freehold.vault.wire.Route;
import dev.freehold.vault.wire.RouteTable;
import dev.freehold.vault.wire.WireError;
import java.util.UUID;

/**
 * Everything below the management host name. Who owns a subscription may do all of it there; to
 * others a subscription looks as if it did not exist. Thread-safe.
 */
public final class ManagementPlane {

  private final Vaults vaults;
  private final Authentication authentication;
  private final String resource;
  private final RouteTable<ManagementCall, String> routes;

  /** Takes tokens for {@code resource}; vaults are at {@code https://NAME.suffixWithPort/}. */
  public ManagementPlane(
      Vaults vaults, Authentication authentication, String resource, String suffixWithPort) {
    this.vaults = vaults;
    this.authentication = authentication;
    this.resource = resource;
    this.routes = ManagementRoutes.table(new VaultHandlers(vaults, new VaultJson(suffixWithPort)));
  }

  /**
   * Answers a request.
   *
   * @throws WireError if it is refused
   */
  public Answer answer(Exchange exchange) {
    Caller caller = authentication.require(exchange.request(), resource);
    exchange.trail().belongsTo(caller.tenantId());
    exchange.trail().isFrom(caller);
    exchange.trail().asksFor(AuditTrail.UNRECOGNIZED);
    exchange.trail().note("operationVersion", ApiVersions.MANAGEMENT.require(exchange.uri()));
    var match = routes.find(exchange.request().method(), exchange.uri().segments());
    Route<ManagementCall, String> route = match.route();
    exchange.trail().asksFor(route.operation());
    Subscription subscription =
        owned(exchange, caller, match.parameters().get("subscription"), route.permission());
    return route.handler().handle(new ManagementCall(exchange, subscription, match.parameters()));
  }

  private Subscription owned(Exchange exchange, Caller caller, String id, String action) {
    UUID guid = PolicyJson.guid(id, "subscriptionId");
    return exchange
        .read(tx -> vaults.subscription(tx, guid))
        .filter(found -> found.tenantId().equals(caller.tenantId()))
        .filter(found -> found.owners().contains(caller.objectId()))
        .orElseThrow(() -> ManagementErrors.notAuthorized(caller, action, guid.toString()));
  }
}
