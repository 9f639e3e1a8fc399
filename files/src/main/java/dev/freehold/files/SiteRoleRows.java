package dev.freehold.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code file_site_roles}, each in the caller's transaction. */
final class SiteRoleRows {

  private SiteRoleRows() {}

  /** Gives a principal this role in the place of any that it has. */
  static void put(Handle tx, Site site, UUID principalId, SiteRole role, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO file_site_roles
              (site_id, principal_id, tenant_id, site_name, role, granted_at)
            VALUES (:id, :principalId, :tenantId, :name, :role, :now)
            ON CONFLICT (site_id, principal_id)
              DO UPDATE SET role = excluded.role, granted_at = excluded.granted_at
            """)
        .bindMethods(site)
        .bind("principalId", principalId)
        .bind("role", role.name())
        .bind("now", now)
        .execute();
  }

  static Optional<SiteRole> role(Handle tx, UUID tenantId, UUID siteId, UUID principalId) {
    return tx.createQuery(
            """
            SELECT role FROM file_site_roles
            WHERE site_id = :siteId AND principal_id = :principalId AND tenant_id = :tenantId
            """)
        .bind("siteId", siteId)
        .bind("principalId", principalId)
        .bind("tenantId", tenantId)
        .mapTo(SiteRole.class)
        .findOne();
  }

  static List<SiteGrant> list(Handle tx, Site site, UUID afterPrincipal, int max) {
    return tx.createQuery(
            """
            SELECT principal_id, role, granted_at FROM file_site_roles
            WHERE site_id = :id AND tenant_id = :tenantId AND principal_id > :after
            ORDER BY principal_id LIMIT :max
            """)
        .bindMethods(site)
        .bind("after", afterPrincipal)
        .bind("max", max)
        .mapTo(SiteGrant.class)
        .list();
  }

  static long count(Handle tx, Site site) {
    return tx.createQuery("SELECT COUNT(*) FROM file_site_roles WHERE site_id = :id")
        .bindMethods(site)
        .mapTo(Long.class)
        .one();
  }

  static long owners(Handle tx, Site site) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM file_site_roles WHERE site_id = :id AND role = 'OWNER'")
        .bindMethods(site)
        .mapTo(Long.class)
        .one();
  }

  static void delete(Handle tx, Site site, UUID principalId) {
    tx.createUpdate(
            "DELETE FROM file_site_roles WHERE site_id = :id AND principal_id = :principalId")
        .bindMethods(site)
        .bind("principalId", principalId)
        .execute();
  }

  static void deleteAll(Handle tx, Site site) {
    tx.createUpdate("DELETE FROM file_site_roles WHERE site_id = :id").bindMethods(site).execute();
  }
}
