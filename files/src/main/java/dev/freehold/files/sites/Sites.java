package dev.freehold.files.sites;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The sites of tenants. A site of another tenant is answered exactly like one that does not exist.
 * The caller has to check with {@link SiteRoles} that the person who asks may do so. Safe for use
 * by many threads.
 */
public final class Sites {

  /** The tables of this module. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("files");

  private final Database database;
  private final SiteKeys keys;
  private final SiteContents contents;
  private final SiteGeos geos;
  private final Principals principals;
  private final SiteAccesses accesses;
  private final Ledger ledger;
  private final Clock clock;
  private final long maxSites;

  /**
   * Keeps sites in {@code database}, which also holds custody's and the ledger's tables.
   *
   * @param defaultGeo the code of the geo that a tenant gets with its first site if it has none
   */
  public Sites(
      Database database,
      SiteKeys keys,
      SiteContents contents,
      Geos geos,
      String defaultGeo,
      Principals principals,
      SiteAccesses accesses,
      Ledger ledger,
      Clock clock) {
    this(
        database,
        keys,
        contents,
        new SiteGeos(geos, defaultGeo),
        principals,
        accesses,
        ledger,
        clock,
        FilesLimits.MAX_SITES_PER_TENANT);
  }

  Sites(
      Database database,
      SiteKeys keys,
      SiteContents contents,
      SiteGeos geos,
      Principals principals,
      SiteAccesses accesses,
      Ledger ledger,
      Clock clock,
      long maxSites) {
    this.database = database;
    this.keys = keys;
    this.contents = contents;
    this.geos = geos;
    this.principals = principals;
    this.accesses = accesses;
    this.ledger = ledger;
    this.clock = clock;
    this.maxSites = maxSites;
  }

  /**
   * Makes a site with its key and its owner: all of them or nothing.
   *
   * @param geoCode the geo that it is in; empty for the tenant's oldest, which is made if the
   *     tenant has none
   * @param ownerId the user or application that owns it
   * @throws FilesException {@code site-name-invalid}, {@code site-exists}, {@code
   *     site-limit-reached}, {@code principal-not-found}
   * @throws CustodyException {@code geo-not-found}, {@code policy-not-assignable}, or {@code
   *     coverage-changed} if the policy that covers it changes again and again
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public Site create(
      UUID tenantId,
      String name,
      SiteKind kind,
      Optional<String> geoCode,
      UUID ownerId,
      Requester requester) {
    SiteName.require(name);
    database.read(
        tx -> {
          principals.require(tx, tenantId, ownerId);
          if (SiteRows.byName(tx, tenantId, name).isPresent()) {
            throw exists();
          }
          return null;
        });
    Geo geo = geos.choose(tenantId, geoCode, requester.actor());
    Site draft =
        new Site(
            RowIds.next(clock),
            tenantId,
            geo.id(),
            name,
            kind,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return make(draft, ownerId, requester);
  }

  private Site make(Site draft, UUID ownerId, Requester requester) {
    for (int attempt = 1; ; attempt++) {
      SiteKeys.NewKey key = keys.prepare(draft.tenantId(), draft.id(), draft.geoId(), requester);
      try {
        return database.write(tx -> insert(tx, draft, ownerId, key, requester));
      } catch (CustodyException refused) {
        if (refused.error() != CustodyError.COVERAGE_CHANGED
            || attempt == FilesLimits.MAX_KEY_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private Site insert(
      Handle tx, Site draft, UUID ownerId, SiteKeys.NewKey key, Requester requester) {
    principals.require(tx, draft.tenantId(), ownerId);
    if (!SiteRows.insert(tx, draft)) {
      throw exists();
    }
    if (!SiteRows.count(tx, draft.tenantId(), maxSites)) {
      throw new FilesException(
          FilesError.SITE_LIMIT_REACHED,
          "a tenant has at most %d sites; delete one first".formatted(maxSites));
    }
    SiteRoleRows.put(tx, draft, ownerId, SiteRole.OWNER, draft.createdAt());
    // Last, because they hold the ledger until the transaction ends.
    key.insert(tx);
    record(
        tx,
        draft,
        "SiteCreate",
        requester,
        Map.of(
            "name", draft.name(),
            "kind", draft.kind().name(),
            "geoId", draft.geoId().toString(),
            "ownerId", ownerId.toString()));
    return draft;
  }

  /** The site of this name. */
  public Optional<Site> find(UUID tenantId, String name) {
    return database.read(tx -> SiteRows.byName(tx, tenantId, name));
  }

