package dev.freehold.vault.registry;

import dev.freehold.vault.VaultName;
import dev.freehold.vault.seals.SealRows;
import dev.freehold.vault.subscriptions.RoleRows;
import dev.freehold.vault.subscriptions.StoredJson;
import dev.freehold.vault.subscriptions.SubscriptionRows;
import java.time.Instant;
import java.util.List;
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
              (:id, :folded, :name, :subscriptionId, :resourceGroup, :location, :tenantId, :sku,
               :retentionDays, :protection, :rbac, :uses, :network, :tags,
               :createdBy, :created.at, :modifiedBy, :modifiedAt)
            """);
    bind(insert, vault.settings(), vault.modified())
        .bindMethods(vault)
        .bind("folded", VaultName.fold(vault.name()))
        .bind("createdBy", vault.created().by().stored())
        .execute();
    AccessPolicyRows.replaceAll(tx, vault.id(), vault.settings().policies());
    SealRows.replace(tx, VaultSealFields.noVault(vault.name()), VaultSealFields.alive(vault));
  }

  /**
   * Sets what may change; what may not is not even in the statement.
   *
   * @param present as this transaction found it
   */
  static void update(Handle tx, Vault present, VaultSettings wanted, Stamp stamp) {
    VaultSettings after = wanted.keepingProtectionOf(present.settings());
    Update update =
        tx.createUpdate(
            """
            UPDATE vault_vaults SET sku = :sku, rbac = :rbac, platform_uses = :uses,
              network = :network, tags = :tags, modified_by = :modifiedBy,
              modified_at = :modifiedAt, purge_protection = :protection
            WHERE id = :id
            """);
    bind(update, after, stamp).bind("id", present.id()).execute();
    AccessPolicyRows.replaceAll(tx, present.id(), after.policies());
    SealRows.replace(
        tx, VaultSealFields.alive(present), VaultSealFields.alive(present.with(after)));
  }

  /** Deletes a vault that this transaction found. */
  static DeletedVault delete(Handle tx, Vault vault, Instant now, Instant purgeAt) {
    DeletedVault deleted = new DeletedVault(vault, now, purgeAt);
    tx.createUpdate("UPDATE vault_vaults SET deleted_at = :now, purge_at = :purge WHERE id = :id")
        .bind("now", now)
        .bind("purge", purgeAt)
        .bind("id", vault.id())
        .execute();
    SealRows.replace(tx, VaultSealFields.alive(vault), VaultSealFields.deleted(deleted));
    return deleted;
  }

  static void recover(Handle tx, DeletedVault deleted, Stamp stamp) {
    tx.createUpdate(
            """
            UPDATE vault_vaults SET deleted_at = NULL, purge_at = NULL,
              modified_by = :modifiedBy, modified_at = :modifiedAt
            WHERE id = :id
            """)
        .bind("modifiedBy", stamp.by().stored())
        .bind("modifiedAt", stamp.at())
        .bind("id", deleted.vault().id())
        .execute();
    SealRows.replace(tx, VaultSealFields.deleted(deleted), VaultSealFields.alive(deleted.vault()));
  }

  /** Removes a deleted vault whose keys are gone. */
  static void remove(Handle tx, DeletedVault deleted) {
    Vault vault = deleted.vault();
    AccessPolicyRows.replaceAll(tx, vault.id(), List.of());
    SubscriptionRows.find(tx, vault.subscriptionId())
        .ifPresent(subscription -> RoleRows.removeOfVault(tx, subscription, vault.id()));
    tx.createUpdate("DELETE FROM vault_vaults WHERE id = :id AND deleted_at IS NOT NULL")
        .bind("id", vault.id())
        .execute();
    SealRows.replace(tx, VaultSealFields.deleted(deleted), VaultSealFields.noVault(vault.name()));
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
