package dev.freehold.vault.management;

import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultExchange;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.Deadlines;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The requests to the management host name. Thread-safe. */
public final class ManagementPlane {

  private static final int UNAUTHORIZED = 401;

  private final Authentication authentication;
  private final CloudMetadata metadata;
  private final ManagementAuthority authority;
  private final Deadlines deadlines;
  private final RouteTable<String, CallHandler<ManagementCall>> routes;

  /**
   * Takes tokens for the resource that {@code metadata} name.
   *
   * @param deadlines bounds the time of requests
   * @param uses who used which key
   */
  public ManagementPlane(
      Registry registry,
      Authentication authentication,
      CloudMetadata metadata,
      Deadlines deadlines,
      KeyUses uses,
      InstantSource clock) {
    this.deadlines = deadlines;
    this.authentication = authentication;
    this.metadata = metadata;
    this.authority = new ManagementAuthority(registry);
    this.routes = ManagementRoutes.table(registry, metadata.suffixWithPort(), uses, clock);
  }

  /**
   * Answers a request.
   *
   * @throws WireError if it is refused
   */
  public Answer answer(VaultExchange exchange) {
    if (metadata.isAskedFor(exchange)) {
      exchange.trail().asksFor("MetadataGet");
      return metadata.answer();
    }
    if (metadata.isAskedForAddresses(exchange)) {
      exchange.trail().asksFor("MetadataGet");
      return metadata.addresses();
    }
    TokenCaller caller = caller(exchange);
    exchange.trail().belongsTo(caller.tenantId());
    exchange.trail().isFrom(caller);
    exchange.trail().asksFor(AuditTrail.UNRECOGNIZED);
    var match = VaultRoutes.find(routes, exchange.request().method(), exchange.uri().segments());
    Route<String, CallHandler<ManagementCall>> route = match.route();
    exchange.trail().asksFor(route.operation());
    String version = ManagementVersions.require(exchange.uri(), route.access());
    exchange.trail().note("operationVersion", version);
    exchange.refuseDryRun();
    Optional<Subscription> within = within(exchange, caller, route.access(), match.parameters());
    return VaultRoutes.handle(
        deadlines,
        route,
        new ManagementCall(exchange, version, caller, within, match.parameters()));
  }

  private TokenCaller caller(VaultExchange exchange) {
    try {
      return authentication.require(exchange.request(), metadata.resource());
    } catch (WireError e) {
      throw e.status() == UNAUTHORIZED ? e.withCode("AuthenticationFailed") : e;
    }
  }

  private Optional<Subscription> within(
      VaultExchange exchange, TokenCaller caller, String action, Map<String, String> parameters) {
    return parameters.containsKey("subscription")
        ? Optional.of(exchange.read(tx -> authority.require(tx, caller, action, parameters)))
        : Optional.empty();
  }
}