  /** The site of this GUID. */
  public Optional<Site> find(UUID tenantId, UUID siteId) {
    return database.read(tx -> SiteRows.byId(tx, tenantId, siteId));
  }

  /** The sites with these GUIDs, without those of other tenants. */
  public Map<UUID, Site> byIds(UUID tenantId, Collection<UUID> ids) {
    return database.read(tx -> SiteRows.byIds(tx, tenantId, ids));
  }

  /**
   * The site of this name, which must be there.
   *
   * @throws FilesException {@code site-not-found}
   */
  public Site require(UUID tenantId, String name) {
    return find(tenantId, name).orElseThrow(Sites::notFound);
  }

  /**
   * The tenant's sites by name.
   *
   * @param afterName where the page before ended; empty at first
   * @param max 1 to {@link FilesLimits#MAX_PAGE_ENTRIES}
   */
  public List<Site> list(UUID tenantId, String afterName, int max) {
    requirePage(max);
    return database.read(tx -> SiteRows.list(tx, tenantId, afterName, max));
  }

  /** The same of those on which a principal has a role. */
  public List<Site> listOf(UUID tenantId, UUID principalId, String afterName, int max) {
    requirePage(max);
    return database.read(tx -> SiteRows.listOf(tx, tenantId, principalId, afterName, max));
  }

  /** The code of the geo that the site is in. */
  public String geoCode(Site site) {
    return geos.code(site);
  }

  /** Under which policies the site is; empty if it was deleted meanwhile. */
  public Optional<OwnerStanding> standing(Site site) {
    return database.read(tx -> keys.standing(tx, site.tenantId(), site.id()));
  }

  /**
   * Deletes an empty site, its roles and its key. Anyone who writes to it at the same time either
   * comes before, and then it is not empty, or finds no site.
   *
   * @throws FilesException {@code site-not-found}, {@code site-not-empty}
   * @throws CustodyException {@code LEGAL_HOLD}
   */
  public void delete(Site site, Requester requester) {
    contents.settle(site);
    Runnable afterwards = accesses.change(() -> database.write(tx -> remove(tx, site, requester)));
    afterwards.run();
  }

  private Runnable remove(Handle tx, Site site, Requester requester) {
    if (!SiteRows.lockExclusive(tx, database.dialect(), site.tenantId(), site.id())) {
      throw notFound();
    }
    if (!contents.removeIfEmpty(tx, site.id())) {
      throw new FilesException(
          FilesError.SITE_NOT_EMPTY,
          "the site has documents or uploads; delete and abort them first");
    }
    SiteRoleRows.deleteAll(tx, site);
    SiteRows.delete(tx, site);
    SiteRows.uncount(tx, site.tenantId());
    Runnable keysGone = keys.destroy(tx, site.tenantId(), site.id(), requester);
    record(tx, site, "SiteDelete", requester, Map.of("name", site.name()));
    return keysGone;
  }

  private void record(
      Handle tx, Site site, String operation, Requester requester, Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
                site.tenantId(),
                requester.actor(),
                operation,
                site.id().toString(),
                LedgerEntry.Outcome.DONE,
                details)
            // Many sites are one person's and go by that person's name.
            .asPersonal("name", "ownerId"));
  }

  static void requirePage(int max) {
    if (max < 1 || max > FilesLimits.MAX_PAGE_ENTRIES) {
      throw new IllegalArgumentException(
          "a page has 1 to %d entries, asked for %d".formatted(FilesLimits.MAX_PAGE_ENTRIES, max));
    }
  }

  private static FilesException exists() {
    return new FilesException(
        FilesError.SITE_EXISTS, "the tenant has a site of this name; choose another");
  }

  /** What is answered for a site that is not there, or that the caller may not know of. */
  public static FilesException notFound() {
    return new FilesException(
        FilesError.SITE_NOT_FOUND, "the tenant has no such site; list its sites");
  }
}
