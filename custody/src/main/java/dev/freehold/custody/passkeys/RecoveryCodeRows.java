package dev.freehold.custody.passkeys;

import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.secrets.SecretHash;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table of recovery codes that were not used, each statement in the caller's transaction. */
final class RecoveryCodeRows {

  private static final String SELECT =
      "SELECT %s FROM recovery_codes r ".formatted(CustodySeals.RECOVERY_CODE.columns("r"));

  private RecoveryCodeRows() {}

  /** A code that was kept. */
  record Row(UUID id, UUID wayId, SecretHash hash) {}

  static void insert(Handle tx, WayIn way, RecoveryCode code) {
    UUID id = UUID.randomUUID();
    byte[] hash = code.hash().bytes();
    tx.createUpdate(
            """
            INSERT INTO recovery_codes (id, way_id, tenant_id, object_id, code_hash)
            VALUES (:row, :id, :tenantId, :objectId, :hash)\
            """)
        .bindMethods(way)
        .bind("row", id)
        .bind("hash", hash)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.RECOVERY_CODE
                .row(way.tenantId(), id)
                .set("way_id", way.id())
                .set("object_id", way.objectId())
                .set("code_hash", hash)
                .done());
  }

  static List<Row> of(Handle tx, UUID objectId) {
    Query query =
        tx.createQuery(SELECT + "WHERE r.object_id = :objectId ORDER BY r.id")
            .bind("objectId", objectId);
    return RowSeals.of(tx)
        .list(
            CustodySeals.RECOVERY_CODE,
            query,
            row ->
                new Row(
                    row.getColumn("id", UUID.class),
                    row.getColumn("way_id", UUID.class),
                    SecretHash.kept(row.getColumn("code_hash", byte[].class))));
  }

  static int count(Handle tx, UUID objectId) {
    return tx.createQuery("SELECT COUNT(*) FROM recovery_codes WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .mapTo(Integer.class)
        .one();
  }

  /** Whether it was there: two who use it at once do not both find it. */
  static boolean take(Handle tx, UUID id) {
    return tx.createUpdate("DELETE FROM recovery_codes WHERE id = :id").bind("id", id).execute()
        == 1;
  }

  static void deleteOf(Handle tx, UUID objectId) {
    tx.createUpdate("DELETE FROM recovery_codes WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
  }
}
