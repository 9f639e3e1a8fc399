package dev.freehold.files.uploads;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.parts.PartsLetGo;
import dev.freehold.files.sites.SiteRows;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Ends uploads that are so old that nobody will complete them, to free the space of their parts,
 * and finishes releases that a dead process left undone. It needs no key, so it works while a
 * tenant's keys are revoked. Each upload ends in its own transaction. Safe to run in several
 * threads and processes at once.
 */
public final class UploadSweeper {

  private final Database database;
  private final PartsLetGo parts;
  private final Duration expiry;
  private final TwoClocks clocks;

  /**
   * Ends uploads in {@code database}, which also holds content's tables.
   *
   * @param expiry how long after its beginning an upload ends, whether parts still come or not;
   *     {@link FilesLimits#MIN_UPLOAD_EXPIRY} to {@link FilesLimits#MAX_UPLOAD_EXPIRY}
   */
  public UploadSweeper(Database database, ObjectStore objects, Duration expiry, TwoClocks clocks) {
    if (expiry.compareTo(FilesLimits.MIN_UPLOAD_EXPIRY) < 0
        || expiry.compareTo(FilesLimits.MAX_UPLOAD_EXPIRY) > 0) {
      throw new IllegalArgumentException(
          "an upload ends %s to %s after its beginning, not %s"
              .formatted(FilesLimits.MIN_UPLOAD_EXPIRY, FilesLimits.MAX_UPLOAD_EXPIRY, expiry));
    }
    this.database = database;
    this.parts = new PartsLetGo(database, objects);
    this.expiry = expiry;
    this.clocks = clocks;
  }

  /**
   * Ends the oldest uploads, {@link FilesLimits#MAX_EXPIRIES_PER_RUN} at most.
   *
   * @return how many
   */
  public int run() {
    parts.finishSome(FilesLimits.MAX_EXPIRIES_PER_RUN);
    Instant end = clocks.earlier().minus(expiry);
    int looked = 0;
    int ended = 0;
    while (looked < FilesLimits.MAX_EXPIRIES_PER_RUN) {
      List<UploadRows.Begun> page =
          database.read(tx -> UploadRows.begunBefore(tx, end, FilesLimits.EXPIRIES_PER_PAGE));
      for (UploadRows.Begun upload : page) {
        ended += end(upload) ? 1 : 0;
      }
      if (page.size() < FilesLimits.EXPIRIES_PER_PAGE) {
        return ended;
      }
      looked += page.size();
    }
    return ended;
  }

  private boolean end(UploadRows.Begun upload) {
    boolean ended = database.write(tx -> end(tx, upload));
    if (ended) {
      parts.finish(upload.site(), upload.id());
    }
    return ended;
  }

  /** Unless somebody else was faster. */
  private boolean end(Handle tx, UploadRows.Begun upload) {
    SiteScope site = upload.site();
    if (!SiteRows.lockShared(tx, database.dialect(), site.tenantId(), site.siteId())
        || UploadRows.lock(tx, database.dialect(), site.siteId(), upload.id()).isEmpty()) {
      return false;
    }
    UploadRows.delete(tx, upload.id());
    parts.note(tx, site.siteId(), upload.id());
    return true;
  }
}
