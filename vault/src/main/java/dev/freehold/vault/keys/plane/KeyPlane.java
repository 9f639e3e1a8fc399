package dev.freehold.vault.keys.plane;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.call.DryRunHandler;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.call.KeyTarget;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultDirectory;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.throttling.VaultThrottle;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.ApiVersions;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultExchange;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.Deadlines;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The requests to a vault's own host name. Checks come in this order: token, api-version and route
 * and name, permission, and only then whether the key exists, so that a caller without rights
 * learns no names. Thread-safe.
 */
public final class KeyPlane {

  private static final String DRY_RUN_HEADER = "Freehold-Dry-Run";

  private final Vaults vaults;
  private final Authentication authentication;
  private final String resource;
  private final RouteTable<KeyPermission, CallHandler<KeyCall>> routes;
  private final VaultDirectory directory;
  private final VaultThrottle throttle;
  private final Deadlines deadlines;

  /**
   * Takes tokens for {@code resource}.
   *
   * @param directory keeps what was read of {@code vaults}
   * @param throttle says when a vault had enough
   * @param deadlines bounds the time of requests
   */
  public KeyPlane(
      Vaults vaults,
      Authentication authentication,
      String resource,
      KeyServices services,
      VaultDirectory directory,
      VaultThrottle throttle,
      Deadlines deadlines) {
    this.deadlines = deadlines;
    this.directory = directory;
    this.throttle = throttle;
    this.vaults = vaults;
    this.authentication = authentication;
    this.resource = resource;
    this.routes = KeyRoutes.table(services, vaults);
  }

  /**
   * Answers a request to the vault {@code vaultName}.
   *
   * @throws WireError if it is refused
   */
  public Answer answer(VaultExchange exchange, String vaultName) {
    if (!Authentication.hasToken(exchange.request())) {
      challenge(exchange, vaultName);
    }
    Vault vault = find(exchange, vaultName).orElseThrow(KeyErrors::noVault);
    exchange.trail().belongsTo(vault.tenantId());
    exchange.trail().isIn(vault.location());
    exchange.trail().note("resourceId", vault.resourceId().toUpperCase(Locale.ROOT));
    exchange.trail().bringsToken();
    TokenCaller caller =
        authentication.require(exchange.request(), resource, vault.tenantId(), vault.tags());
    exchange.trail().isFrom(caller);
    exchange.trail().asksFor(AuditTrail.UNRECOGNIZED);
    String version = ApiVersions.KEYS.require(exchange.uri());
    exchange.trail().note("operationVersion", version);
    var match = VaultRoutes.find(routes, exchange.request().method(), exchange.uri().segments());
    Route<KeyPermission, CallHandler<KeyCall>> route = match.route();
    exchange.trail().asksFor(route.operation());
    KeyTarget target = KeyTarget.of(match.parameters());
    exchange.trail().asksAbout(exchange.baseUri() + "/keys/" + target.describe());
    Map<String, String> grant =
        new KeyAdmission(vault, caller, exchange.request().remoteAddress())
            .require(route.access(), target.name(), exchange.trail());
    var ticket =
        throttle.admit(
            vault.id(), vault.subscriptionId(), KeyCosts.of(route.access()), caller.objectId());
    boolean dryRun = admitDryRun(exchange, route);
    int maxBody = (int) route.maxBodyBytes();
    return handled(route, new KeyCall(exchange, caller, vault, version, maxBody, target, ticket))
        .with(grant)
        .with(dryRun ? Map.of(DRY_RUN_HEADER, "true") : Map.of());
  }

  private Answer handled(Route<KeyPermission, CallHandler<KeyCall>> route, KeyCall call) {
    try {
      return VaultRoutes.handle(deadlines, route, call);
    } catch (BusyException refused) {
      call.ticket().giveBack();
      throw refused;
    }
  }

  /** In the ledger a dry run has its own name, so that nobody takes it for the act. */
  private static boolean admitDryRun(
      VaultExchange exchange, Route<KeyPermission, CallHandler<KeyCall>> route) {
    if (!(route.handler() instanceof DryRunHandler)) {
      exchange.refuseDryRun();
    }
    boolean dryRun = exchange.isDryRun();
    if (dryRun) {
      exchange.trail().asksFor(route.operation() + "DryRun");
    }
    return dryRun;
  }

  /** Always ends with a refusal that says where to get a token. */
  private void challenge(VaultExchange exchange, String vaultName) {
    Vault vault = find(exchange, vaultName).orElseThrow(KeyErrors::noVault);
    exchange.trail().belongsTo(vault.tenantId());
    authentication.require(exchange.request(), resource, vault.tenantId(), vault.tags());
  }

  private Optional<Vault> find(VaultExchange exchange, String vaultName) {
    return directory.find(vaultName, () -> exchange.read(tx -> vaults.find(tx, vaultName)));
  }
}
