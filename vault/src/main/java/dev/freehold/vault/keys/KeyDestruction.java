package dev.freehold.vault.keys;

import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.VaultSeals;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Destroys keys for good, in the caller's transaction. The rows go at once; a mark stays until the
 * database has also cleared what its log still held of them, see {@link ClearRemains}.
 */
public final class KeyDestruction {

  private static final Instant ANY_DAY = Instant.ofEpochMilli(Long.MAX_VALUE);

  private KeyDestruction() {}

  /**
   * Destroys all keys of a vault, live and deleted. Purge protection and dates are for the caller
   * to respect.
   *
   * @return how many there were
   */
  public static int destroyAll(Handle tx, UUID vaultId) {
    deleteAll(tx, "vault_key_versions", vaultId);
    deleteAll(tx, "vault_purged_names", vaultId);
    int keys = deleteAll(tx, "vault_keys", vaultId);
    if (keys > 0) {
      ClearRemains.mark(tx);
    }
    return keys;
  }

  /**
   * Destroys a deleted key before its day; false if there is none, or if its vault or subscription
   * was protected meanwhile.
   */
  static boolean purge(Handle tx, UUID vaultId, KeyName name) {
    return !isProtected(tx, vaultId) && purge(tx, vaultId, name.folded(), ANY_DAY);
  }

  private static boolean isProtected(Handle tx, UUID vaultId) {
    return tx.createQuery(
            """
            SELECT EXISTS (
              SELECT 1 FROM vault_vaults v JOIN vault_subscriptions s ON s.id = v.subscription_id
              WHERE v.id = :vault AND (v.purge_protection = 1 OR s.protected = 1))
            """)
        .bind("vault", vaultId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Destroys a deleted key if it is due by {@code day}; false if there is none. */
  static boolean purge(Handle tx, UUID vaultId, String foldedName, Instant day) {
    Optional<Optional<UUID>> sealId = lock(tx, vaultId, foldedName, day);
    if (sealId.isEmpty()) {
      return false;
    }
    sealId.get().map(SealedThing::key).ifPresent(VaultSeals.current()::ended);
    delete(tx, "vault_key_versions", vaultId, foldedName);
    delete(tx, "vault_keys", vaultId, foldedName);
    tx.createUpdate(
            """
            INSERT INTO vault_purged_names (vault_id, folded_name) VALUES (:vault, :name)
            ON CONFLICT (vault_id, folded_name) DO NOTHING
            """)
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .execute();
    ClearRemains.mark(tx);
    return true;
  }

  /**
   * Whoever changes the row first wins; the other one finds that it is gone or live again.
   *
   * @return what the key's seals are known by, if it has any; empty if it is not to be destroyed
   */
  private static Optional<Optional<UUID>> lock(
      Handle tx, UUID vaultId, String foldedName, Instant day) {
    return tx.createQuery(
            """
            UPDATE vault_keys SET rotate_at = NULL
            WHERE vault_id = :vault AND folded_name = :name
              AND deleted_at IS NOT NULL AND purge_at <= :day
            RETURNING seal_id
            """)
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .bind("day", day)
        .map(row -> Optional.ofNullable(row.getColumn("seal_id", UUID.class)))
        .findOne();
  }

  private static int deleteAll(Handle tx, String table, UUID vaultId) {
    return tx.createUpdate("DELETE FROM <table> WHERE vault_id = :vault")
        .define("table", table)
        .bind("vault", vaultId)
        .execute();
  }

  private static void delete(Handle tx, String table, UUID vaultId, String foldedName) {
    tx.createUpdate("DELETE FROM <table> WHERE vault_id = :vault AND folded_name = :name")
        .define("table", table)
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .execute();
  }
}
