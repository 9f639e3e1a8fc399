package dev.freehold.mail.migration;

import dev.freehold.mail.migration.imap.MigrationEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_migration_endpoints}, each in the caller's transaction. */
final class EndpointRows {

  private static final String COLUMNS =
      "id, tenant_id, name, server, port, security, accept_untrusted, max_concurrent, created_at";

  private EndpointRows() {}

  /** Inserts unless the tenant has an endpoint of this name. */
  static boolean insert(Handle tx, MigrationEndpoint endpoint) {
    return tx.createUpdate(
                """
                INSERT INTO mail_migration_endpoints (id, tenant_id, name, name_key, server, port,
                  security, accept_untrusted, max_concurrent, created_at)
                VALUES (:id, :tenantId, :name, :nameKey, :server, :port, :security,
                  :acceptUntrusted, :maxConcurrent, :createdAt)
                ON CONFLICT (tenant_id, name_key) DO NOTHING
                """)
            .bindMethods(endpoint)
            .bind("nameKey", MigrationNames.key(endpoint.name()))
            .execute()
        == 1;
  }

  static int count(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM mail_migration_endpoints WHERE tenant_id = :tenantId")
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<MigrationEndpoint> find(Handle tx, UUID tenantId, String nameOrId) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_endpoints"
                + " WHERE tenant_id = :tenantId AND (name_key = :key OR id = :id)")
        .bind("tenantId", tenantId)
        .bind("key", MigrationNames.key(nameOrId))
        .bind("id", MigrationNames.id(nameOrId))
        .mapTo(MigrationEndpoint.class)
        .findFirst();
  }

  static List<MigrationEndpoint> list(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_endpoints WHERE tenant_id = :tenantId ORDER BY name_key")
        .bind("tenantId", tenantId)
        .mapTo(MigrationEndpoint.class)
        .list();
  }

  /**
   * Holds the endpoint until the end of the transaction: nobody else begins a mailbox of it or
   * deletes it. PostgreSQL locks the row for an update that changes nothing.
   */
  static boolean lock(Handle tx, UUID tenantId, UUID id) {
    return tx.createUpdate(
                """
                UPDATE mail_migration_endpoints SET name_key = name_key
                WHERE tenant_id = :tenantId AND id = :id
                """)
            .bind("tenantId", tenantId)
            .bind("id", id)
            .execute()
        == 1;
  }

  static boolean isUsed(Handle tx, UUID id) {
    return tx.createQuery("SELECT COUNT(*) FROM mail_migration_batches WHERE endpoint_id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM mail_migration_endpoints WHERE id = :id").bind("id", id).execute();
  }
}
