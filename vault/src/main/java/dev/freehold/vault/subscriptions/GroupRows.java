package dev.freehold.vault.subscriptions;

import dev.freehold.vault.VaultName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of resource groups. */
public final class GroupRows {

  private static final String SELECT =
      "SELECT name, tags FROM vault_resource_groups WHERE subscription_id = :subscription ";

  private GroupRows() {}

  static Optional<ResourceGroup> find(Handle tx, UUID subscriptionId, String name) {
    return tx.createQuery(SELECT + "AND folded_name = :name")
        .bind("subscription", subscriptionId)
        .bind("name", VaultName.fold(name))
        .mapTo(Row.class)
        .findOne()
        .map(Row::toGroup);
  }

  static List<ResourceGroup> list(Handle tx, UUID subscriptionId, String afterName, int max) {
    return tx
        .createQuery(SELECT + "AND folded_name > :after ORDER BY folded_name LIMIT :max")
        .bind("subscription", subscriptionId)
        .bind("after", VaultName.fold(afterName))
        .bind("max", max)
        .mapTo(Row.class)
        .list()
        .stream()
        .map(Row::toGroup)
        .toList();
  }

  /** Tells whether it was made; one that is there stays as it is. */
  public static boolean insertIfAbsent(Handle tx, UUID subscriptionId, ResourceGroup group) {
    return tx.createUpdate(
                """
                INSERT INTO vault_resource_groups (subscription_id, folded_name, name, tags)
                VALUES (:subscription, :folded, :name, :tags) ON CONFLICT DO NOTHING
                """)
            .bind("subscription", subscriptionId)
            .bind("folded", VaultName.fold(group.name()))
            .bind("name", group.name())
            .bind("tags", StoredJson.tags(group.tags()))
            .execute()
        == 1;
  }

  static void setTags(Handle tx, UUID subscriptionId, ResourceGroup group) {
    tx.createUpdate(
            """
            UPDATE vault_resource_groups SET tags = :tags
            WHERE subscription_id = :subscription AND folded_name = :folded
            """)
        .bind("tags", StoredJson.tags(group.tags()))
        .bind("subscription", subscriptionId)
        .bind("folded", VaultName.fold(group.name()))
        .execute();
  }

  private record Row(String name, String tags) {

    ResourceGroup toGroup() {
      return new ResourceGroup(name, StoredJson.tags(tags));
    }
  }
}
