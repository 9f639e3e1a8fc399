package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.registry.DeletedVault;
import dev.freehold.vault.registry.PlatformUse;
import dev.freehold.vault.registry.Stamp;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultSettings;
import dev.freehold.vault.wire.WireJson;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Vaults as JSON, with the defaults that tools compare spelled out. */
final class VaultJson {

  static final String TYPE = "Microsoft.KeyVault/vaults";

  private final String suffixWithPort;

  /** Vaults are at {@code https://NAME.suffixWithPort/}. */
  VaultJson(String suffixWithPort) {
    this.suffixWithPort = suffixWithPort;
  }

  ObjectNode write(Vault vault) {
    ObjectNode node = stub(vault);
    ObjectNode system = node.putObject("systemData");
    stamp(system, "created", vault.created());
    stamp(system, "lastModified", vault.modified());
    node.set("properties", properties(vault));
    return node;
  }

  /** What a list of resources of all kinds shows. */
  static ObjectNode stub(Vault vault) {
    ObjectNode node = WireJson.object();
    node.put("id", vault.resourceId());
    node.put("name", vault.name());
    node.put("type", TYPE);
    node.put("location", vault.location());
    tags(node, vault.settings().tags());
    return node;
  }

  static ObjectNode deleted(DeletedVault deleted) {
    Vault vault = deleted.vault();
    ObjectNode node = WireJson.object();
    node.put(
        "id",
        "/subscriptions/%s/providers/Microsoft.KeyVault/locations/%s/deletedVaults/%s"
            .formatted(vault.subscriptionId(), vault.location(), vault.name()));
    node.put("name", vault.name());
    node.put("type", "Microsoft.KeyVault/deletedVaults");
    ObjectNode properties = node.putObject("properties");
    properties.put("vaultId", vault.resourceId());
    properties.put("location", vault.location());
    properties.put("deletionDate", deleted.deletedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    properties.put(
        "scheduledPurgeDate", deleted.purgeAt().truncatedTo(ChronoUnit.SECONDS).toString());
    tags(properties, vault.settings().tags());
    if (vault.purgeProtection()) {
      properties.put("purgeProtectionEnabled", true);
    }
    return node;
  }

  static void tags(ObjectNode node, Map<String, String> tags) {
    ObjectNode member = node.putObject("tags");
    tags.forEach(member::put);
  }

  private ObjectNode properties(Vault vault) {
    VaultSettings settings = vault.settings();
    ObjectNode properties = WireJson.object();
    properties.putObject("sku").put("family", "A").put("name", settings.sku());
    properties.put("tenantId", vault.tenantId().toString());
    properties.set("accessPolicies", AccessPolicyJson.write(settings.policies()));
    properties.set("networkAcls", NetworkJson.write(settings.network()));
    for (PlatformUse use : PlatformUse.values()) {
      properties.put(use.member(), settings.platformUses().contains(use));
    }
    properties.put("enableSoftDelete", true);
    properties.put("softDeleteRetentionInDays", settings.retentionDays());
    properties.put("enableRbacAuthorization", settings.rbac());
    if (settings.purgeProtection()) {
      properties.put("enablePurgeProtection", true);
    }
    properties.put("vaultUri", "https://%s.%s/".formatted(vault.name(), suffixWithPort));
    properties.put("provisioningState", "Succeeded");
    properties.put("publicNetworkAccess", NetworkJson.publicAccess(settings.network()));
    return properties;
  }

  private static void stamp(ObjectNode node, String what, Stamp stamp) {
    node.put(what + "By", stamp.by().id());
    node.put(what + "ByType", stamp.by().user() ? "User" : "Application");
    node.put(what + "At", stamp.at().toString());
  }
}
