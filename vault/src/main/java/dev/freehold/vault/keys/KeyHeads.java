package dev.freehold.vault.keys;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of keys, without their versions. */
public final class KeyHeads {

  private static final String SELECT =
      "SELECT " + KeyHead.COLUMNS + " FROM vault_keys k WHERE k.vault_id = :vault ";

  private KeyHeads() {}

  /**
   * The key of a name, live or deleted.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  static Optional<KeyHead> find(Handle tx, UUID vaultId, String foldedName) {
    return tx.createQuery(SELECT + "AND k.folded_name = :name")
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .map(KeyHead::required)
        .findOne();
  }

  /** The same; other changes of the key wait for the end of the transaction. */
  public static Optional<KeyHead> hold(Handle tx, UUID vaultId, String foldedName) {
    tx.createUpdate(
            """
            UPDATE vault_keys SET last_ordinal = last_ordinal
            WHERE vault_id = :vault AND folded_name = :name
            """)
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .execute();
    return find(tx, vaultId, foldedName);
  }

  /** All keys of a vault, unchecked. */
  static List<KeyHead> raw(Handle tx, UUID vaultId) {
    return tx.createQuery(SELECT + "ORDER BY k.folded_name")
        .bind("vault", vaultId)
        .map(KeyHead::read)
        .list();
  }
}
