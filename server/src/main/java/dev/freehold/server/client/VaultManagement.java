package dev.freehold.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** The vaults' management plane over REST, as the owner of one subscription. Thread-safe. */
public final class VaultManagement {

  private static final String API_VERSION = "?api-version=2023-07-01";
  private static final int RETENTION_DAYS = 90;

  private final ApiClient client;
  private final AccessTokens tokens;
  private final String subscriptionUri;
  private final String vaultsUri;

  /**
   * Works in one resource group.
   *
   * @param managementUri the plane's address, which is its tokens' audience as well
   */
  public VaultManagement(
      ApiClient client, String managementUri, UUID subscription, String resourceGroup) {
    this.client = client;
    this.tokens = client.tokensFor(managementUri + "/.default");
    this.subscriptionUri = "%s/subscriptions/%s".formatted(managementUri, subscription);
    this.vaultsUri =
        "%s/resourceGroups/%s/providers/Microsoft.KeyVault/vaults/"
            .formatted(subscriptionUri, resourceGroup);
  }

  /** Makes a vault with 90 days of soft delete, purge protection, and these access policies. */
  public void createVault(String name, String tenantId, ArrayNode accessPolicies)
      throws IOException {
    ObjectNode vault = Json.MAPPER.createObjectNode().put("location", location());
    ObjectNode properties = vault.putObject("properties").put("tenantId", tenantId);
    properties.putObject("sku").put("family", "A").put("name", "standard");
    properties
        .put("enableSoftDelete", true)
        .put("softDeleteRetentionInDays", RETENTION_DAYS)
        .put("enablePurgeProtection", true)
        .put("enableRbacAuthorization", false)
        .set("accessPolicies", accessPolicies);
    put(name, vault);
  }

  /**
   * Changes access policies.
   *
   * @param change {@code add}, {@code replace} or {@code remove}
   */
  public void changePolicies(String vaultName, String change, ArrayNode accessPolicies)
      throws IOException {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("properties").set("accessPolicies", accessPolicies);
    put(vaultName + "/accessPolicies/" + change, body);
  }

  /** The one region there is. */
  private String location() throws IOException {
    HttpRequest request = to(subscriptionUri + "/locations").GET().build();
    return client.call(request).at("/value/0/name").asText();
  }

  private void put(String path, JsonNode body) throws IOException {
    client.call(
        to(vaultsUri + path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
            .build());
  }

  private HttpRequest.Builder to(String uri) throws IOException {
    return HttpRequest.newBuilder(URI.create(uri + API_VERSION))
        .timeout(ApiClient.CALL_TIMEOUT)
        .header("Authorization", "Bearer " + tokens.current().value());
  }
}
