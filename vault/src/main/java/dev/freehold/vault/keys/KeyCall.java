package dev.freehold.vault.keys;

import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.wire.Exchange;
import dev.freehold.vault.wire.JsonBody;

/**
 * A call about keys whose caller holds the route's permission. Used by one thread.
 *
 * @param exchange the request
 * @param vault the vault it is for
 * @param apiVersion the version the client speaks
 * @param maxBodyBytes the route's largest body
 * @param target the key it is about
 */
record KeyCall(
    Exchange exchange, Vault vault, String apiVersion, int maxBodyBytes, KeyTarget target) {

  KeyName name() {
    return target.name().orElseThrow();
  }

  JsonBody json() {
    return exchange.json(maxBodyBytes);
  }

  /** The id of a version under the address that the client used; also goes into the ledger. */
  String noted(KeyVersion key) {
    String kid = KeyJson.versionedId(exchange.baseUri(), key);
    exchange.trail().concerns(kid);
    return kid;
  }
}
