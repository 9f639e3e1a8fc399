package dev.freehold.files.sites;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The roles of principals on sites. Each change is recorded in the ledger. The caller has to check
 * that the person who asks for a change may do so. Safe for use by many threads.
 */
public final class SiteRoles {

  private final Database database;
  private final Principals principals;
  private final SiteAccesses accesses;
  private final Ledger ledger;
  private final Clock clock;
  private final long maxPrincipals;

  /** Keeps roles in {@code database}, which also holds custody's and the ledger's tables. */
  public SiteRoles(
      Database database, Principals principals, SiteAccesses accesses, Ledger ledger, Clock clock) {
    this(database, principals, accesses, ledger, clock, FilesLimits.MAX_SITE_PRINCIPALS);
  }

  SiteRoles(
      Database database,
      Principals principals,
      SiteAccesses accesses,
      Ledger ledger,
      Clock clock,
      long maxPrincipals) {
    this.database = database;
    this.principals = principals;
    this.accesses = accesses;
    this.ledger = ledger;
    this.clock = clock;
    this.maxPrincipals = maxPrincipals;
  }

  /** The role of a principal on a site; empty for none, and for a site of another tenant. */
  public Optional<SiteRole> roleOf(UUID tenantId, UUID siteId, UUID principalId) {
    return database.read(tx -> SiteRoleRows.role(tx, tenantId, siteId, principalId));
  }

  /**
   * The roles on a site by principal.
   *
   * @param after the principal after which the page begins; all zeros for the first page
   * @param max 1 to {@link FilesLimits#MAX_PAGE_ENTRIES}
   */
  public List<SiteGrant> list(Site site, UUID after, int max) {
    Sites.requirePage(max);
    return database.read(tx -> SiteRoleRows.list(tx, site, after, max));
  }

  /**
   * Gives a principal a role in the place of any that it has.
   *
   * @throws FilesException {@code site-not-found}, {@code principal-not-found}, {@code
   *     too-many-site-principals}, or {@code site-last-owner} if none would be left
   */
  public void grant(Site site, UUID principalId, SiteRole role, String actor) {
    write(
        tx -> {
          hold(tx, site);
          Optional<SiteRole> before = role(tx, site, principalId);
          if (before.equals(Optional.of(role))) {
            return null;
          }
          principals.require(tx, site.tenantId(), principalId);
          requireOwnerLeft(tx, site, before);
          if (before.isEmpty()) {
            requireRoom(tx, site);
          }
          return put(tx, site, principalId, role, "SiteRoleGrant", actor);
        });
  }

  /**
   * Gives a site without any owner an owner, which an administrator may do: what lies in it would
   * be out of reach for ever.
   *
   * @throws FilesException {@code site-access-denied} if it has one; {@code site-not-found}, {@code
   *     principal-not-found}
   */
  public void appointOwner(Site site, UUID principalId, String actor) {
    write(
        tx -> {
          hold(tx, site);
          if (SiteRoleRows.owners(tx, site) > 0) {
            throw new FilesException(
                FilesError.ACCESS_DENIED,
                "only the owners of this site grant roles on it; administrators can appoint an"
                    + " owner only if none is left");
          }
          principals.require(tx, site.tenantId(), principalId);
          return put(tx, site, principalId, SiteRole.OWNER, "SiteOwnerAppoint", actor);
        });
  }

  /**
   * Takes a principal's role away.
   *
   * @return whether it had one
   * @throws FilesException {@code site-not-found}, or {@code site-last-owner} if none would be left
   */
  public boolean revoke(Site site, UUID principalId, String actor) {
    return write(
        tx -> {
          hold(tx, site);
          Optional<SiteRole> before = role(tx, site, principalId);
          if (before.isEmpty()) {
            return false;
          }
          requireOwnerLeft(tx, site, before);
          SiteRoleRows.delete(tx, site, principalId);
          ledger.append(tx, entry(site, principalId, before.get(), "SiteRoleRevoke", actor));
          return true;
        });
  }

  private <R> R write(SqlWork<R> change) {
    return accesses.change(() -> database.write(change));
  }

  /** Two owners who revoke each other at once must not both succeed. */
  private void hold(Handle tx, Site site) {
    if (!SiteRows.lockExclusive(tx, database.dialect(), site.tenantId(), site.id())) {
      throw Sites.notFound();
    }
  }

  private static Optional<SiteRole> role(Handle tx, Site site, UUID principalId) {
    return SiteRoleRows.role(tx, site.tenantId(), site.id(), principalId);
  }

  private static void requireOwnerLeft(Handle tx, Site site, Optional<SiteRole> before) {
    if (before.equals(Optional.of(SiteRole.OWNER)) && SiteRoleRows.owners(tx, site) == 1) {
      throw new FilesException(
          FilesError.LAST_OWNER, "a site keeps an owner; make somebody else an owner first");
    }
  }

  private void requireRoom(Handle tx, Site site) {
    if (SiteRoleRows.count(tx, site) >= maxPrincipals) {
      throw new FilesException(
          FilesError.TOO_MANY_PRINCIPALS,
          "at most %d principals have a role on a site; revoke one first".formatted(maxPrincipals));
    }
  }

  private LedgerEntry put(
      Handle tx, Site site, UUID principalId, SiteRole role, String operation, String actor) {
    SiteRoleRows.put(tx, site, principalId, role, clock.instant());
    return ledger.append(tx, entry(site, principalId, role, operation, actor));
  }

  private static LedgerEntry entry(
      Site site, UUID principalId, SiteRole role, String operation, String actor) {
    return new LedgerEntry(
            site.tenantId(),
            actor,
            operation,
            site.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("principal", principalId.toString(), "role", role.name()))
        .asPersonal("principal");
  }
}
