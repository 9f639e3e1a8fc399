package dev.freehold.vault.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables of subscriptions and their owners. */
final class SubscriptionRows {

  private SubscriptionRows() {}

  static Optional<Subscription> find(Handle tx, UUID id) {
    return tx.createQuery(
            """
            SELECT id, tenant_id, display_name, protected AS is_protected FROM vault_subscriptions
            WHERE id = :id
            """)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne()
        .map(row -> row.toSubscription(owners(tx, id)));
  }

  static List<UUID> ownedBy(Handle tx, UUID owner) {
    return tx.createQuery(
            "SELECT subscription_id FROM vault_subscription_owners WHERE object_id = :owner")
        .bind("owner", owner)
        .mapTo(UUID.class)
        .list();
  }

  private static Set<UUID> owners(Handle tx, UUID id) {
    List<UUID> owners =
        tx.createQuery(
                "SELECT object_id FROM vault_subscription_owners WHERE subscription_id = :id")
            .bind("id", id)
            .mapTo(UUID.class)
            .list();
    return new HashSet<>(owners);
  }

  static void insert(Handle tx, Subscription subscription, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO vault_subscriptions (id, tenant_id, display_name, protected, created_at)
            VALUES (:id, :tenant, :name, :protected, :now)
            """)
        .bind("id", subscription.id())
        .bind("tenant", subscription.tenantId())
        .bind("name", subscription.displayName())
        .bind("protected", subscription.isProtected())
        .bind("now", now)
        .execute();
    for (UUID owner : subscription.owners()) {
      addOwner(tx, subscription.id(), owner);
    }
  }

  static void addOwner(Handle tx, UUID id, UUID owner) {
    tx.createUpdate(
            """
            INSERT INTO vault_subscription_owners (subscription_id, object_id)
            VALUES (:id, :owner) ON CONFLICT DO NOTHING
            """)
        .bind("id", id)
        .bind("owner", owner)
        .execute();
  }

  static void protect(Handle tx, UUID id) {
    tx.createUpdate("UPDATE vault_subscriptions SET protected = 1 WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Public for the mapper. */
  public record Row(UUID id, UUID tenantId, String displayName, boolean isProtected) {

    Subscription toSubscription(Set<UUID> owners) {
      return new Subscription(id, tenantId, displayName, owners, isProtected);
    }
  }
}
