package dev.freehold.files;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells what is in sites. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface SiteContents {

  /**
   * True if and only if nothing is in the site that its key opens: no document, and no part of an
   * upload that is under way. The caller holds the site's row, so the answer stays true until its
   * transaction ends.
   */
  boolean isEmpty(Handle tx, UUID siteId);
}
