package dev.freehold.files.sites;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells what sites contain. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface SiteContents {

  /**
   * Removes what a site without content still has in the tables. The caller holds the site's row,
   * so the answer stays true until its transaction ends.
   *
   * @return false, and nothing is removed, if there is something in the site that its key opens: a
   *     document, or an upload that is under way
   */
  boolean removeIfEmpty(Handle tx, UUID siteId);

  /**
   * Finishes what deletions left to be done in a site, before {@link #removeIfEmpty} and outside of
   * any transaction.
   */
  default void settle(Site site) {}
}
