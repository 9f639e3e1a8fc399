package dev.freehold.files.sites;

import dev.freehold.custody.seals.RefusedRow;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedPages;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code file_sites}, each in the caller's transaction. */
public final class SiteRows {

  private static final String SELECT =
      "SELECT %s FROM file_sites s WHERE s.tenant_id = :tenantId "
          .formatted(FilesSeals.SITE.columns("s"));

  /** {@link FilesSeals#SITE} first, then {@link FilesSeals#SITE_ROLE}. */
  private static final String OF_PRINCIPAL =
      """
      SELECT %s, %s
      FROM file_site_roles r JOIN file_sites s ON s.id = r.site_id AND s.tenant_id = r.tenant_id
      """
          .formatted(FilesSeals.SITE.columns("s"), FilesSeals.SITE_ROLE.columns("r"));

  private static final String ACCESS =
      OF_PRINCIPAL + "WHERE s.tenant_id = ? AND s.name = ? AND r.principal_id = ?";

  /** From which column on {@link FilesSeals#SITE_ROLE} has its columns there. */
  private static final int FIRST_OF_ROLE = FilesSeals.SITE.columns("s").split(",", -1).length + 1;

  private static final String PRESENT_SQL =
      "SELECT 1 FROM file_sites WHERE tenant_id = ? AND id = ?";

  private static final PointQuery<Integer> PRESENT =
      new PointQuery<>(PRESENT_SQL, row -> row.getInt(1));

  private static final PointQuery<Integer> PRESENT_SHARED =
      new PointQuery<>(PRESENT_SQL + " FOR SHARE", row -> row.getInt(1));

  private static final PointQuery<Integer> PRESENT_EXCLUSIVE =
      new PointQuery<>(PRESENT_SQL + " FOR UPDATE", row -> row.getInt(1));

  private SiteRows() {}

  private static Site site(SealedRow row) {
    return new Site(
        row.key(),
        row.tenantId(),
        row.id("geo_id").orElseThrow(),
        row.text("name"),
        SiteKind.valueOf(row.text("kind")),
        row.time("created_at").orElseThrow());
  }

  /**
   * The site of this name with the role that a principal has on it; empty if it has none.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<ReachedSite> access(Handle tx, UUID tenantId, String name, UUID principalId) {
    RowSeals seals = RowSeals.of(tx);
    PointQuery<ReachedSite> access =
        new PointQuery<>(
            ACCESS,
            row -> {
              Site site = site(seals.requireSealed(FilesSeals.SITE, row, 1));
              SealedRow role = seals.requireSealed(FilesSeals.SITE_ROLE, row, FIRST_OF_ROLE);
              return new ReachedSite(site, SiteRole.valueOf(role.text("role")));
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
  public static boolean insert(Handle tx, Site site) {
    return tx.createUpdate(
                """
                INSERT INTO file_sites (id, tenant_id, geo_id, name, kind, created_at, seal)
                VALUES (:id, :tenantId, :geoId, :name, :kind, :createdAt, :seal)
                ON CONFLICT (tenant_id, name) DO NOTHING
                """)
            .bindMethods(site)
            .bind("seal", RowSeals.of(tx).seal(meaning(site)))
            .execute()
        == 1;
  }

  private static SealedRow meaning(Site site) {
    return FilesSeals.SITE
        .row(site.tenantId(), site.id())
        .set("geo_id", site.geoId())
        .set("name", site.name())
        .set("kind", site.kind())
        .set("created_at", site.createdAt())
        .done();
  }

  static void delete(Handle tx, Site site) {
    tx.createUpdate("DELETE FROM file_sites WHERE tenant_id = :tenantId AND id = :id")
        .bindMethods(site)
        .execute();
  }

  /**
   * The site of this id.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<Site> byId(Handle tx, UUID tenantId, UUID id) {
    return one(
        tx, tx.createQuery(SELECT + "AND s.id = :id").bind("tenantId", tenantId).bind("id", id));
  }

  /**
   * The site of this name.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Site> byName(Handle tx, UUID tenantId, String name) {
    return one(
        tx,
        tx.createQuery(SELECT + "AND s.name = :name")
            .bind("tenantId", tenantId)
            .bind("name", name));
  }

  private static Optional<Site> one(Handle tx, Query query) {
    RowSeals seals = RowSeals.of(tx);
    return query.map(row -> site(seals.require(FilesSeals.SITE, row))).findOne();
  }

  /** Those of some sites that are the tenant's, without any whose row is refused. */
  static Map<UUID, Site> byIds(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : RowSeals.of(tx)
            .list(
                FilesSeals.SITE,
                tx.createQuery(SELECT + "AND s.id IN (<ids>)")
                    .bind("tenantId", tenantId)
                    .bindList("ids", List.copyOf(ids)),
                row -> row.getRow(Site.class))
            .stream()
            .collect(Collectors.toMap(Site::id, site -> site));
  }

  /** Rows of the site of this id that are refused: it, or none. */
  public static List<RefusedRow> refused(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .refused(
            FilesSeals.SITE,
            tx.createQuery(SELECT + "AND s.id = :id").bind("tenantId", tenantId).bind("id", id));
  }

  static List<Site> list(Handle tx, UUID tenantId, String afterName, int max) {
    RowSeals seals = RowSeals.of(tx);
    return SealedPages.fill(
        afterName,
        max,
        after ->
            tx.createQuery(SELECT + "AND s.name > :after ORDER BY s.name LIMIT :max")
                .bind("tenantId", tenantId)
                .bind("after", after)
                .bind("max", max),
        "name",
        row -> seals.sealedOrNone(FilesSeals.SITE, row, 1).map(SiteRows::site));
  }

  /** The sites on which a principal has any role. */
  static List<Site> listOf(Handle tx, UUID tenantId, UUID principalId, String afterName, int max) {
    RowSeals seals = RowSeals.of(tx);
    return SealedPages.fill(
        afterName,
        max,
        after ->
            tx.createQuery(
                    OF_PRINCIPAL
                        + """
                        WHERE r.principal_id = :principalId AND r.tenant_id = :tenantId
                          AND r.site_name > :after
                        ORDER BY r.site_name LIMIT :max
                        """)
                .bind("principalId", principalId)
                .bind("tenantId", tenantId)
                .bind("after", after)
                .bind("max", max),
        "site_name",
        row ->
            seals.sealedOrNone(FilesSeals.SITE_ROLE, row, FIRST_OF_ROLE).isPresent()
                ? seals.sealedOrNone(FilesSeals.SITE, row, 1).map(SiteRows::site)
                : Optional.empty());
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

  /** Whether the tenant has the site. */
  public static boolean isPresent(Handle tx, UUID tenantId, UUID siteId) {
    return find(tx, tenantId, siteId, PRESENT);
  }

  /**
   * Keeps the site from being deleted until the transaction ends; others may hold it in the same
   * way. A caller that changes what is in a site does this first.
   *
   * @return whether the site is still there
   */
  public static boolean lockShared(Handle tx, Dialect dialect, UUID tenantId, UUID siteId) {
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
