package dev.freehold.vault.keys.lifecycle;

import dev.freehold.persistence.RowIds;
import dev.freehold.vault.keys.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * A version whose expiry is near and was not told of yet: the latest of its key, or one that is
 * still used.
 *
 * @param key whose it is
 * @param ordinal its place among the key's versions
 * @param version its id, as in addresses
 */
record ExpiringVersion(DueKey key, int ordinal, String version, Instant expires) {

  /** Some of them, those that expire first. */
  static List<ExpiringVersion> list(
      Handle tx, Instant now, Instant horizon, Instant usedSince, int max) {
    return tx.createQuery(
            """
            SELECT o.tenant_id, k.vault_id, o.name AS vault_name, k.folded_name, k.name,
              v.ordinal, v.version, v.expires
            FROM vault_key_versions v
            JOIN vault_keys k ON k.vault_id = v.vault_id AND k.folded_name = v.folded_name
            JOIN vault_vaults o ON o.id = k.vault_id
            WHERE v.expires > :now AND v.expires <= :horizon AND v.enabled = 1
              AND k.deleted_at IS NULL AND o.deleted_at IS NULL
              AND (v.ordinal = (SELECT MAX(l.ordinal) FROM vault_key_versions l
                  WHERE l.vault_id = v.vault_id AND l.folded_name = v.folded_name)
                OR EXISTS (SELECT 1 FROM vault_key_version_use u
                  WHERE u.vault_id = v.vault_id AND u.folded_name = v.folded_name
                    AND u.ordinal = v.ordinal AND u.used_at > :usedSince))
              AND NOT EXISTS (SELECT 1 FROM vault_expiry_notices n
                WHERE n.vault_id = v.vault_id AND n.folded_name = v.folded_name
                  AND n.ordinal = v.ordinal AND n.expires = v.expires)
            ORDER BY v.expires LIMIT :max
            """)
        .bind("now", now)
        .bind("horizon", horizon)
        .bind("usedSince", usedSince)
        .bind("max", max)
        .map(ExpiringVersion::row)
        .list();
  }

  private static ExpiringVersion row(RowView row) {
    return new ExpiringVersion(
        new DueKey(
            row.getColumn("tenant_id", UUID.class),
            row.getColumn("vault_id", UUID.class),
            row.getColumn("vault_name", String.class),
            row.getColumn("folded_name", String.class),
            row.getColumn("name", String.class)),
        row.getColumn("ordinal", Integer.class),
        VersionId.format(row.getColumn("version", UUID.class)),
        row.getColumn("expires", Instant.class));
  }

  /** Notes that it was told; false if another process did. */
  boolean note(Handle tx) {
    return tx.createUpdate(
                """
                INSERT INTO vault_expiry_notices (vault_id, folded_name, ordinal, expires)
                VALUES (:vaultId, :foldedName, :ordinal, :expires)
                ON CONFLICT (vault_id, folded_name, ordinal, expires) DO NOTHING
                """)
            .bind("vaultId", RowIds.bytes(key.vaultId()))
            .bind("foldedName", key.foldedName())
            .bind("ordinal", ordinal)
            .bind("expires", expires)
            .execute()
        == 1;
  }
}
