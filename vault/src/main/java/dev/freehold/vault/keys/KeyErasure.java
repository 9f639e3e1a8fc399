package dev.freehold.vault.keys;

import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.VaultSeals;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Destroys keys for good, in the caller's transaction. The rows are deleted at once; a mark stays
 * until the database has also cleared what its log still contained of them, see {@link
 * ClearRemains}.
 */
public final class KeyErasure {

  private static final Instant ANY_DAY = Instant.ofEpochMilli(Long.MAX_VALUE);

  private KeyErasure() {}

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

  /** Destroys a deleted key before its day; false if there is none. */
  public static boolean purge(Handle tx, UUID vaultId, KeyName name) {
    return purge(tx, vaultId, name.folded(), ANY_DAY);
  }

  /**
   * Destroys a deleted key if it is due by {@code day}; false if there is none. The transaction
   * that holds the key first wins; the other one finds that it is gone or live again.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE: what the vaults
   *     did not write ends no key
   */
  public static boolean purge(Handle tx, UUID vaultId, String foldedName, Instant day) {
    Optional<KeyHead> due =
        KeyHeads.hold(tx, vaultId, foldedName)
            .filter(key -> !key.isLive() && !key.purgeAt().orElseThrow().isAfter(day));
    if (due.isEmpty()) {
      return false;
    }
    VaultSeals.current().ended(SealedThing.key(due.get().seals()));
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
