package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.KeyName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A key that is due to be purged or rotated.
 *
 * @param tenantId whose it is
 * @param vaultId its vault
 * @param vaultName the name of that
 * @param foldedName the key's name in lower case
 * @param name the same as it was first written, for people
 */
public record DueKey(
    UUID tenantId, UUID vaultId, String vaultName, String foldedName, String name) {

  private static final String SELECT =
      """
      SELECT o.tenant_id, k.vault_id, o.name AS vault_name, k.folded_name, k.name
      FROM vault_keys k JOIN vault_vaults o ON o.id = k.vault_id
      """;

  /** Deleted keys whose retention is over, the longest overdue first, without the first ones. */
  public static List<DueKey> forPurge(Handle tx, Instant now, int skip, int max) {
    return list(
        tx, "WHERE k.purge_at <= :now ORDER BY k.purge_at LIMIT :max OFFSET :skip", now, skip, max);
  }

  /** Live keys whose policy wants a new version, the longest overdue first. */
  public static List<DueKey> forRotation(Handle tx, Instant now, int max) {
    return list(
        tx,
        """
        WHERE k.rotate_at <= :now AND k.deleted_at IS NULL AND o.deleted_at IS NULL
        ORDER BY k.rotate_at LIMIT :max OFFSET :skip
        """,
        now,
        0,
        max);
  }

  private static List<DueKey> list(Handle tx, String which, Instant now, int skip, int max) {
    return tx.createQuery(SELECT + which)
        .bind("now", now)
        .bind("skip", skip)
        .bind("max", max)
        .mapTo(DueKey.class)
        .list();
  }

  KeyName keyName() {
    return new KeyName(foldedName);
  }
}
