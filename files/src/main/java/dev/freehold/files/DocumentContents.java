package dev.freehold.files;

import dev.freehold.files.names.SitePages;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Documents and uploads as what is in a site. Safe for use by many threads. */
public final class DocumentContents implements SiteContents {

  @Override
  public boolean removeIfEmpty(Handle tx, UUID siteId) {
    if (DocumentRows.hasAny(tx, siteId) || UploadRows.count(tx, siteId) > 0) {
      return false;
    }
    SitePages.deleteAll(tx, siteId);
    return true;
  }
}
