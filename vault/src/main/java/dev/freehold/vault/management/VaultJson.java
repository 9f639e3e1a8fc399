package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.wire.WireJson;

/** Vaults as JSON, with the defaults that tools compare spelled out. */
final class VaultJson {

  private final String suffixWithPort;

  /** Vaults are at {@code https://NAME.suffixWithPort/}. */
  VaultJson(String suffixWithPort) {
    this.suffixWithPort = suffixWithPort;
  }

  static String id(Vault vault) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.KeyVault/vaults/%s"
        .formatted(vault.subscriptionId(), vault.resourceGroup(), vault.name());
  }

  ObjectNode write(Vault vault) {
    ObjectNode node = WireJson.object();
    node.put("id", id(vault));
    node.put("name", vault.name());
    node.put("type", "Microsoft.KeyVault/vaults");
    node.put("location", vault.location());
    ObjectNode tags = node.putObject("tags");
    vault.tags().forEach(tags::put);
    ObjectNode system = node.putObject("systemData");
    system.put("createdAt", vault.createdAt().toString());
    system.put("lastModifiedAt", vault.modifiedAt().toString());
    node.set("properties", properties(vault));
    return node;
  }

  private ObjectNode properties(Vault vault) {
    ObjectNode properties = WireJson.object();
    properties.putObject("sku").put("family", "A").put("name", vault.sku());
    properties.put("tenantId", vault.tenantId().toString());
    properties.set("accessPolicies", PolicyJson.write(vault.policies()));
    properties.put("enabledForDeployment", false);
    properties.put("enabledForDiskEncryption", false);
    properties.put("enabledForTemplateDeployment", false);
    properties.put("enableSoftDelete", true);
    properties.put("softDeleteRetentionInDays", vault.retentionDays());
    properties.put("enableRbacAuthorization", false);
    if (vault.purgeProtection()) {
      properties.put("enablePurgeProtection", true);
    }
    properties.put("vaultUri", "https://%s.%s/".formatted(vault.name(), suffixWithPort));
    properties.put("provisioningState", "Succeeded");
    properties.put("publicNetworkAccess", "Enabled");
    return properties;
  }
}
