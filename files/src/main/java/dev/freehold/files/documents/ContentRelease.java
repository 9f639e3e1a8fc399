package dev.freehold.files.documents;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.parts.PartPageRows;
import dev.freehold.files.parts.PartRow;
import dev.freehold.files.parts.PartRows;
import dev.freehold.files.parts.PartsLetGo;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import java.util.List;
import java.util.UUID;

/**
 * Releases the objects of documents and uploads, in the caller's transaction. If there are many
 * parts, the rest follows when that transaction is durable.
 */
public final class ContentRelease {

  private final ObjectStore objects;
  private final PartsLetGo parts;

  /** Lets go of objects of {@code objects}. */
  public ContentRelease(ObjectStore objects, PartsLetGo parts) {
    this.objects = objects;
    this.parts = parts;
  }

  /** What a document had, which is replaced or deleted. */
  void ofDocument(SiteTasks.Work work, Site site, DocumentRow row) {
    if (row.uploadId().isPresent()) {
      PartPageRows.deleteAll(work.tx(), row.uploadId().get());
      ofUpload(work, site, row.uploadId().get());
    } else {
      objects.release(work.tx(), site.tenantId(), row.objectId());
    }
  }

  /** All parts of an upload. */
  public void ofUpload(SiteTasks.Work work, Site site, UUID uploadId) {
    if (!parts.begin(work.tx(), SiteScope.of(site), uploadId)) {
      work.afterwards().add(() -> parts.finish(SiteScope.of(site), uploadId));
    }
  }

  /** A part that is replaced. */
  public void ofPart(SiteTasks.Work work, Site site, UUID uploadId, PartRow part) {
    objects.release(work.tx(), site.tenantId(), part.objectId());
    PartRows.delete(work.tx(), uploadId, List.of(part.number()));
  }

  /** Parts of an upload that were not chosen, while others stay. */
  public void ofParts(SiteTasks.Work work, Site site, UUID uploadId, List<PartRow> unwanted) {
    if (unwanted.isEmpty()) {
      return;
    }
    if (unwanted.size() <= FilesLimits.PARTS_PER_RELEASE) {
      objects.release(
          work.tx(), site.tenantId(), unwanted.stream().map(PartRow::objectId).toList());
      PartRows.delete(work.tx(), uploadId, numbers(unwanted));
      return;
    }
    // Set apart, so that what is noted is a set of its own.
    UUID apart = UUID.randomUUID();
    for (int from = 0; from < unwanted.size(); from += FilesLimits.PARTS_PER_RELEASE) {
      int to = Math.min(from + FilesLimits.PARTS_PER_RELEASE, unwanted.size());
      PartRows.move(work.tx(), uploadId, numbers(unwanted.subList(from, to)), apart);
    }
    parts.note(work.tx(), site.id(), apart);
    work.afterwards().add(() -> parts.finish(SiteScope.of(site), apart));
  }

  private static List<Integer> numbers(List<PartRow> parts) {
    return parts.stream().map(PartRow::number).toList();
  }
}
