package dev.freehold.files.parts;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.SiteRows;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.files.uploads.UploadSweeper;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases the parts of an upload in steps. The transaction that ends the upload releases the first
 * {@link FilesLimits#PARTS_PER_RELEASE} and notes that more are left; the rest follow in batches.
 * If the process dies in between, {@link UploadSweeper} finds the note and continues. From the
 * first transaction on nobody can open the parts. Safe for use by many threads.
 */
public final class PartsLetGo {

  private static final Logger LOG = LoggerFactory.getLogger(PartsLetGo.class);

  private final Database database;
  private final ObjectStore objects;

  /** Releases parts in {@code database}. */
  public PartsLetGo(Database database, ObjectStore objects) {
    this.database = database;
    this.objects = objects;
  }

  /**
   * Releases parts in the caller's transaction, which holds the site.
   *
   * @return whether all were released; if not, call {@link #finish} once the transaction is durable
   */
  public boolean begin(Handle tx, SiteScope site, UUID uploadId) {
    boolean isDone = releaseSome(tx, site, uploadId);
    if (!isDone) {
      LetGoRows.insert(tx, site.siteId(), uploadId);
    }
    return isDone;
  }

  /** Notes parts in the caller's transaction; call {@link #finish} once it is durable. */
  public void note(Handle tx, UUID siteId, UUID uploadId) {
    LetGoRows.insert(tx, siteId, uploadId);
  }

  /** Releases the rest. A failure is logged, and the sweeper releases what is left. */
  public void finish(SiteScope site, UUID uploadId) {
    try {
      finishOrThrow(site, uploadId);
    } catch (RuntimeException failed) {
      LOG.warn("the sweeper will release the parts of {}: {}", uploadId, failed.getMessage());
    }
  }

  /** Releases what is left of a site, for example before its deletion. */
  public void finishAll(SiteScope site) {
    for (UUID uploadId : database.read(tx -> LetGoRows.of(tx, site.siteId()))) {
      finishOrThrow(site, uploadId);
    }
  }

  /**
   * Releases parts that dead processes left, of {@code max} uploads at most. A failure with one
   * does not stop the others.
   */
  public void finishSome(int max) {
    for (LetGoRows.Parts parts : database.read(tx -> LetGoRows.some(tx, max))) {
      finish(parts.site(), parts.uploadId());
    }
  }

  private void finishOrThrow(SiteScope site, UUID uploadId) {
    boolean isDone = false;
    while (!isDone) {
      isDone = database.write(tx -> goOn(tx, site, uploadId));
    }
  }

  /** Returns whether nothing is left, which may be because somebody else did it. */
  private boolean goOn(Handle tx, SiteScope site, UUID uploadId) {
    if (!SiteRows.lockShared(tx, database.dialect(), site.tenantId(), site.siteId())
        || !LetGoRows.lock(tx, database.dialect(), uploadId)) {
      return true;
    }
    boolean isDone = releaseSome(tx, site, uploadId);
    if (isDone) {
      LetGoRows.delete(tx, uploadId);
    }
    return isDone;
  }

  private boolean releaseSome(Handle tx, SiteScope site, UUID uploadId) {
    List<PartRows.Held> parts = PartRows.first(tx, uploadId, FilesLimits.PARTS_PER_RELEASE);
    if (!parts.isEmpty()) {
      objects.release(tx, site.tenantId(), parts.stream().map(PartRows.Held::objectId).toList());
      PartRows.deleteUpTo(tx, uploadId, parts.getLast().number());
    }
    return parts.size() < FilesLimits.PARTS_PER_RELEASE;
  }
}
