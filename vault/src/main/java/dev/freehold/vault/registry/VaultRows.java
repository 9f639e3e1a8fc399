package dev.freehold.vault.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of vaults. */
final class VaultRows {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SELECT =
      """
      SELECT id, name, subscription_id, resource_group, location, tenant_id, sku, retention_days,
        purge_protection, tags, created_at, modified_at
      FROM vault_vaults
      """;

  private VaultRows() {}

  static Optional<Vault> find(Handle tx, String name) {
    return tx.createQuery(SELECT + "WHERE folded_name = :name")
        .bind("name", VaultName.fold(name))
        .mapTo(Row.class)
        .findOne()
        .map(row -> row.toVault(tx));
  }

  static List<Vault> list(Handle tx, UUID subscriptionId, String afterName, int max) {
    return tx
        .createQuery(
            SELECT
                + """
                WHERE subscription_id = :subscription AND folded_name > :after
                ORDER BY folded_name LIMIT :max
                """)
        .bind("subscription", subscriptionId)
        .bind("after", VaultName.fold(afterName))
        .bind("max", max)
        .mapTo(Row.class)
        .list()
        .stream()
        .map(row -> row.toVault(tx))
        .toList();
  }

  static void insert(Handle tx, Vault vault) {
    tx.createUpdate(
            """
            INSERT INTO vault_vaults
              (id, folded_name, name, subscription_id, resource_group, location, tenant_id, sku,
               retention_days, purge_protection, tags, created_at, modified_at)
            VALUES
              (:id, :folded, :name, :subscription, :group, :location, :tenant, :sku,
               :retention, :protection, :tags, :created, :modified)
            """)
        .bind("id", vault.id())
        .bind("folded", VaultName.fold(vault.name()))
        .bind("name", vault.name())
        .bind("subscription", vault.subscriptionId())
        .bind("group", vault.resourceGroup())
        .bind("location", vault.location())
        .bind("tenant", vault.tenantId())
        .bind("sku", vault.sku())
        .bind("retention", vault.retentionDays())
        .bind("protection", vault.purgeProtection())
        .bind("tags", write(vault.tags()))
        .bind("created", vault.createdAt())
        .bind("modified", vault.modifiedAt())
        .execute();
  }

  /** Sets what may change; what may not is not even in the statement. Keeps protection once on. */
  static void update(Handle tx, NewVault wanted, Instant now) {
    tx.createUpdate(
            """
            UPDATE vault_vaults SET sku = :sku, tags = :tags, modified_at = :now,
              purge_protection = CASE WHEN purge_protection = 1 THEN 1 ELSE :protection END
            WHERE folded_name = :name
            """)
        .bind("sku", wanted.sku())
        .bind("tags", write(wanted.tags()))
        .bind("now", now)
        .bind("protection", wanted.purgeProtection())
        .bind("name", wanted.name().folded())
        .execute();
  }

  /** Takes the row's lock, so that changes of one vault's policies queue up. */
  static boolean touch(Handle tx, String name, Instant now) {
    return tx.createUpdate("UPDATE vault_vaults SET modified_at = :now WHERE folded_name = :name")
            .bind("now", now)
            .bind("name", VaultName.fold(name))
            .execute()
        == 1;
  }

  private static String write(Map<String, String> tags) {
    try {
      return JSON.writeValueAsString(tags);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tags cannot be written", e);
    }
  }

  /** Public for the mapper. */
  public record Row(
      UUID id,
      String name,
      UUID subscriptionId,
      String resourceGroup,
      String location,
      UUID tenantId,
      String sku,
      int retentionDays,
      boolean purgeProtection,
      String tags,
      Instant createdAt,
      Instant modifiedAt) {

    Vault toVault(Handle tx) {
      return new Vault(
          id,
          name,
          subscriptionId,
          resourceGroup,
          location,
          tenantId,
          sku,
          retentionDays,
          purgeProtection,
          readTags(),
          PolicyRows.of(tx, id, tenantId),
          createdAt,
          modifiedAt);
    }

    private Map<String, String> readTags() {
      try {
        return JSON.readValue(tags, new TypeReference<Map<String, String>>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("stored tags cannot be read", e);
      }
    }
  }
}
