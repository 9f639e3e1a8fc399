package dev.freehold.vault.subscriptions;

import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.policy.RoleScope;
import dev.freehold.vault.seals.SealRows;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.StoredSeal;
import dev.freehold.vault.seals.VaultSeals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** The table of role assignments. */
public final class RoleRows {

  private static final UUID EVERY_VAULT = new UUID(0, 0);
  private static final String SELECT =
      """
      SELECT id, vault_id, key_name, principal_id, principal_type, role, created_by, created_at
      FROM vault_role_assignments WHERE subscription_id = :subscription
      """;

  private RoleRows() {}

  /** The assignments for the vault, for its keys and for the whole subscription. */
  public static List<RoleAssignment> ofVault(Handle tx, Subscription subscription, UUID vaultId) {
    return of(tx, subscription).stream()
        .filter(role -> role.scope().vaultId().filter(id -> !id.equals(vaultId)).isEmpty())
        .toList();
  }

  /**
   * All of a subscription. In a transaction that writes nobody else changes them until the end.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  static List<RoleAssignment> of(Handle tx, Subscription subscription) {
    SealedThing thing = SealedThing.roles(subscription.id());
    Optional<StoredSeal> seal = SealRows.find(tx, thing);
    VaultSeals seals = VaultSeals.current();
    List<RoleAssignment> found =
        seals.readable(thing, subscription.id().toString(), () -> raw(tx, subscription.id()));
    seals.require(statement(subscription, found), seal);
    return found;
  }

  private static SealedState statement(Subscription subscription, List<RoleAssignment> roles) {
    return SubscriptionSeal.roles(subscription.id(), subscription.tenantId(), roles);
  }

  /** The rows of the table, unchecked. */
  public static List<RoleAssignment> raw(Handle tx, UUID subscriptionId) {
    return tx
        .createQuery(SELECT + "ORDER BY id")
        .bind("subscription", subscriptionId)
        .mapTo(Row.class)
        .list()
        .stream()
        .map(Row::toAssignment)
        .toList();
  }

  /** The subscriptions in which one of {@code principals} holds a role. */
  static List<UUID> subscriptionsOf(Handle tx, Collection<UUID> principals) {
    return tx.createQuery(
            """
            SELECT DISTINCT subscription_id FROM vault_role_assignments
            WHERE principal_id IN (<principals>)
            """)
        .bindList("principals", List.copyOf(principals))
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Adds one.
   *
   * @param present all that this transaction found
   */
  static void insert(
      Handle tx,
      Subscription subscription,
      List<RoleAssignment> present,
      RoleAssignment assignment) {
    tx.createUpdate(
            """
            INSERT INTO vault_role_assignments
              (subscription_id, id, vault_id, key_name, principal_id, principal_type, role,
               created_by, created_at)
            VALUES
              (:subscription, :id, :vault, :key, :principalId, :principalType, :role, :createdBy,
               :createdAt)
            """)
        .bind("subscription", subscription.id())
        .bindMethods(assignment)
        .bind("vault", assignment.scope().vaultId().orElse(EVERY_VAULT))
        .bind("key", assignment.scope().key().orElse(""))
        .bind("role", assignment.role().id())
        .execute();
    List<RoleAssignment> after = new ArrayList<>(present);
    after.add(assignment);
    SealRows.replace(tx, statement(subscription, present), statement(subscription, after));
  }

  static void remove(Handle tx, Subscription subscription, UUID id) {
    removeAll(tx, subscription, role -> role.id().equals(id));
  }

  /** Removes all roles on a vault that is destroyed. */
  public static void removeOfVault(Handle tx, Subscription subscription, UUID vaultId) {
    removeAll(tx, subscription, role -> role.scope().vaultId().filter(vaultId::equals).isPresent());
  }

  private static void removeAll(
      Handle tx, Subscription subscription, Predicate<RoleAssignment> which) {
    List<RoleAssignment> present = of(tx, subscription);
    List<RoleAssignment> going = present.stream().filter(which).toList();
    for (RoleAssignment role : going) {
      tx.createUpdate(
              """
              DELETE FROM vault_role_assignments
              WHERE subscription_id = :subscription AND id = :id
              """)
          .bind("subscription", subscription.id())
          .bind("id", role.id())
          .execute();
    }
    if (!going.isEmpty()) {
      List<RoleAssignment> after = present.stream().filter(which.negate()).toList();
      SealRows.replace(tx, statement(subscription, present), statement(subscription, after));
    }
  }

  private record Row(
      UUID id,
      UUID vaultId,
      String keyName,
      UUID principalId,
      String principalType,
      UUID role,
      String createdBy,
      Instant createdAt) {

    RoleAssignment toAssignment() {
      return new RoleAssignment(
          id,
          new RoleScope(
              Optional.of(vaultId).filter(vault -> !vault.equals(EVERY_VAULT)),
              Optional.of(keyName).filter(key -> !key.isEmpty())),
          principalId,
          principalType,
          BuiltInRole.of(role).orElseThrow(),
          createdBy,
          createdAt);
    }
  }
}
