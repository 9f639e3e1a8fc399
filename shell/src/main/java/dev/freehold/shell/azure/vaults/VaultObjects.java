package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.shell.view.VaultTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vaults as objects. */
final class VaultObjects {

  private final AzureCall call;

  VaultObjects(AzureCall call) {
    this.call = call;
  }

  /** A vault in a list. */
  static PsObject item(JsonNode vault) {
    PsObject object = PsObject.ofType(CmdletTypes.VAULT_ITEM);
    return named(object, vault).withText(CmdletTypes.VAULT_ITEM);
  }

  private static PsObject named(PsObject object, JsonNode vault) {
    String id = vault.path("id").asText();
    return object
        .with("VaultName", vault.path("name").asText())
        .with("ResourceGroupName", VaultId.parse(id).map(VaultId::group).orElse(null))
        .with("Location", vault.path("location").asText())
        .with("ResourceId", id)
        .with("Tags", Tags.of(vault.path("tags")))
        .with("TagsTable", VaultTexts.tags(Tags.of(vault.path("tags"))));
  }

  /** A vault with all that there is to know, and with the names of who may do what. */
  PsObject whole(JsonNode vault) {
    JsonNode properties = vault.path("properties");
    List<Object> policies = policies(properties.path("accessPolicies"));
    PsObject rules = rules(properties.path("networkAcls"));
    String tenant = properties.path("tenantId").asText();
    return named(PsObject.ofType(CmdletTypes.VAULT, CmdletTypes.VAULT_ITEM), vault)
        .with("VaultUri", properties.path("vaultUri").asText())
        .with("TenantId", guid(tenant))
        .with("TenantName", tenant)
        .with("Sku", JsonValues.word(properties.path("sku").path("name").asText()))
        .with("EnabledForDeployment", properties.path("enabledForDeployment").asBoolean())
        .with(
            "EnabledForTemplateDeployment",
            JsonValues.truth(properties.path("enabledForTemplateDeployment")))
        .with(
            "EnabledForDiskEncryption",
            JsonValues.truth(properties.path("enabledForDiskEncryption")))
        .with(
            "EnableRbacAuthorization", JsonValues.truth(properties.path("enableRbacAuthorization")))
        .with("EnableSoftDelete", JsonValues.truth(properties.path("enableSoftDelete")))
        .with(
            "SoftDeleteRetentionInDays",
            JsonValues.whole(properties.path("softDeleteRetentionInDays")))
        .with("EnablePurgeProtection", JsonValues.truth(properties.path("enablePurgeProtection")))
        .with("PublicNetworkAccess", JsonValues.text(properties.path("publicNetworkAccess")))
        .with("AccessPolicies", policies)
        .with("AccessPoliciesText", VaultTexts.accessPolicies(policies))
        .with("NetworkAcls", rules)
        .with("NetworkAclsText", VaultTexts.networkRules(rules))
        .with("OriginalVault", null);
  }

  private List<Object> policies(JsonNode array) {
    List<String> ids = new ArrayList<>();
    for (JsonNode policy : array) {
      ids.add(policy.path("objectId").asText());
    }
    Map<String, String> names = names(ids);
    List<Object> policies = new ArrayList<>();
    for (JsonNode policy : array) {
      JsonNode permissions = policy.path("permissions");
      String application = JsonValues.text(policy.path("applicationId"));
      policies.add(
          PsObject.ofType("Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultAccessPolicy")
              .with("TenantId", guid(policy.path("tenantId").asText()))
              .with("TenantName", policy.path("tenantId").asText())
              .with("ObjectId", policy.path("objectId").asText())
              .with("ApplicationId", application == null ? null : guid(application))
              .with("ApplicationIdDisplayName", application)
              .with("DisplayName", names.getOrDefault(policy.path("objectId").asText(), ""))
              .with("PermissionsToKeys", JsonValues.texts(permissions.path("keys")))
              .with("PermissionsToSecrets", JsonValues.texts(permissions.path("secrets")))
              .with("PermissionsToCertificates", JsonValues.texts(permissions.path("certificates")))
              .with("PermissionsToStorage", JsonValues.texts(permissions.path("storage"))));
    }
    return List.copyOf(policies);
  }

  /** Names are good to have; a vault is shown without them if the directory refuses. */
  private Map<String, String> names(List<String> ids) {
    try {
      return ids.isEmpty() ? Map.of() : call.directory().displayNames(ids);
    } catch (RemoteException refused) {
      call.verbose("Names cannot be shown: " + refused.getMessage());
      return Map.of();
    }
  }

  private static PsObject rules(JsonNode acls) {
    List<Object> ranges = new ArrayList<>();
    acls.path("ipRules").forEach(rule -> ranges.add(rule.path("value").asText()));
    List<Object> networks = new ArrayList<>();
    acls.path("virtualNetworkRules").forEach(rule -> networks.add(rule.path("id").asText()));
    return PsObject.ofType("Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultNetworkRuleSet")
        .with("DefaultAction", acls.path("defaultAction").asText("Allow"))
        .with("Bypass", acls.path("bypass").asText("AzureServices"))
        .with("IpAddressRanges", List.copyOf(ranges))
        .with("VirtualNetworkResourceIds", List.copyOf(networks));
  }

  /** A deleted vault. */
  static PsObject deleted(JsonNode vault) {
    JsonNode properties = vault.path("properties");
    return PsObject.ofType(CmdletTypes.DELETED_VAULT)
        .with("VaultName", vault.path("name").asText())
        .with("Location", properties.path("location").asText())
        .with("Id", vault.path("id").asText())
        .with("ResourceId", properties.path("vaultId").asText())
        .with(
            "ResourceGroupName",
            VaultId.parse(properties.path("vaultId").asText()).map(VaultId::group).orElse(null))
        .with("DeletionDate", JsonValues.time(properties.path("deletionDate")))
        .with("ScheduledPurgeDate", JsonValues.time(properties.path("scheduledPurgeDate")))
        .with("EnablePurgeProtection", JsonValues.truth(properties.path("purgeProtectionEnabled")))
        .with("Tags", Tags.of(properties.path("tags")))
        .with("TagsTable", VaultTexts.tags(Tags.of(properties.path("tags"))));
  }

  private static Object guid(String text) {
    return text.isEmpty() ? null : Conversions.convert(text, PsKind.GUID);
  }
}
