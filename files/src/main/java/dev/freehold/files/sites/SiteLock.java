package dev.freehold.files.sites;

import dev.freehold.files.FilesException;
import dev.freehold.files.names.NameIndex.Hold;
import dev.freehold.persistence.Dialect;
import org.jdbi.v3.core.Handle;

/** The first lock of each transaction that changes something in a site: the site's own row. */
public final class SiteLock {

  private SiteLock() {}

  /**
   * Takes the lock that {@code hold} asks for.
   *
   * @throws FilesException {@code site-not-found} if the site was deleted
   */
  public static void take(Handle tx, Dialect dialect, SiteScope site, Hold hold) {
    boolean exists =
        switch (hold) {
          case NOTHING -> throw new IllegalArgumentException("a reader takes no lock");
          case ONE_PAGE -> SiteRows.lockShared(tx, dialect, site.tenantId(), site.siteId());
          case WHOLE -> SiteRows.lockExclusive(tx, dialect, site.tenantId(), site.siteId());
        };
    if (!exists) {
      throw Sites.notFound();
    }
  }
}
