package dev.freehold.vault.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The deleted side of the tables of keys. */
final class DeletedKeyRows {

  private static final String SELECT =
      KeyRows.SELECT + "AND k.deleted_at IS NOT NULL AND v.ordinal = k.last_ordinal ";

  private DeletedKeyRows() {}

  /** Deletes a live key with all its versions; false if there is none. */
  static boolean delete(Handle tx, UUID vaultId, KeyName name, Instant now, Instant purgeAt) {
    return tx.createUpdate(
                """
                UPDATE vault_keys SET deleted_at = :now, purge_at = :purge
                WHERE vault_id = :vault AND folded_name = :name AND deleted_at IS NULL
                """)
            .bind("vault", vaultId)
            .bind("name", name.folded())
            .bind("now", now)
            .bind("purge", purgeAt)
            .execute()
        == 1;
  }

  /** Takes the deletion back; false if there is no deleted key. */
  static boolean recover(Handle tx, UUID vaultId, KeyName name) {
    return tx.createUpdate(
                """
                UPDATE vault_keys SET deleted_at = NULL, purge_at = NULL
                WHERE vault_id = :vault AND folded_name = :name AND deleted_at IS NOT NULL
                """)
            .bind("vault", vaultId)
            .bind("name", name.folded())
            .execute()
        == 1;
  }

  /**
   * Says before any work is done what {@link KeyRows#add} would say in the end.
   *
   * @throws dev.freehold.vault.wire.WireError 409 if the name is a deleted key's
   */
  static void refuseDeleted(Handle tx, UUID vaultId, KeyName name) {
    if (find(tx, vaultId, name).isPresent()) {
      throw KeyErrors.deletedButRecoverable(name.text());
    }
  }

  static Optional<DeletedKey> find(Handle tx, UUID vaultId, KeyName name) {
    return tx.createQuery(SELECT + "AND k.folded_name = :name")
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .map(DeletedKeyRows::map)
        .findOne();
  }

  /** The deleted keys whose names come after {@code after}. */
  static List<DeletedKey> list(Handle tx, UUID vaultId, String after, int max) {
    return tx.createQuery(SELECT + "AND k.folded_name > :after ORDER BY k.folded_name LIMIT :max")
        .bind("vault", vaultId)
        .bind("after", after)
        .bind("max", max)
        .map(DeletedKeyRows::map)
        .list();
  }

  /** Whether the name is in use, or was once and its key purged. */
  static boolean wasEverUsed(Handle tx, UUID vaultId, KeyName name) {
    return tx.createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM vault_keys
                WHERE vault_id = :vault AND folded_name = :name)
              OR EXISTS (SELECT 1 FROM vault_purged_names
                WHERE vault_id = :vault AND folded_name = :name)
            """)
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .mapTo(Boolean.class)
        .one();
  }

  private static DeletedKey map(RowView row) {
    return new DeletedKey(
        KeyRowMapper.map(row),
        row.getColumn("deleted_at", Instant.class),
        row.getColumn("purge_at", Instant.class));
  }
}
