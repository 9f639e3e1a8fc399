package dev.freehold.vault.subscriptions;

import dev.freehold.vault.seals.SealRows;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.StoredSeal;
import dev.freehold.vault.seals.VaultSeals;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables of subscriptions and their owners. */
public final class SubscriptionRows {

  private SubscriptionRows() {}

  /**
   * A subscription, if there is one. In a transaction that writes nobody else changes it until the
   * end.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  public static Optional<Subscription> find(Handle tx, UUID id) {
    SealedThing thing = SealedThing.subscription(id);
    Optional<StoredSeal> seal = SealRows.find(tx, thing);
    VaultSeals seals = VaultSeals.current();
    Optional<Subscription> found = seals.readable(thing, id.toString(), () -> raw(tx, id));
    seals.require(statement(id, found), seal);
    return found;
  }

  /** What is sealed of a subscription as it was read. */
  public static SealedState statement(UUID id, Optional<Subscription> found) {
    return found
        .map(SubscriptionSeal::subscription)
        .orElseGet(() -> SubscriptionSeal.noSubscription(id));
  }

  /** The rows of the tables, unchecked. */
  public static Optional<Subscription> raw(Handle tx, UUID id) {
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

  /** The ids of all subscriptions. */
  public static List<UUID> ids(Handle tx) {
    return tx.createQuery("SELECT id FROM vault_subscriptions ORDER BY id")
        .mapTo(UUID.class)
        .list();
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
      insertOwner(tx, subscription.id(), owner);
    }
    SealRows.replace(
        tx,
        SubscriptionSeal.noSubscription(subscription.id()),
        SubscriptionSeal.subscription(subscription));
  }

  /**
   * Adds an owner.
   *
   * @param present as this transaction found it
   */
  static void addOwner(Handle tx, Subscription present, UUID owner) {
    Set<UUID> owners = new HashSet<>(present.owners());
    if (owners.add(owner)) {
      insertOwner(tx, present.id(), owner);
      SealRows.replace(
          tx,
          SubscriptionSeal.subscription(present),
          SubscriptionSeal.subscription(present.with(owners)));
    }
  }

  private static void insertOwner(Handle tx, UUID id, UUID owner) {
    tx.createUpdate(
            """
            INSERT INTO vault_subscription_owners (subscription_id, object_id)
            VALUES (:id, :owner)
            """)
        .bind("id", id)
        .bind("owner", owner)
        .execute();
  }

  /**
   * Protects for good.
   *
   * @param present as this transaction found it
   */
  static void protect(Handle tx, Subscription present) {
    if (!present.isProtected()) {
      tx.createUpdate("UPDATE vault_subscriptions SET protected = 1 WHERE id = :id")
          .bind("id", present.id())
          .execute();
      SealRows.replace(
          tx,
          SubscriptionSeal.subscription(present),
          SubscriptionSeal.subscription(present.asProtected()));
    }
  }

  private record Row(UUID id, UUID tenantId, String displayName, boolean isProtected) {

    Subscription toSubscription(Set<UUID> owners) {
      return new Subscription(id, tenantId, displayName, owners, isProtected);
    }
  }
}
