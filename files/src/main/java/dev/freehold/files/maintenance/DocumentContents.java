package dev.freehold.files.maintenance;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.files.documents.DocumentRows;
import dev.freehold.files.names.SitePages;
import dev.freehold.files.parts.LetGoRows;
import dev.freehold.files.parts.PartsLetGo;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteContents;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.files.uploads.UploadRows;
import dev.freehold.persistence.Database;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells whether a site contains documents and uploads. Safe for use by many threads. */
public final class DocumentContents implements SiteContents {

  private final PartsLetGo parts;

  /** Looks into {@code database}, which also holds content's tables. */
  public DocumentContents(Database database, ObjectStore objects) {
    this.parts = new PartsLetGo(database, objects);
  }

  @Override
  public void settle(Site site) {
    parts.finishAll(SiteScope.of(site));
  }

  @Override
  public boolean removeIfEmpty(Handle tx, UUID siteId) {
    if (DocumentRows.hasAny(tx, siteId)
        || UploadRows.count(tx, siteId) > 0
        || !LetGoRows.of(tx, siteId).isEmpty()) {
      return false;
    }
    SitePages.deleteAll(tx, siteId);
    return true;
  }
}
