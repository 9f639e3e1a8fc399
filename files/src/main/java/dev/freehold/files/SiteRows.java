package dev.freehold.files;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code file_sites}, each in the caller's transaction. */
final class SiteRows {

  private static final String SELECT =
      "SELECT id, tenant_id, geo_id, name, kind, created_at FROM file_sites"
          + " WHERE tenant_id = :tenantId ";

  private static final String ACCESS =
      """
      SELECT s.id, s.tenant_id, s.geo_id, s.name, s.kind, s.created_at, r.role, %s
      FROM file_sites s JOIN file_site_roles r ON r.site_id = s.id
      WHERE s.tenant_id = ? AND s.name = ? AND r.principal_id = ? AND r.tenant_id = s.tenant_id
      """
          .formatted(FilesSeals.SITE_ROLE.columns("r"));

  /** From which column on {@link FilesSeals#SITE_ROLE} has its columns there. */
  private static final int FIRST_OF_ROLE = 8;

  private static final String PRESENT_SQL =
      "SELECT 1 FROM file_sites WHERE tenant_id = ? AND id = ?";

  private static final PointQuery<Integer> PRESENT =
      new PointQuery<>(PRESENT_SQL, row -> row.getInt(1));

  private static final PointQuery<Integer> PRESENT_SHARED =
      new PointQuery<>(PRESENT_SQL + " FOR SHARE", row -> row.getInt(1));

  private static final PointQuery<Integer> PRESENT_EXCLUSIVE =
      new PointQuery<>(PRESENT_SQL + " FOR UPDATE", row -> row.getInt(1));

  private SiteRows() {}

  private static Site site(ResultSet row) throws SQLException {
    return new Site(
        RowIds.read(row, 1),
        RowIds.read(row, 2),
        RowIds.read(row, 3),
        row.getString(4),
        SiteKind.valueOf(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  /**
   * The site of this name with the role that a principal has on it; empty if it has none.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<SiteAccess> access(Handle tx, UUID tenantId, String name, UUID principalId) {
    RowSeals seals = RowSeals.of(tx);
    PointQuery<SiteAccess> access =
        new PointQuery<>(
            ACCESS,
            row -> {
              seals.requireSealed(FilesSeals.SITE_ROLE, row, FIRST_OF_ROLE);
              return new SiteAccess(site(row), SiteRole.valueOf(row.getString(7)));
            });
    return access.find(
        tx,
        values -> {
          values.setBytes(1, RowIds.bytes(tenantId));
          values.setString(2, name);
          values.setBytes(3, RowIds.bytes(principalId));
        });
  }

  /** Inserts unless the tenant has the name already. */
  static boolean insert(Handle tx, Site site) {
    return tx.createUpdate(
                """
                INSERT INTO file_sites (id, tenant_id, geo_id, name, kind, created_at)
                VALUES (:id, :tenantId, :geoId, :name, :kind, :createdAt)
                ON CONFLICT (tenant_id, name) DO NOTHING
                """)
            .bindMethods(site)
            .execute()
        == 1;
  }

  static void delete(Handle tx, Site site) {
    tx.createUpdate("DELETE FROM file_sites WHERE tenant_id = :tenantId AND id = :id")
        .bindMethods(site)
        .execute();
  }

  static Optional<Site> byId(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(SELECT + "AND id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .mapTo(Site.class)
        .findOne();
  }

  static Map<UUID, Site> byIds(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : tx
            .createQuery(SELECT + "AND id IN (<ids>)")
            .bind("tenantId", tenantId)
            .bindList("ids", List.copyOf(ids))
            .mapTo(Site.class)
            .stream()
            .collect(Collectors.toMap(Site::id, site -> site));
  }

  static Optional<Site> byName(Handle tx, UUID tenantId, String name) {
    return tx.createQuery(SELECT + "AND name = :name")
        .bind("tenantId", tenantId)
        .bind("name", name)
        .mapTo(Site.class)
        .findOne();
  }

  static List<Site> list(Handle tx, UUID tenantId, String afterName, int max) {
    return tx.createQuery(SELECT + "AND name > :after ORDER BY name LIMIT :max")
        .bind("tenantId", tenantId)
        .bind("after", afterName)
        .bind("max", max)
        .mapTo(Site.class)
        .list();
  }

  /** The sites on which a principal has any role. */
  static List<Site> listOf(Handle tx, UUID tenantId, UUID principalId, String afterName, int max) {
    Query query =
        tx.createQuery(
                """
                SELECT s.id, s.geo_id, s.name, s.kind, s.created_at, %s
                FROM file_site_roles r JOIN file_sites s ON s.id = r.site_id
                WHERE r.principal_id = :principalId AND r.tenant_id = :tenantId
                  AND r.site_name > :after
                ORDER BY r.site_name LIMIT :max
                """
                    .formatted(FilesSeals.SITE_ROLE.columns("r")))
            .bind("principalId", principalId)
            .bind("tenantId", tenantId)
            .bind("after", afterName)
            .bind("max", max);
    return RowSeals.of(tx).list(FilesSeals.SITE_ROLE, query, row -> row.getRow(Site.class));
  }

  /** Counts one site more, unless the tenant has as many as it may have. */
  static boolean count(Handle tx, UUID tenantId, long max) {
    return tx.createUpdate(
                """
                INSERT INTO file_site_counts (tenant_id, sites) VALUES (:tenantId, 1)
                ON CONFLICT (tenant_id) DO UPDATE SET sites = file_site_counts.sites + 1
                WHERE file_site_counts.sites < :max
                """)
            .bind("tenantId", tenantId)
            .bind("max", max)
            .execute()
        == 1;
  }

  /** Counts one site less. */
  static void uncount(Handle tx, UUID tenantId) {
    tx.createUpdate("UPDATE file_site_counts SET sites = sites - 1 WHERE tenant_id = :tenantId")
        .bind("tenantId", tenantId)
        .execute();
  }

  static boolean isPresent(Handle tx, UUID tenantId, UUID siteId) {
    return find(tx, tenantId, siteId, PRESENT);
  }

  /**
   * Keeps the site from being deleted until the transaction ends; others may hold it in the same
   * way. Whoever changes what is in a site does this first.
   *
   * @return whether the site is still there
   */
  static boolean lockShared(Handle tx, Dialect dialect, UUID tenantId, UUID siteId) {
    return lock(tx, dialect, tenantId, siteId, PRESENT_SHARED);
  }

  /**
   * Waits for all who hold the site, and keeps others from holding it until the transaction ends.
   *
   * @return whether the site is still there
   */
  static boolean lockExclusive(Handle tx, Dialect dialect, UUID tenantId, UUID siteId) {
    return lock(tx, dialect, tenantId, siteId, PRESENT_EXCLUSIVE);
  }

  private static boolean lock(
      Handle tx, Dialect dialect, UUID tenantId, UUID siteId, PointQuery<Integer> locking) {
    PointQuery<Integer> query =
        switch (dialect) {
          case SQLITE -> PRESENT; // One writer.
          case POSTGRESQL -> locking;
        };
    return find(tx, tenantId, siteId, query);
  }

  private static boolean find(Handle tx, UUID tenantId, UUID siteId, PointQuery<Integer> query) {
    return query
        .find(
            tx,
            values -> {
              values.setBytes(1, RowIds.bytes(tenantId));
              values.setBytes(2, RowIds.bytes(siteId));
            })
        .isPresent();
  }
}
