package dev.freehold.vault.registry;

import dev.freehold.vault.policy.RoleAssignment;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads the table of vaults. */
final class VaultRows {

  private static final String SELECT =
      """
      SELECT v.id, v.name, v.subscription_id, v.resource_group, v.location, v.tenant_id, v.sku,
        v.retention_days, v.purge_protection, v.rbac, v.platform_uses, v.network, v.tags,
        s.protected AS protected_subscription, v.created_by, v.created_at, v.modified_by,
        v.modified_at, v.deleted_at, v.purge_at
      FROM vault_vaults v JOIN vault_subscriptions s ON s.id = v.subscription_id
      """;

  private VaultRows() {}

  static Optional<Vault> find(Handle tx, String name) {
    return tx.createQuery(SELECT + "WHERE v.folded_name = :name AND v.deleted_at IS NULL")
        .bind("name", VaultName.fold(name))
        .mapTo(Row.class)
        .findOne()
        .map(row -> row.toVault(tx));
  }

  static Optional<DeletedVault> findDeleted(Handle tx, String name) {
    return tx.createQuery(SELECT + "WHERE v.folded_name = :name AND v.deleted_at IS NOT NULL")
        .bind("name", VaultName.fold(name))
        .mapTo(Row.class)
        .findOne()
        .map(row -> row.toDeleted(tx));
  }

  static Optional<String> resourceId(Handle tx, UUID id) {
    return tx.createQuery(
            "SELECT subscription_id, resource_group, name FROM vault_vaults WHERE id = :id")
        .bind("id", id)
        .mapTo(Place.class)
        .findOne()
        .map(
            place -> Vault.resourceId(place.subscriptionId(), place.resourceGroup(), place.name()));
  }

  static boolean isTaken(Handle tx, String name) {
    return tx.createQuery("SELECT COUNT(*) FROM vault_vaults WHERE folded_name = :name")
            .bind("name", VaultName.fold(name))
            .mapTo(Long.class)
            .one()
        > 0;
  }

  static List<Vault> list(Handle tx, VaultRange range) {
    return page(tx, range, "IS NULL").mapTo(Row.class).list().stream()
        .map(row -> row.toVault(tx))
        .toList();
  }

  static List<DeletedVault> listDeleted(Handle tx, VaultRange range) {
    return page(tx, range, "IS NOT NULL").mapTo(Row.class).list().stream()
        .map(row -> row.toDeleted(tx))
        .toList();
  }

  /** The names of at most {@code max} deleted vaults whose time is up. */
  static List<String> due(Handle tx, Instant now, int max) {
    return tx.createQuery(
            "SELECT name FROM vault_vaults WHERE purge_at <= :now ORDER BY purge_at LIMIT :max")
        .bind("now", now)
        .bind("max", max)
        .mapTo(String.class)
        .list();
  }

  private static Query page(Handle tx, VaultRange range, String deleted) {
    String inGroup = range.group().isPresent() ? "AND LOWER(v.resource_group) = :group " : "";
    return tx.createQuery(
            SELECT
                + "WHERE v.subscription_id = :subscription AND v.folded_name > :after "
                + inGroup
                + "AND v.deleted_at %s ORDER BY v.folded_name LIMIT :max".formatted(deleted))
        .bind("subscription", range.subscriptionId())
        .bind("after", VaultName.fold(range.afterName()))
        .bind("group", VaultName.fold(range.group().orElse("")))
        .bind("max", range.max());
  }

  /** Public for the mapper. */
  public record Place(UUID subscriptionId, String resourceGroup, String name) {}

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
      boolean rbac,
      String platformUses,
      String network,
      String tags,
      boolean protectedSubscription,
      String createdBy,
      Instant createdAt,
      String modifiedBy,
      Instant modifiedAt,
      Instant deletedAt,
      Instant purgeAt) {

    Vault toVault(Handle tx) {
      List<RoleAssignment> roles = rbac ? RoleRows.ofVault(tx, subscriptionId, id) : List.of();
      return new Vault(
          id,
          name,
          subscriptionId,
          resourceGroup,
          location,
          tenantId,
          settings(tx),
          protectedSubscription,
          roles,
          new Stamp(Author.fromStored(createdBy), createdAt),
          new Stamp(Author.fromStored(modifiedBy), modifiedAt));
    }

    DeletedVault toDeleted(Handle tx) {
      return new DeletedVault(toVault(tx), deletedAt, purgeAt);
    }

    private VaultSettings settings(Handle tx) {
      return new VaultSettings(
          sku,
          retentionDays,
          purgeProtection,
          rbac,
          StoredJson.network(network),
          uses(),
          StoredJson.tags(tags),
          PolicyRows.of(tx, id, tenantId));
    }

    private Set<PlatformUse> uses() {
      return Arrays.stream(platformUses.split(",", -1))
          .filter(name -> !name.isEmpty())
          .map(PlatformUse::valueOf)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(PlatformUse.class)));
    }
  }
}
