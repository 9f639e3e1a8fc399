package dev.freehold.files.maintenance;

import dev.freehold.content.scrub.ScrubbedRows;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.seals.RefusedRow;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.documents.DocumentRows;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRows;
import dev.freehold.files.uploads.Uploads;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Checks the rows of sites: the index of names, documents, their parts, and uploads. It opens what
 * is sealed in rows and reads no content. Safe for use by many threads.
 */
public final class FilesScrub implements ScrubbedRows {

  private final Database database;
  private final ObjectStore objects;
  private final SiteTasks tasks;

  /** Looks at what {@link Documents} and {@link Uploads} keep in the same places. */
  public FilesScrub(Database database, ObjectStore objects, KeyAccess keys, Aead aead) {
    this.database = database;
    this.objects = objects;
    this.tasks = new SiteTasks(database, keys, aead);
  }

  @Override
  public OwnerKind kind() {
    return OwnerKind.SITE;
  }

  @Override
  public long count() {
    return database.read(DocumentRows::count);
  }

  /** {@inheritDoc} */
  @Override
  public void inspect(ContentOwner owner, Requester requester, InspectionLog log) {
    List<RefusedRow> refused =
        database.read(tx -> SiteRows.refused(tx, owner.tenantId(), owner.ownerId()));
    if (!refused.isEmpty()) {
      log.found(owner, "row-not-authentic", "site " + owner.ownerId());
      return;
    }
    Optional<Site> found =
        database.read(tx -> SiteRows.byId(tx, owner.tenantId(), owner.ownerId()));
    if (found.isEmpty()) {
      log.missing(owner, "site-missing", "site " + owner.ownerId());
      return;
    }
    Site site = found.get();
    try {
      names(site, requester, log);
      documents(site, requester, log);
      uploads(site, requester, log);
    } catch (FilesException failure) {
      if (failure.error() == FilesError.DOCUMENT_DAMAGED) {
        log.found(owner, "index-damaged", "index of names of site " + site.id());
      } else if (failure.error() != FilesError.SITE_NOT_FOUND) { // deleted meanwhile
        throw failure;
      }
    }
  }

  private void names(Site site, Requester requester, InspectionLog log) {
    Optional<byte[]> after = Optional.of(new byte[0]);
    while (after.isPresent()) {
      byte[] from = after.get();
      after = look(site, requester, log, inspection -> inspection.names(from));
    }
  }

  private void documents(Site site, Requester requester, InspectionLog log) {
    Optional<UUID> after = Optional.of(new UUID(0, 0));
    while (after.isPresent()) {
      UUID from = after.get();
      after = look(site, requester, log, inspection -> inspection.documents(from));
    }
  }

  private void uploads(Site site, Requester requester, InspectionLog log) {
    look(
        site,
        requester,
        log,
        inspection -> {
          inspection.uploads();
          return site;
        });
  }

  private <R> R look(
      Site site, Requester requester, InspectionLog log, Function<SiteInspection, R> step) {
    Looked<R> looked =
        tasks.read(
            site,
            requester,
            work -> {
              SiteInspection inspection = new SiteInspection(work, site, objects);
              return new Looked<>(inspection, step.apply(inspection));
            });
    looked.inspection.tell(log);
    return looked.result;
  }

  private record Looked<R>(SiteInspection inspection, R result) {}
}
