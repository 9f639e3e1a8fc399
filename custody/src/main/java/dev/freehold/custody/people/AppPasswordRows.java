package dev.freehold.custody.people;

import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.secrets.SecretHash;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table of what proves app passwords, each statement in the caller's transaction. */
final class AppPasswordRows {

  private static final String SELECT =
      "SELECT %s FROM app_passwords a ".formatted(CustodySeals.APP_PASSWORD.columns("a"));

  private AppPasswordRows() {}

  /** Puts one in, and the way in that it proves. */
  static void insert(Handle tx, WayIn way, SecretHash hash) {
    tx.createUpdate(
            """
            INSERT INTO app_passwords (id, tenant_id, object_id, secret_hash)
            VALUES (:id, :tenantId, :objectId, :hash)\
            """)
        .bindMethods(way)
        .bind("hash", hash.bytes())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.APP_PASSWORD
                .row(way.tenantId(), way.id())
                .set("object_id", way.objectId())
                .set("secret_hash", hash.bytes())
                .done());
    WaysIn.begin(tx, way);
  }

  /**
   * The id of the way in that this proves, if it is the owner's.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<UUID> find(Handle tx, UUID objectId, SecretHash hash) {
    Query query =
        tx.createQuery(SELECT + "WHERE a.secret_hash = :hash AND a.object_id = :objectId")
            .bind("hash", hash.bytes())
            .bind("objectId", objectId);
    return RowSeals.of(tx)
        .one(CustodySeals.APP_PASSWORD, query, row -> row.getColumn("id", UUID.class));
  }

  static int count(Handle tx, UUID objectId) {
    return tx.createQuery("SELECT COUNT(*) FROM app_passwords WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .mapTo(Integer.class)
        .one();
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM app_passwords WHERE id = :id").bind("id", id).execute();
  }

  static void deleteOf(Handle tx, UUID objectId) {
    tx.createUpdate("DELETE FROM app_passwords WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
  }
}
