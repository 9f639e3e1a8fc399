package dev.freehold.vault.registry;

import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.policy.RoleScope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of role assignments. */
final class RoleRows {

  private static final UUID EVERY_VAULT = new UUID(0, 0);
  private static final String SELECT =
      """
      SELECT id, vault_id, key_name, principal_id, principal_type, role, created_by, created_at
      FROM vault_role_assignments WHERE subscription_id = :subscription
      """;

  private RoleRows() {}

  /** Those for the vault, for its keys and for the whole subscription. */
  static List<RoleAssignment> ofVault(Handle tx, UUID subscriptionId, UUID vaultId) {
    return tx
        .createQuery(SELECT + "AND (vault_id = :vault OR vault_id = :every) ORDER BY id")
        .bind("subscription", subscriptionId)
        .bind("vault", vaultId)
        .bind("every", EVERY_VAULT)
        .mapTo(Row.class)
        .list()
        .stream()
        .map(Row::toAssignment)
        .toList();
  }

  static List<RoleAssignment> ofSubscription(Handle tx, UUID subscriptionId) {
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

  static void insert(Handle tx, UUID subscriptionId, RoleAssignment assignment) {
    tx.createUpdate(
            """
            INSERT INTO vault_role_assignments
              (subscription_id, id, vault_id, key_name, principal_id, principal_type, role,
               created_by, created_at)
            VALUES
              (:subscription, :id, :vault, :key, :principal, :type, :role, :by, :at)
            """)
        .bind("subscription", subscriptionId)
        .bind("id", assignment.id())
        .bind("vault", assignment.scope().vaultId().orElse(EVERY_VAULT))
        .bind("key", assignment.scope().key().orElse(""))
        .bind("principal", assignment.principalId())
        .bind("type", assignment.principalType())
        .bind("role", assignment.role().id())
        .bind("by", assignment.createdBy())
        .bind("at", assignment.createdAt())
        .execute();
  }

  static void remove(Handle tx, UUID subscriptionId, UUID id) {
    tx.createUpdate(
            "DELETE FROM vault_role_assignments WHERE subscription_id = :subscription AND id = :id")
        .bind("subscription", subscriptionId)
        .bind("id", id)
        .execute();
  }

  static void removeOfVault(Handle tx, UUID vaultId) {
    tx.createUpdate("DELETE FROM vault_role_assignments WHERE vault_id = :vault")
        .bind("vault", vaultId)
        .execute();
  }

  /** Public for the mapper. */
  public record Row(
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
