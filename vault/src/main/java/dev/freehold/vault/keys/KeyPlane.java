package dev.freehold.vault.keys;

import dev.freehold.vault.auth.Caller;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.ApiVersions;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.Exchange;
import dev.freehold.vault.wire.Route;
import dev.freehold.vault.wire.RouteTable;
import dev.freehold.vault.wire.WireError;
import java.util.Map;

/**
 * Everything below a vault's own host name. The checks come in this order: token, api-version and
 * route and name, permission, and only then whether the key exists, so that a caller without rights
 * learns no names. Thread-safe.
 */
public final class KeyPlane {

  private final Vaults vaults;
  private final Authentication authentication;
  private final String resource;
  private final RouteTable<KeyCall, KeyPermission> routes;

  /** Takes tokens for {@code resource}. */
  public KeyPlane(
      Vaults vaults, Authentication authentication, String resource, KeyServices services) {
    this.vaults = vaults;
    this.authentication = authentication;
    this.resource = resource;
    this.routes = KeyRoutes.table(services);
  }

  /**
   * Answers a request to the vault {@code vaultName}.
   *
   * @throws WireError if it is refused
   */
  public Answer answer(Exchange exchange, String vaultName) {
    Vault vault = exchange.read(tx -> vaults.find(tx, vaultName)).orElseThrow(KeyPlane::noVault);
    exchange.trail().belongsTo(vault.tenantId());
    Caller caller =
        authentication.require(exchange.request(), resource, vault.tenantId(), vault.tags());
    exchange.trail().isFrom(caller);
    exchange.trail().asksFor(AuditTrail.UNRECOGNIZED);
    String version = ApiVersions.KEYS.require(exchange.uri());
    exchange.trail().note("operationVersion", version);
    var match = routes.find(exchange.request().method(), exchange.uri().segments());
    Route<KeyCall, KeyPermission> route = match.route();
    exchange.trail().asksFor(route.operation());
    KeyTarget target = KeyTarget.of(match.parameters());
    Map<String, String> grant =
        new Admission(vault, caller, exchange.request().remoteAddress())
            .require(route.permission(), target.name(), exchange.trail());
    return route
        .handler()
        .handle(new KeyCall(exchange, vault, version, route.maxBodyBytes(), target))
        .with(grant);
  }

  /** The answer wherever no vault is, the same for every name. */
  public static WireError noVault() {
    return WireError.of(404, "VaultNotFound", "There is no vault at this address.");
  }
}
