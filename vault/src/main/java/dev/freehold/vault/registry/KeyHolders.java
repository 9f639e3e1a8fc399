package dev.freehold.vault.registry;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who has a say about vaults, each statement in the caller's transaction. */
final class KeyHolders {

  private KeyHolders() {}

  /**
   * Whether somebody owns a subscription, holds a role, or is in an access policy. Where a row is
   * refused nobody can tell: writing rows away must free nobody from a rule about everybody.
   */
  static boolean isOne(Handle tx, UUID objectId) {
    return isNamed(tx, objectId) || new RegistryUnits().isAnyRefused(tx);
  }

  private static boolean isNamed(Handle tx, UUID objectId) {
    return tx.createQuery(
            """
            SELECT 1 FROM vault_subscription_owners WHERE object_id = :objectId
            UNION ALL SELECT 1 FROM vault_role_assignments WHERE principal_id = :objectId
            UNION ALL SELECT 1 FROM vault_access_policies WHERE object_id = :objectId
            LIMIT 1
            """)
        .bind("objectId", objectId)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /**
   * Whether an owner could give by itself all that a principal has: owns each subscription in which
   * that holds a role or is in an access policy. False where a row is refused, and if the principal
   * owns a subscription.
   */
  static boolean couldGiveAll(Handle tx, UUID owner, UUID principal) {
    return !new RegistryUnits().isAnyRefused(tx)
        && tx.createQuery(
                """
                SELECT 1 FROM (
                  SELECT r.subscription_id AS id FROM vault_role_assignments r
                    WHERE r.principal_id = :principal
                  UNION SELECT v.subscription_id FROM vault_access_policies p
                    JOIN vault_vaults v ON v.id = p.vault_id WHERE p.object_id = :principal
                ) given
                WHERE NOT EXISTS (SELECT 1 FROM vault_subscription_owners o
                  WHERE o.subscription_id = given.id AND o.object_id = :owner)
                UNION ALL SELECT 1 FROM vault_subscription_owners WHERE object_id = :principal
                LIMIT 1
                """)
            .bind("principal", principal)
            .bind("owner", owner)
            .mapTo(Integer.class)
            .findFirst()
            .isEmpty();
  }

  /** The owners of the subscription that a vault is in; nobody if there is no such vault. */
  static Set<UUID> owners(Handle tx, String foldedName) {
    return tx
        .createQuery(
            """
            SELECT o.object_id FROM vault_vaults v
              JOIN vault_subscription_owners o ON o.subscription_id = v.subscription_id
            WHERE v.folded_name = :name
            """)
        .bind("name", foldedName)
        .mapTo(UUID.class)
        .stream()
        .collect(Collectors.toSet());
  }
}
