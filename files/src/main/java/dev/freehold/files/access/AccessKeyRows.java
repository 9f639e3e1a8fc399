package dev.freehold.files.access;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.files.sites.FilesSeals;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code file_access_keys}, each in the caller's transaction. */
final class AccessKeyRows {

  private static final String SELECT =
      "SELECT k.created_at, %s FROM file_access_keys k "
          .formatted(FilesSeals.ACCESS_KEY.columns("k"));

  private AccessKeyRows() {}

  /** An access key with its secret, as it is kept. */
  record Row(AccessKey key, Ciphertext sealedSecret) {}

  /** Inserts unless the identity has a key in this slot already. */
  static boolean insert(Handle tx, AccessKey key, int slot, Ciphertext sealedSecret) {
    boolean isInserted =
        tx.createUpdate(
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
    if (isInserted) {
      RowSeals.of(tx)
          .keep(
              tx,
              FilesSeals.ACCESS_KEY
                  .row(key.tenantId(), key.id())
                  .set("principal_id", key.principalId())
                  .set("enabled", key.enabled())
                  .set("sealed_secret", sealedSecret.bytes())
                  .done());
      WaysIn.begin(
          tx,
          WayIn.of(
                  AccessKeyId.wayOf(key.id()),
                  key.tenantId(),
                  key.principalId(),
                  WayKind.ACCESS_KEY,
                  WayScope.FILES,
                  key.createdAt())
              .labelled(key.id()));
    }
    return isInserted;
  }

  /**
   * The key of this id, in whatever tenant: it is what a client proves itself with.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> enabled(Handle tx, String id) {
    Query query = tx.createQuery(SELECT + "WHERE k.id = :id AND k.enabled = 1").bind("id", id);
    return RowSeals.of(tx)
        .one(
            FilesSeals.ACCESS_KEY,
            query,
            row ->
                new Row(
                    row.getRow(AccessKey.class),
                    Ciphertext.of(row.getColumn("sealed_secret", byte[].class))));
  }

  static Optional<AccessKey> byId(Handle tx, UUID tenantId, String id) {
    Query query =
        tx.createQuery(SELECT + "WHERE k.id = :id AND k.tenant_id = :tenantId")
            .bind("id", id)
            .bind("tenantId", tenantId);
    return RowSeals.of(tx).one(FilesSeals.ACCESS_KEY, query, row -> row.getRow(AccessKey.class));
  }

  static List<AccessKey> list(Handle tx, UUID tenantId, UUID principalId) {
    Query query =
        tx.createQuery(
                SELECT
                    + "WHERE k.principal_id = :principalId AND k.tenant_id = :tenantId"
                    + " ORDER BY k.slot")
            .bind("principalId", principalId)
            .bind("tenantId", tenantId);
    return RowSeals.of(tx).list(FilesSeals.ACCESS_KEY, query, row -> row.getRow(AccessKey.class));
  }

  /**
   * Enables or disables; false if it was so already, or the tenant has no such key: the row of
   * another one is not looked at.
   */
  static boolean setEnabled(Handle tx, UUID tenantId, String id, boolean enabled) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> before =
        byId(tx, tenantId, id)
            .flatMap(_ -> seals.forUpdate(tx, FilesSeals.ACCESS_KEY, id))
            .filter(row -> row.flag("enabled") != enabled);
    before.ifPresent(row -> seals.update(tx, row, row.with("enabled", enabled)));
    return before.isPresent();
  }

  static boolean delete(Handle tx, UUID tenantId, String id) {
    return tx.createUpdate("DELETE FROM file_access_keys WHERE id = :id AND tenant_id = :tenantId")
            .bind("id", id)
            .bind("tenantId", tenantId)
            .execute()
        == 1;
  }
}
