package dev.freehold.files.access;

import dev.freehold.custody.Ciphertext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code file_access_keys}, each in the caller's transaction. */
final class AccessKeyRows {

  private static final String COLUMNS = "id, tenant_id, principal_id, enabled, created_at";

  private AccessKeyRows() {}

  /** An access key with its secret, as it is kept. */
  record Row(AccessKey key, Ciphertext sealedSecret) {}

  /** Inserts unless the identity has a key in this slot already. */
  static boolean insert(Handle tx, AccessKey key, int slot, Ciphertext sealedSecret) {
    return tx.createUpdate(
                """
                INSERT INTO file_access_keys
                  (id, tenant_id, principal_id, slot, sealed_secret, enabled, created_at)
                VALUES (:id, :tenantId, :principalId, :slot, :sealed, :enabled, :createdAt)
                ON CONFLICT (principal_id, slot) DO NOTHING
                """)
            .bindMethods(key)
            .bind("slot", slot)
            .bind("sealed", sealedSecret.bytes())
            .execute()
        == 1;
  }

  /** The key of this id, in whatever tenant: it is what a client proves itself with. */
  static Optional<Row> enabled(Handle tx, String id) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + ", sealed_secret FROM file_access_keys WHERE id = :id AND enabled = 1")
        .bind("id", id)
        .map(
            row ->
                new Row(
                    row.getRow(AccessKey.class),
                    Ciphertext.of(row.getColumn("sealed_secret", byte[].class))))
        .findOne();
  }

  static Optional<AccessKey> byId(Handle tx, UUID tenantId, String id) {
    return tx.createQuery(
            "SELECT " + COLUMNS + " FROM file_access_keys WHERE id = :id AND tenant_id = :tenantId")
        .bind("id", id)
        .bind("tenantId", tenantId)
        .mapTo(AccessKey.class)
        .findOne();
  }

  static List<AccessKey> list(Handle tx, UUID tenantId, UUID principalId) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM file_access_keys"
                + " WHERE principal_id = :principalId AND tenant_id = :tenantId ORDER BY slot")
        .bind("principalId", principalId)
        .bind("tenantId", tenantId)
        .mapTo(AccessKey.class)
        .list();
  }

  /** Enables or disables; false if it was so already, or there is no such key. */
  static boolean setEnabled(Handle tx, UUID tenantId, String id, boolean enabled) {
    return tx.createUpdate(
                """
                UPDATE file_access_keys SET enabled = :enabled
                WHERE id = :id AND tenant_id = :tenantId AND enabled <> :enabled
                """)
            .bind("enabled", enabled)
            .bind("id", id)
            .bind("tenantId", tenantId)
            .execute()
        == 1;
  }

  static boolean delete(Handle tx, UUID tenantId, String id) {
    return tx.createUpdate("DELETE FROM file_access_keys WHERE id = :id AND tenant_id = :tenantId")
            .bind("id", id)
            .bind("tenantId", tenantId)
            .execute()
        == 1;
  }
}
