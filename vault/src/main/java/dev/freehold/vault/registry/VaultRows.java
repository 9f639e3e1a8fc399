package dev.freehold.vault.registry;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.seals.SealRows;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.StoredSeal;
import dev.freehold.vault.seals.VaultSeals;
import dev.freehold.vault.subscriptions.RoleRows;
import dev.freehold.vault.subscriptions.StoredJson;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.subscriptions.SubscriptionRows;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Reads the table of vaults. */
final class VaultRows {

  private static final String SELECT =
      """
      SELECT v.id, v.name, v.subscription_id, v.resource_group, v.location, v.tenant_id, v.sku,
        v.retention_days, v.purge_protection, v.rbac, v.platform_uses, v.network, v.tags,
        v.created_by, v.created_at, v.modified_by, v.modified_at, v.deleted_at, v.purge_at
      FROM vault_vaults v
      """;

  private VaultRows() {}

  /** What a name has. */
  record Found(Vault vault, Optional<Instant> deletedAt, Optional<Instant> purgeAt) {

    SealedState statement() {
      return VaultSealFields.vault(vault, deletedAt, purgeAt);
    }

    Optional<Vault> alive() {
      return deletedAt.isEmpty() ? Optional.of(vault) : Optional.empty();
    }

    Optional<DeletedVault> deleted() {
      return deletedAt.map(at -> new DeletedVault(vault, at, purgeAt.orElseThrow()));
    }
  }

  static Optional<Vault> find(Handle tx, String name) {
    return any(tx, name).flatMap(Found::alive);
  }

  static Optional<DeletedVault> findDeleted(Handle tx, String name) {
    return any(tx, name).flatMap(Found::deleted);
  }

  /**
   * The vault of a name, alive or deleted. In a transaction that writes nobody else changes it or
   * its subscription until the end.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  static Optional<Found> any(Handle tx, String name) {
    // The subscription is held before the vault, see SealRows.
    Optional<Subscription> subscription =
        subscriptionOf(tx, name).flatMap(id -> SubscriptionRows.find(tx, id));
    SealedThing thing = VaultSealFields.vaultThing(name);
    Optional<StoredSeal> seal = SealRows.find(tx, thing);
    VaultSeals seals = VaultSeals.current();
    Optional<Found> found =
        seals.readable(
            thing,
            name,
            () -> row(tx, name).map(row -> row.toFound(tx, subscription.orElseThrow())));
    seals.require(found.map(Found::statement).orElseGet(() -> VaultSealFields.noVault(name)), seal);
    return found.map(sound -> withRoles(tx, sound, subscription.orElseThrow()));
  }

  private static Found withRoles(Handle tx, Found found, Subscription subscription) {
    Vault vault = found.vault();
    return vault.settings().rbac()
        ? new Found(
            vault.with(RoleRows.ofVault(tx, subscription, vault.id())),
            found.deletedAt(),
            found.purgeAt())
        : found;
  }

  /** The rows of the tables, unchecked and without roles. */
  static Optional<Found> raw(Handle tx, String name) {
    return row(tx, name)
        .flatMap(
            row ->
                SubscriptionRows.raw(tx, row.subscriptionId())
                    .map(subscription -> row.toFound(tx, subscription)));
  }

  private static Optional<Row> row(Handle tx, String name) {
    return tx.createQuery(SELECT + "WHERE v.folded_name = :name")
        .bind("name", VaultName.fold(name))
        .mapTo(Row.class)
        .findOne();
  }

  private static Optional<UUID> subscriptionOf(Handle tx, String name) {
    return tx.createQuery("SELECT subscription_id FROM vault_vaults WHERE folded_name = :name")
        .bind("name", VaultName.fold(name))
        .mapTo(UUID.class)
        .findOne();
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
    return page(tx, range, "IS NULL").flatMap(found -> found.alive().stream()).toList();
  }

  static List<DeletedVault> listDeleted(Handle tx, VaultRange range) {
    return page(tx, range, "IS NOT NULL").flatMap(found -> found.deleted().stream()).toList();
  }

  /** Those that are refused are left out and reported. */
  private static Stream<Found> page(Handle tx, VaultRange range, String deleted) {
    return names(tx, range, deleted).stream()
        .flatMap(
            name -> {
              try {
                return any(tx, name).stream();
              } catch (VaultException refused) {
                if (refused.isRefusedRow()) {
                  return Stream.empty();
                }
                throw refused;
              }
            });
  }

  /** All names of vaults. */
  static List<String> names(Handle tx) {
    return tx.createQuery("SELECT folded_name FROM vault_vaults ORDER BY folded_name")
        .mapTo(String.class)
        .list();
  }

  /** The names of deleted vaults whose time is up, {@code max} after the first ones. */
  static List<String> due(Handle tx, Instant now, int skip, int max) {
    return tx.createQuery(
            """
            SELECT folded_name FROM vault_vaults WHERE purge_at <= :now
            ORDER BY purge_at LIMIT :max OFFSET :skip
            """)
        .bind("now", now)
        .bind("skip", skip)
        .bind("max", max)
        .mapTo(String.class)
        .list();
  }

  private static List<String> names(Handle tx, VaultRange range, String deleted) {
    String inGroup = range.group().isPresent() ? "AND LOWER(resource_group) = :group " : "";
    return tx.createQuery(
            "SELECT folded_name FROM vault_vaults "
                + "WHERE subscription_id = :subscription AND folded_name > :after "
                + inGroup
                + "AND deleted_at %s ORDER BY folded_name LIMIT :max".formatted(deleted))
        .bind("subscription", range.subscriptionId())
        .bind("after", VaultName.fold(range.afterName()))
        .bind("group", VaultName.fold(range.group().orElse("")))
        .bind("max", range.max())
        .mapTo(String.class)
        .list();
  }

  private record Place(UUID subscriptionId, String resourceGroup, String name) {}

  private record Row(
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
      String createdBy,
      Instant createdAt,
      String modifiedBy,
      Instant modifiedAt,
      Instant deletedAt,
      Instant purgeAt) {

    Found toFound(Handle tx, Subscription subscription) {
      Vault vault =
          new Vault(
              id,
              name,
              subscriptionId,
              resourceGroup,
              location,
              tenantId,
              settings(tx),
              subscription.isProtected(),
              List.of(),
              new Stamp(Author.fromStored(createdBy), createdAt),
              new Stamp(Author.fromStored(modifiedBy), modifiedAt));
      return new Found(vault, Optional.ofNullable(deletedAt), Optional.ofNullable(purgeAt));
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
          AccessPolicyRows.of(tx, id, tenantId));
    }

    private Set<PlatformUse> uses() {
      return Arrays.stream(platformUses.split(",", -1))
          .filter(name -> !name.isEmpty())
          .map(PlatformUse::valueOf)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(PlatformUse.class)));
    }
  }
}
