package dev.freehold.files.documents;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.owners.HeldOwners;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Dialect;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts a document into its place in a site, in the caller's transaction. */
public final class DocumentPlacement {

  private final ContentRelease release;
  private final HeldOwners held;

  /** Lets the earlier document go by {@code release}. */
  public DocumentPlacement(ContentRelease release, Dialect dialect) {
    this.release = release;
    this.held = new HeldOwners(dialect);
  }

  /**
   * Makes {@code draft} the document of this name; what had the name before is let go.
   *
   * @param newId the row's id if the name is new
   * @throws FilesException {@code document-precondition-failed}, {@code document-not-found}, {@code
   *     legal-hold} if there was one and the site is held
   */
  public void place(
      SiteTasks.Work work, Site site, byte[] name, Conditions conditions, Draft draft, UUID newId) {
    Handle tx = work.tx();
    Optional<UUID> found = work.index().lockAndFind(name);
    Optional<DocumentRow> before = found.flatMap(id -> DocumentRows.find(tx, site.id(), id));
    require(site, conditions, before, work.keys());
    DocumentRow row = draft.row(found.orElse(newId));
    if (before.isPresent()) {
      requireNoHold(tx, site);
      letGo(work, site, before.get());
      DocumentRows.replace(tx, site.id(), row);
    } else {
      DocumentRows.insert(tx, site.id(), row);
      if (found.isEmpty()) {
        work.index().add(name, row.id());
      }
    }
  }

  /**
   * Removes the document of this name.
   *
   * @return whether there was one
   * @throws FilesException as {@link #place}
   */
  boolean remove(SiteTasks.Work work, Site site, byte[] name, Conditions conditions) {
    Optional<UUID> found = work.index().lockAndFind(name);
    Optional<DocumentRow> before = found.flatMap(id -> DocumentRows.find(work.tx(), site.id(), id));
    require(site, conditions, before, work.keys());
    before.ifPresent(
        row -> {
          requireNoHold(work.tx(), site);
          letGo(work, site, row);
          DocumentRows.delete(work.tx(), site.id(), row.id());
        });
    found.ifPresent(id -> work.index().remove(name));
    return before.isPresent();
  }

  /** What a damaged row names may be another document's; then it stays. */
  private void letGo(SiteTasks.Work work, Site site, DocumentRow row) {
    if (row.isIntact(site.id(), work.keys())
        || !DocumentRows.isNamedElsewhere(work.tx(), site.id(), row)) {
      release.ofDocument(work, site, row);
    }
  }

  private void requireNoHold(Handle tx, Site site) {
    try {
      held.requireNone(tx, site.tenantId(), site.id());
    } catch (CustodyException refused) {
      throw new FilesException(FilesError.LEGAL_HOLD, refused.getMessage(), refused);
    }
  }

  private static void require(
      Site site, Conditions conditions, Optional<DocumentRow> before, SiteKeyring keys) {
    if (!conditions.equals(Conditions.NONE)) {
      conditions.require(before.map(row -> row.open(site.id(), keys).etag()));
    }
  }

  /** A document that has no row id yet. */
  @FunctionalInterface
  public interface Draft {
    DocumentRow row(UUID id);
  }
}
