package dev.freehold.vault.management;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.registry.Author;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.VaultExchange;
import java.util.Map;
import java.util.Optional;

/**
 * A call by someone who may make it. Used by one thread.
 *
 * @param exchange the request
 * @param apiVersion the version the client speaks
 * @param caller who calls
 * @param within the subscription in the path, if one is
 * @param parameters what else stands in the path
 */
record ManagementCall(
    VaultExchange exchange,
    String apiVersion,
    TokenCaller caller,
    Optional<Subscription> within,
    Map<String, String> parameters) {

  Subscription subscription() {
    return within.orElseThrow();
  }

  Author author() {
    return Author.of(caller);
  }

  /** A parameter of the path that the route has. */
  String parameter(String name) {
    return parameters.get(name);
  }

  String vaultName() {
    return parameter("vault");
  }

  String resourceGroup() {
    return parameter("group");
  }

  JsonBody json() {
    return exchange.json(VaultLimits.MAX_MANAGEMENT_BODY_BYTES);
  }
}
