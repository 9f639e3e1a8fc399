package dev.freehold.vault.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Writes the table of vaults. */
final class VaultChanges {

  private VaultChanges() {}

  static void insert(Handle tx, Vault vault) {
    Update insert =
        tx.createUpdate(
            """
            INSERT INTO vault_vaults
              (id, folded_name, name, subscription_id, resource_group, location, tenant_id, sku,
               retention_days, purge_protection, rbac, platform_uses, network, tags,
               created_by, created_at, modified_by, modified_at)
            VALUES
              (:id, :folded, :name, :subscription, :group, :location, :tenant, :sku,
               :retention, :protection, :rbac, :uses, :network, :tags,
               :createdBy, :createdAt, :modifiedBy, :modifiedAt)
            """);
    bind(insert, vault.settings(), vault.modified())
        .bind("id", vault.id())
        .bind("folded", VaultName.fold(vault.name()))
        .bind("name", vault.name())
        .bind("subscription", vault.subscriptionId())
        .bind("group", vault.resourceGroup())
        .bind("location", vault.location())
        .bind("tenant", vault.tenantId())
        .bind("retention", vault.retentionDays())
        .bind("createdBy", vault.created().by().stored())
        .bind("createdAt", vault.created().at())
        .execute();
    PolicyRows.replaceAll(tx, vault.id(), vault.settings().policies());
  }

  /** Sets what may change; what may not is not even in the statement. Keeps protection once on. */
  static void update(Handle tx, UUID id, VaultSettings wanted, Stamp stamp) {
    Update update =
        tx.createUpdate(
            """
            UPDATE vault_vaults SET sku = :sku, rbac = :rbac, platform_uses = :uses,
              network = :network, tags = :tags, modified_by = :modifiedBy,
              modified_at = :modifiedAt,
              purge_protection = CASE WHEN purge_protection = 1 THEN 1 ELSE :protection END
            WHERE id = :id
            """);
    bind(update, wanted, stamp).bind("id", id).execute();
    PolicyRows.replaceAll(tx, id, wanted.policies());
  }

  /** Takes the row's lock, so that changes that build on what is there queue up. */
  static boolean lock(Handle tx, String name) {
    return tx.createUpdate(
                "UPDATE vault_vaults SET modified_at = modified_at WHERE folded_name = :name")
            .bind("name", VaultName.fold(name))
            .execute()
        == 1;
  }

  static void delete(Handle tx, UUID id, Instant now, Instant purgeAt) {
    tx.createUpdate("UPDATE vault_vaults SET deleted_at = :now, purge_at = :purge WHERE id = :id")
        .bind("now", now)
        .bind("purge", purgeAt)
        .bind("id", id)
        .execute();
  }

  static void recover(Handle tx, UUID id, Stamp stamp) {
    tx.createUpdate(
            """
            UPDATE vault_vaults SET deleted_at = NULL, purge_at = NULL,
              modified_by = :modifiedBy, modified_at = :modifiedAt
            WHERE id = :id
            """)
        .bind("modifiedBy", stamp.by().stored())
        .bind("modifiedAt", stamp.at())
        .bind("id", id)
        .execute();
  }

  /** Removes a deleted vault whose keys are gone. */
  static void remove(Handle tx, UUID id) {
    PolicyRows.replaceAll(tx, id, List.of());
    RoleRows.removeOfVault(tx, id);
    tx.createUpdate("DELETE FROM vault_vaults WHERE id = :id AND deleted_at IS NOT NULL")
        .bind("id", id)
        .execute();
  }

  private static Update bind(Update statement, VaultSettings settings, Stamp stamp) {
    return statement
        .bind("sku", settings.sku())
        .bind("protection", settings.purgeProtection())
        .bind("rbac", settings.rbac())
        .bind(
            "uses",
            settings.platformUses().stream()
                .sorted()
                .map(PlatformUse::name)
                .collect(Collectors.joining(",")))
        .bind("network", StoredJson.network(settings.network()))
        .bind("tags", StoredJson.tags(settings.tags()))
        .bind("modifiedBy", stamp.by().stored())
        .bind("modifiedAt", stamp.at());
  }
}
