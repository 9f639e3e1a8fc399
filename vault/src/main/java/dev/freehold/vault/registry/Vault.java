package dev.freehold.vault.registry;

import dev.freehold.vault.policy.PermissionModel;
import dev.freehold.vault.policy.RoleAssignment;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A vault, with its settings and the rights in it.
 *
 * @param id never changes and is never used again; keys are sealed for it
 * @param name as its creator wrote it
 * @param subscriptionId the subscription whose owners administer it
 * @param resourceGroup a folder within the subscription
 * @param location the region
 * @param tenantId the tenant whose tokens it accepts
 * @param settings what its administrators decided
 * @param protectedSubscription whether its subscription allows no early purge
 * @param roles role assignments for it, its keys and its subscription; empty if it uses access
 *     policies
 * @param created who made it, and when
 * @param modified who last changed its settings, and when
 */
public record Vault(
    UUID id,
    String name,
    UUID subscriptionId,
    String resourceGroup,
    String location,
    UUID tenantId,
    VaultSettings settings,
    boolean protectedSubscription,
    List<RoleAssignment> roles,
    Stamp created,
    Stamp modified) {

  /** Copies the roles. */
  public Vault {
    roles = List.copyOf(roles);
  }

  /** The same with role assignments. */
  Vault with(List<RoleAssignment> others) {
    return new Vault(
        id,
        name,
        subscriptionId,
        resourceGroup,
        location,
        tenantId,
        settings,
        protectedSubscription,
        others,
        created,
        modified);
  }

  /** The same with other settings. */
  Vault with(VaultSettings others) {
    return new Vault(
        id,
        name,
        subscriptionId,
        resourceGroup,
        location,
        tenantId,
        others,
        protectedSubscription,
        roles,
        created,
        modified);
  }

  /** How long what was deleted stays recoverable. */
  public int retentionDays() {
    return settings.retentionDays();
  }

  /** Whether the vault's own setting forbids to shorten that. */
  public boolean purgeProtection() {
    return settings.purgeProtection();
  }

  /** Whether what was deleted may be destroyed before its time, by a holder of the permission. */
  public boolean purgeableEarly() {
    return !settings.purgeProtection() && !protectedSubscription;
  }

  /** Free text of its administrators. */
  public Map<String, String> tags() {
    return settings.tags();
  }

  /** Who may do what with its keys. */
  public PermissionModel access() {
    return settings.rbac()
        ? new PermissionModel.ByRoles(id, roles)
        : new PermissionModel.ByPolicies(settings.policies());
  }

  /** The id in the management plane. */
  public String resourceId() {
    return resourceId(subscriptionId, resourceGroup, name);
  }

  static String resourceId(UUID subscriptionId, String resourceGroup, String name) {
    return "/subscriptions/"
        + subscriptionId
        + "/resourceGroups/"
        + resourceGroup
        + "/providers/Microsoft.KeyVault/vaults/"
        + name;
  }

  /** What can become of keys that are deleted in it. */
  public RecoveryLevel recoveryLevel() {
    return RecoveryLevel.of(retentionDays(), !purgeableEarly(), protectedSubscription);
  }

  /** The name with the region, as refusals give it. */
  public String describe() {
    return "%s;location=%s".formatted(name, location);
  }
}
