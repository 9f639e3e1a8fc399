package dev.freehold.files.maintenance;

import dev.freehold.content.ContentException;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentName;
import dev.freehold.files.documents.DocumentRow;
import dev.freehold.files.documents.DocumentRows;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.names.NameCursor;
import dev.freehold.files.parts.PartRow;
import dev.freehold.files.parts.PartRows;
import dev.freehold.files.parts.Pieces;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.files.uploads.UploadRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A look at some rows of a site, in one transaction. That may run again from its beginning, so what
 * is found is told when it has ended.
 */
final class SiteInspection {

  private static final int PAGE_ROWS = 200;

  private final SiteTasks.Work work;
  private final Site site;
  private final ObjectStore objects;
  private final List<Finding> findings = new ArrayList<>();
  private int looked;

  SiteInspection(SiteTasks.Work work, Site site, ObjectStore objects) {
    this.work = work;
    this.site = site;
    this.objects = objects;
  }

  private record Finding(String code, String subject) {}

  private void found(String code, String subject) {
    findings.add(new Finding(code, subject));
  }

  /** Tells what was found. */
  void tell(InspectionLog log) {
    ContentOwner owner = SiteScope.of(site).owner();
    findings.forEach(finding -> log.found(owner, finding.code(), finding.subject()));
    for (int row = 0; row < looked; row++) {
      log.checked(0);
    }
  }

  /** Looks where some names lead; returns the last of them, or nothing if there are no more. */
  Optional<byte[]> names(byte[] after) {
    NameCursor cursor = work.index().cursor();
    cursor.seek(Arrays.copyOf(after, after.length + (after.length == 0 ? 0 : 1)));
    Optional<byte[]> last = Optional.empty();
    for (int place = 0; place < PAGE_ROWS && cursor.hasName(); place++) {
      name(DocumentName.text(cursor.name()), cursor.documentId());
      last = Optional.of(cursor.name());
      cursor.next();
    }
    return last;
  }

  private void name(String name, UUID rowId) {
    Optional<DocumentRow> row = DocumentRows.find(work.tx(), site.id(), rowId);
    if (row.isEmpty()) {
      found("name-without-document", "entry for document row " + rowId);
    } else if (row.get().isIntact(site.id(), work.keys())
        && row.get().document(site, name, work.keys()).isEmpty()) {
      found("name-misplaced", "entry for document row " + rowId);
    }
  }

  /** Looks at some documents; returns the last row's id, or nothing if there are no more. */
  Optional<UUID> documents(UUID after) {
    List<DocumentRow> rows = DocumentRows.after(work.tx(), site.id(), after, PAGE_ROWS);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Set<UUID> there =
        objects
            .ownerKeyIds(
                work.tx(), site.tenantId(), rows.stream().map(DocumentRow::objectId).toList())
            .keySet();
    for (DocumentRow row : rows) {
      document(row, there);
      looked++;
    }
    return Optional.of(rows.getLast().id());
  }

  private void document(DocumentRow row, Set<UUID> there) {
    String subject = "document row " + row.id();
    if (!row.isIntact(site.id(), work.keys())) {
      found("document-damaged", subject);
      return;
    }
    String name = row.open(site.id(), work.keys()).name();
    Document document = row.document(site, name, work.keys()).orElseThrow();
    if (!work.index().find(DocumentName.bytes(name)).equals(Optional.of(row.id()))) {
      found("document-without-name", subject);
    }
    if (!there.contains(row.objectId())) {
      found("document-without-object", subject);
    }
    if (row.uploadId().isPresent()) {
      pieces(row, document, subject);
    }
  }

  private void pieces(DocumentRow row, Document document, String subject) {
    try {
      Pieces pieces = Documents.pieces(work, row, document, document.all());
      Set<UUID> wanted =
          pieces.list().stream().map(Pieces.Piece::objectId).collect(Collectors.toSet());
      if (!objects.ownerKeyIds(work.tx(), site.tenantId(), wanted).keySet().containsAll(wanted)) {
        found("document-without-object", subject);
      }
    } catch (ContentException damaged) {
      found("document-parts-damaged", subject);
    }
  }

  /** Looks at the open uploads and the parts that have come. */
  void uploads() {
    UploadRows.each(work.tx(), site.id(), this::upload);
  }

  private void upload(UploadRows.Row upload) {
    if (upload.openIfIntact(site.id(), work.keys()).isEmpty()) {
      found("upload-damaged", "upload " + upload.id());
    }
    for (PartRow part : PartRows.of(work.tx(), upload.id())) {
      if (part.etagIfIntact(work.keys()).isEmpty()) {
        found("part-damaged", "part %d of upload %s".formatted(part.number(), upload.id()));
      }
    }
  }
}
