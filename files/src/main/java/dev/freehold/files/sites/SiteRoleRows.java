package dev.freehold.files.sites;

import dev.freehold.custody.seals.RowSeals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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
    RowSeals.of(tx)
        .keep(
            tx,
            FilesSeals.SITE_ROLE
                .row(site.tenantId(), site.id(), principalId)
                .set("role", role)
                .set("site_name", site.name())
                .done());
  }

  /**
   * The role of a principal on a site of the tenant.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<SiteRole> role(Handle tx, UUID tenantId, UUID siteId, UUID principalId) {
    return RowSeals.of(tx)
        .find(tx, FilesSeals.SITE_ROLE, siteId, principalId)
        .filter(row -> row.tenantId().equals(tenantId))
        .map(row -> SiteRole.valueOf(row.text("role")));
  }

  static List<SiteGrant> list(Handle tx, Site site, UUID afterPrincipal, int max) {
    Query query =
        tx.createQuery(
                """
                SELECT r.granted_at, %s FROM file_site_roles r
                WHERE r.site_id = :id AND r.tenant_id = :tenantId AND r.principal_id > :after
                ORDER BY r.principal_id LIMIT :max
                """
                    .formatted(FilesSeals.SITE_ROLE.columns("r")))
            .bindMethods(site)
            .bind("after", afterPrincipal)
            .bind("max", max);
    return RowSeals.of(tx).list(FilesSeals.SITE_ROLE, query, row -> row.getRow(SiteGrant.class));
  }

  static long count(Handle tx, Site site) {
    return tx.createQuery("SELECT COUNT(*) FROM file_site_roles WHERE site_id = :id")
        .bindMethods(site)
        .mapTo(Long.class)
        .one();
  }

  /** How many owners the site has; a row that something else put in makes none. */
  static long owners(Handle tx, Site site) {
    Query query =
        tx.createQuery(
                "SELECT %s FROM file_site_roles r WHERE r.site_id = :id AND r.role = 'OWNER'"
                    .formatted(FilesSeals.SITE_ROLE.columns("r")))
            .bindMethods(site);
    return RowSeals.of(tx).list(FilesSeals.SITE_ROLE, query, _ -> SiteRole.OWNER).size();
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
