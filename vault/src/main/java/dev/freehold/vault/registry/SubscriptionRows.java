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
            "SELECT id, tenant_id, display_name FROM vault_subscriptions WHERE id = :id")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne()
        .map(row -> new Subscription(row.id(), row.tenantId(), row.displayName(), owners(tx, id)));
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
            INSERT INTO vault_subscriptions (id, tenant_id, display_name, created_at)
            VALUES (:id, :tenant, :name, :now)
            """)
        .bind("id", subscription.id())
        .bind("tenant", subscription.tenantId())
        .bind("name", subscription.displayName())
        .bind("now", now)
        .execute();
    for (UUID owner : subscription.owners()) {
      tx.createUpdate(
              """
              INSERT INTO vault_subscription_owners (subscription_id, object_id)
              VALUES (:id, :owner)
              """)
          .bind("id", subscription.id())
          .bind("owner", owner)
          .execute();
    }
  }

  /** Public for the mapper. */
  public record Row(UUID id, UUID tenantId, String displayName) {}
}
