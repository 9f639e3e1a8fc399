package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.auth.AuthorityForm;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.VaultExchange;
import dev.freehold.vault.wire.WireJson;
import java.net.URI;
import java.util.List;

/**
 * The document that tools read before they have a token: where to sign in, and the addresses of
 * everything else. One object, not a list.
 *
 * @param authority where clients get tokens
 * @param form the path that follows it
 * @param resource the address of the management plane and the audience of its tokens
 * @param suffixWithPort the domain of the vaults
 */
public record CloudMetadata(
    URI authority, AuthorityForm form, String resource, String suffixWithPort) {

  private static final List<String> PATH = List.of("metadata", "endpoints");
  private static final List<String> ADDRESSES = List.of(".well-known", "freehold");

  boolean isAskedFor(VaultExchange exchange) {
    return exchange.request().method().equals("GET") && exchange.uri().segments().equals(PATH);
  }

  boolean isAskedForAddresses(VaultExchange exchange) {
    return exchange.request().method().equals("GET") && exchange.uri().segments().equals(ADDRESSES);
  }

  /** The same in Freehold's own words, as the service gives them at its API. */
  Answer addresses() {
    ObjectNode node = WireJson.object();
    node.put("authority", authority.toString());
    node.put("management", resource);
    node.put("vaultSuffix", suffixWithPort);
    return Answer.ok(node);
  }

  Answer answer() {
    ObjectNode node = WireJson.object();
    node.put("name", "Freehold");
    node.put("portal", resource);
    ObjectNode authentication = node.putObject("authentication");
    switch (form) {
      case TENANT ->
          authentication
              .put("loginEndpoint", authority.toString())
              .put("tenant", "common")
              .put("identityProvider", "AAD");
      case ADFS ->
          authentication
              .put("loginEndpoint", authority + "/adfs")
              .put("tenant", "adfs")
              .put("identityProvider", "ADFS");
    }
    authentication.putArray("audiences").add(resource);
    node.put("resourceManager", resource);
    // There is no directory to ask. Tools that try get a refusal from the management plane.
    node.put("graph", resource);
    node.put("graphAudience", resource);
    node.put("microsoftGraphResourceId", resource);
    node.putObject("suffixes").put("keyVaultDns", suffixWithPort);
    return Answer.ok(node);
  }
}
