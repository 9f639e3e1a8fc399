package dev.freehold.files.sites;

import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.files.FilesException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The operations of custody that sites need. Implementations are safe for use by many threads. */
public interface SiteKeys {

  /**
   * Makes a site's key outside any transaction, for it may need a vault.
   *
   * @throws dev.freehold.custody.CustodyException if there is no such geo, or nothing may come
   *     under its policy
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  NewKey prepare(UUID tenantId, UUID siteId, UUID geoId, Requester requester);

  /** Under which policies the site is; empty if it has no key in use. */
  Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID siteId);

  /**
   * Destroys every key of an empty site, as one of the last steps of the caller's transaction.
   *
   * @return what is to be done once that is durable; it does not throw
   * @throws FilesException {@code site-not-empty} if anything lies under one of them all the same:
   *     it would open never again
   */
  Runnable destroy(Handle tx, UUID tenantId, UUID siteId, Requester requester);

  /** A key that was made and is not in use yet. */
  @FunctionalInterface
  interface NewKey {

    /**
     * Puts it into use, as one of the last steps of the caller's transaction.
     *
     * @throws dev.freehold.custody.CustodyException {@code COVERAGE_CHANGED} if another policy
     *     covers the site by now; prepare again
     */
    void insert(Handle tx);
  }
}
