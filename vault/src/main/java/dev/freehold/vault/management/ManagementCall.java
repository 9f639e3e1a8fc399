package dev.freehold.vault.management;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.registry.Subscription;
import dev.freehold.vault.wire.Exchange;
import dev.freehold.vault.wire.JsonBody;
import java.util.Map;

/**
 * A call by an owner of the subscription. Used by one thread.
 *
 * @param exchange the request
 * @param subscription the subscription in the path
 * @param parameters what else stands in the path
 */
record ManagementCall(
    Exchange exchange, Subscription subscription, Map<String, String> parameters) {

  String vaultName() {
    return parameters.get("vault");
  }

  String resourceGroup() {
    return parameters.get("group");
  }

  JsonBody json() {
    return exchange.json(VaultLimits.MAX_MANAGEMENT_BODY_BYTES);
  }
}
