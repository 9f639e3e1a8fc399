package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.policies.PolicyCounts;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The geos of tenants. A geo of another tenant is answered exactly like one that does not exist.
 * Safe for use by many threads.
 */
public final class Geos {

  private static final Pattern CODE = Pattern.compile("[A-Z]{2,8}");
  private static final String SELECT =
      "SELECT tenant_id, id, code, policy_id, created_at FROM geos WHERE tenant_id = :tenantId ";

  private static final String PROGRESS =
      """
      COUNT(*) AS sites,
        CAST(COALESCE(SUM(CASE WHEN k.policy_id <> g.policy_id
          OR EXISTS (SELECT 1 FROM owner_keys r
            WHERE r.owner_id = o.id AND r.state = 'RETIRED')
          THEN 1 ELSE 0 END), 0) AS BIGINT) AS behind,
        CAST(COALESCE(SUM(p.recovering), 0) AS BIGINT) AS recovering
      FROM key_owners o
        JOIN geos g ON g.id = o.geo_id
        JOIN owner_keys k ON k.id = o.owner_key_id
        JOIN policies p ON p.id = k.policy_id\
      """;

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps geos in {@code database}, which also holds the ledger's tables. */
  public Geos(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Makes a geo.
   *
   * @param code in any case
   * @throws CustodyException {@code GEO_CODE_INVALID}, {@code GEO_EXISTS}, {@code
   *     GEO_LIMIT_REACHED}, {@code TENANT_NOT_FOUND}
   */
  public Geo create(UUID tenantId, String code, String actor) {
    String normal = code.toUpperCase(Locale.ROOT);
    if (!CODE.matcher(normal).matches()) {
      throw new CustodyException(
          CustodyError.GEO_CODE_INVALID, "a geo's code has two to eight letters, such as NAM");
    }
    Geo geo =
        new Geo(
            tenantId,
            UUID.randomUUID(),
            normal,
            Optional.empty(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return database.write(
        tx -> {
          RowLock.of(database.dialect()).change(tx, "tenants", tenantId);
          PolicyCounts.requireRoom(tx, tenantId, PolicyKind.FILE);
          requireRoom(tx, tenantId);
          if (!insert(tx, geo)) {
            throw new CustodyException(
                CustodyError.GEO_EXISTS, "the tenant has a geo %s already".formatted(normal));
          }
          ledger.append(
              tx,
              new LedgerEntry(
                  tenantId,
                  actor,
                  "GeoCreate",
                  geo.id().toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of("code", normal)));
          return geo;
        });
  }

  private void requireRoom(Handle tx, UUID tenantId) {
    long geos =
        tx.createQuery("SELECT COUNT(*) FROM geos WHERE tenant_id = :tenantId")
            .bind("tenantId", tenantId)
            .mapTo(Long.class)
            .one();
    if (geos >= CustodyLimits.MAX_GEOS_PER_TENANT) {
      throw new CustodyException(
          CustodyError.GEO_LIMIT_REACHED,
          "a tenant has at most %d geos; use one of those"
              .formatted(CustodyLimits.MAX_GEOS_PER_TENANT));
    }
  }

  /**
   * The geo of this code, in any case.
   *
   * @throws CustodyException {@code GEO_NOT_FOUND}
   */
  public Geo get(UUID tenantId, String code) {
    return database
        .read(
            tx ->
                tx.createQuery(SELECT + "AND code = :code")
                    .bind("tenantId", tenantId)
                    .bind("code", code.toUpperCase(Locale.ROOT))
                    .mapTo(Geo.class)
                    .findOne())
        .orElseThrow(CustodyException::geoNotFound);
  }

  /** The tenant's geos by code. */
  public List<Geo> list(UUID tenantId) {
    return database.read(
        tx ->
            tx.createQuery(SELECT + "ORDER BY code LIMIT :max")
                .bind("tenantId", tenantId)
                .bind("max", CustodyLimits.MAX_PAGE_ROWS)
                .mapTo(Geo.class)
                .list());
  }

  /** The geo that the tenant had first, if it has any. */
  public Optional<Geo> oldest(UUID tenantId) {
    return database.read(
        tx ->
            tx.createQuery(SELECT + "ORDER BY created_at, code LIMIT 1")
                .bind("tenantId", tenantId)
                .mapTo(Geo.class)
                .findOne());
  }

  /** How far the sites of a geo have come; looks at each of them by an index. */
  public GeoProgress progress(UUID geoId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT " + PROGRESS + " WHERE o.geo_id = :geoId AND o.purge_id IS NULL")
                .bind("geoId", geoId)
                .mapTo(GeoProgress.class)
                .one());
  }

  /** The same of all geos of a tenant that have sites, by geo, with one statement. */
  public Map<UUID, GeoProgress> progressOfAll(UUID tenantId) {
    Map<UUID, GeoProgress> found = new HashMap<>();
    database.read(
        tx -> {
          tx.createQuery(
                  "SELECT g.id, "
                      + PROGRESS
                      + " WHERE g.tenant_id = :tenantId AND o.purge_id IS NULL GROUP BY g.id")
              .bind("tenantId", tenantId)
              .map(
                  row ->
                      Map.entry(
                          row.getColumn("id", UUID.class),
                          new GeoProgress(
                              row.getColumn("sites", Long.class),
                              row.getColumn("behind", Long.class),
                              row.getColumn("recovering", Long.class))))
              .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
          return found;
        });
    return found;
  }

  /**
   * Puts a geo under a policy in the caller's transaction.
   *
   * @param before the policy that it is under now; empty for none
   * @return whether that was so
   */
  public boolean setPolicy(Handle tx, UUID geoId, Optional<UUID> before, UUID policyId) {
    return CoverageRows.setGeoPolicy(tx, geoId, before, Optional.of(policyId));
  }

  private static boolean insert(Handle tx, Geo geo) {
    boolean isNew =
        tx.createUpdate(
                    """
                    INSERT INTO geos (id, tenant_id, code, created_at)
                    VALUES (:id, :tenantId, :code, :createdAt)
                    ON CONFLICT (tenant_id, code) DO NOTHING\
                    """)
                .bindMethods(geo)
                .execute()
            == 1;
    if (isNew) {
      CoverageRows.newGeo(tx, geo);
    }
    return isNew;
  }
}
