package dev.freehold.server.coverage;

import java.util.List;
import java.util.stream.Stream;

/** The coverage rules of the key vaults' tables. */
public final class VaultTables {

  private static final String SEALED = "what decides about keys, under a key of the vaults'";

  private VaultTables() {}

  /** Vaults and their keys. */
  public static List<TableRule> vault() {
    return Stream.of(management(), keys()).flatMap(List::stream).toList();
  }

  private static List<TableRule> management() {
    return List.of(
        TableRule.of("vault_subscriptions")
            .ids("id tenant_id")
            .names("display_name")
            .numbers("created_at")
            .states("protected"),
        TableRule.of("vault_subscription_owners").ids("subscription_id object_id"),
        TableRule.of("vault_vaults")
            .ids("id subscription_id tenant_id")
            .names("folded_name name resource_group location tags network created_by modified_by")
            .states("sku purge_protection rbac platform_uses")
            .numbers("retention_days created_at modified_at deleted_at purge_at"),
        TableRule.of("vault_access_policies")
            .ids("vault_id object_id application_id")
            .numbers("position")
            .states("permissions"),
        TableRule.of("vault_seals")
            .ids("id")
            .states("kind")
            .numbers("version")
            .hashed(SEALED, "seal"),
        TableRule.of("vault_resource_groups").ids("subscription_id").names("folded_name name tags"),
        TableRule.of("vault_role_assignments")
            .ids("subscription_id id vault_id principal_id role")
            .names("key_name created_by")
            .states("principal_type")
            .numbers("created_at"));
  }

  private static List<TableRule> keys() {
    return List.of(
        TableRule.of("vault_keys")
            .ids("vault_id seal_id")
            .names("folded_name name")
            .numbers("last_ordinal deleted_at purge_at rotate_at seal_version")
            .states("rotation_policy")
            .hashed(SEALED, "seal"),
        TableRule.of("vault_key_versions")
            .ids("vault_id version")
            .names("folded_name tags")
            .numbers("ordinal not_before expires created_at updated_at seal_version")
            .hashed(SEALED, "seal")
            .states("kind operations enabled hardware engine")
            .clear(Clear.PUBLIC, "public_key")
            .sealed(Key.VAULT_MASTER_OR_TOKEN, "sealed"),
        TableRule.of("vault_master_key").ids("id").sealed(Key.VAULT_MASTER, "proof"),
        TableRule.of("vault_purged_names").ids("vault_id").names("folded_name"),
        TableRule.of("vault_remains").numbers("id purges"),
        TableRule.of("vault_worlds")
            .ids("id subscription_id")
            .names("geography")
            .numbers("ordinal created_at")
            .sealed(Key.VAULT_MASTER, "sealed"),
        TableRule.of("vault_key_version_use")
            .ids("vault_id object_id")
            .names("folded_name")
            .numbers("ordinal used_at")
            .states("operation"),
        TableRule.of("vault_expiry_notices")
            .ids("vault_id")
            .names("folded_name")
            .numbers("ordinal expires"),
        TableRule.of("vault_grants").ids("name").numbers("granted ends_at"));
  }
}
