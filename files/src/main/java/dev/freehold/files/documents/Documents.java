package dev.freehold.files.documents;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.store.ContentDigest;
import dev.freehold.content.store.FoundObject;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.keys.Damage;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.parts.PartRow;
import dev.freehold.files.parts.PartRows;
import dev.freehold.files.parts.PartsLetGo;
import dev.freehold.files.parts.Pieces;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.RowIds;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents of sites. Names, ETags and properties of a document are sealed under the site key.
 * Safe for use by many threads.
 */
public final class Documents {

  /** How often a document is looked up that is replaced just when it is opened. */
  private static final int MAX_OPENINGS = 8;

  private final ObjectStore objects;
  private final SiteTasks tasks;
  private final ContentIntake intake;
  private final DocumentPlacement placement;
  private final Clock clock;
  private final KnownDocuments known = new KnownDocuments();

  /**
   * Keeps documents in {@code database}, which also holds content's tables.
   *
   * @param clock dates documents
   */
  public Documents(Database database, ObjectStore objects, KeyAccess keys, Aead aead, Clock clock) {
    this.objects = objects;
    this.tasks = new SiteTasks(database, keys, aead);
    this.intake = new ContentIntake(objects, tasks);
    this.placement =
        new DocumentPlacement(
            new ContentRelease(objects, new PartsLetGo(database, objects)), database.dialect());
    this.clock = clock;
  }

  /**
   * Stores a document, in the place of one of the same name. Anyone who has that one open reads it
   * to its end. If this throws, nothing has changed.
   *
   * @throws FilesException {@code document-name-invalid}, {@code document-too-large}, {@code
   *     document-properties-too-large}, {@code document-hash-mismatch}, {@code
   *     document-precondition-failed}, {@code document-not-found}, {@code site-not-found}, {@code
   *     legal-hold} if it would replace another on a site that is held
   * @throws ContentException {@code object-length-mismatch}, or what the blob store says
   * @throws dev.freehold.custody.KeyAccessException if the site key is not given
   * @throws IOException if and only if the content's stream throws it
   */
  public Document put(
      Site site,
      String name,
      DocumentProperties properties,
      NewContent content,
      Conditions conditions,
      Requester requester)
      throws IOException {
    return tasks.onSite(
        site, () -> putThere(site, name, properties, content, conditions, requester));
  }

  private Document putThere(
      Site site,
      String name,
      DocumentProperties properties,
      NewContent content,
      Conditions conditions,
      Requester requester)
      throws IOException {
    byte[] nameBytes = DocumentName.bytes(name);
    PropertiesJson.encode(properties);
    ContentIntake.Taken taken = intake.take(site, content, FilesLimits.MAX_PUT_BYTES, requester);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    DocumentSecrets secrets = new DocumentSecrets(name, taken.md5(), properties);
    return intake.register(
        taken,
        site,
        requester,
        (work, fresh) -> {
          placement.place(
              work,
              site,
              nameBytes,
              conditions,
              id -> row(id, fresh, now, work.keys(), secrets),
              RowIds.next(clock));
          return new Document(
              site.id(),
              name,
              fresh.objectId(),
              fresh.plaintextBytes(),
              taken.md5(),
              now,
              properties);
        });
  }

  private static DocumentRow row(
      UUID id, SealedObject sealed, Instant now, SiteKeyring keys, DocumentSecrets secrets) {
    return DocumentRow.sealed(
        id, sealed.objectId(), Optional.empty(), sealed.plaintextBytes(), now, secrets, keys);
  }

  /**
   * What is known of a document.
   *
   * @throws FilesException {@code document-not-found}, {@code document-damaged}, {@code
   *     site-not-found}
   * @throws dev.freehold.custody.KeyAccessException if the site key is not given
   */
  public Document require(Site site, String name, Requester requester) {
    byte[] nameBytes = DocumentName.bytes(name);
    return tasks.read(site, requester, work -> find(work, site, name, nameBytes).document());
  }

  /**
   * Opens a document for reading.
   *
   * @throws FilesException {@code document-not-found}, {@code document-damaged}, {@code
   *     site-not-found}
   * @throws dev.freehold.custody.KeyAccessException if the site key is not given
   * @throws ContentException {@code object-corrupt}, or what the blob store says
   */
  public OpenDocument open(Site site, String name, Requester requester) {
    return open(site, name, Document::all, requester);
  }

  /**
   * Opens some bytes of a document for reading; of one in parts, only what has them is looked up.
   *
   * @throws FilesException {@code document-not-found}, {@code document-damaged}, {@code
   *     site-not-found}
   * @throws IndexOutOfBoundsException if what is wanted is not within the document
   * @throws dev.freehold.custody.KeyAccessException if the site key is not given
   * @throws ContentException {@code object-corrupt}, or what the blob store says
   */
  public OpenDocument open(Site site, String name, WantedBytes wanted, Requester requester) {
    return tasks.onSite(site, () -> openThere(site, name, wanted, requester));
  }

  private OpenDocument openThere(Site site, String name, WantedBytes wanted, Requester requester) {
    byte[] nameBytes = DocumentName.bytes(name);
    for (int attempt = 1; ; attempt++) {
      Found found =
          findAlone(site, name, nameBytes, wanted, requester)
              .orElseGet(
                  () ->
                      tasks.read(
                          site,
                          requester,
                          work -> find(work, site, find(work, site, name, nameBytes), wanted)));
      try {
        return new OpenDocument(
            found.document(),
            found.span(),
            new DocumentPieces(
                objects,
                SiteScope.of(site),
                requester,
                found.pieces(),
                objectId -> digest(site, found, objectId, requester),
                found.first()));
      } catch (ContentException failure) {
        // Replaced since, most likely.
        if (failure.error() != ContentError.OBJECT_NOT_FOUND || attempt == MAX_OPENINGS) {
          throw failure;
        }
      }
    }
  }

  /**
   * By the row that it was in last, with one statement. Empty if the document is not there any
   * more, or is one in parts.
   */
  private Optional<Found> findAlone(
      Site site, String name, byte[] nameBytes, WantedBytes wanted, Requester requester) {
    return known
        .find(site.id(), nameBytes)
        .flatMap(
            rowId ->
                tasks.find(
                    site,
                    requester,
                    DocumentRows.WITH_OBJECT,
                    DocumentRows.byId(site.id(), rowId),
                    (row, keys) ->
                        row.document()
                            .document(site, name, keys)
                            .filter(_ -> row.document().uploadId().isEmpty())
                            .map(document -> whole(document, row, wanted))));
  }

  private static Found whole(Document document, DocumentRows.WithObject row, WantedBytes wanted) {
    return new Found(
        document,
        span(document, wanted),
        Pieces.ofOne(row.document().objectId(), document.sizeBytes()),
        row.object(),
        Optional.empty());
  }

  private static ByteSpan span(Document document, WantedBytes wanted) {
    ByteSpan span = wanted.of(document);
    Objects.checkFromIndexSize(span.from(), span.length(), document.sizeBytes());
    return span;
  }

  private Found find(SiteTasks.Work work, Site site, Located located, WantedBytes wanted) {
    Document document = located.document();
    ByteSpan span = span(document, wanted);
    Pieces pieces = pieces(work, located.row(), document, span);
    FoundObject first =
        objects.find(work.tx(), SiteScope.of(site).owner(), pieces.list().getFirst().objectId());
    return new Found(document, span, pieces, first, located.row().uploadId());
  }

  /** What is sealed of an object's content: of a whole document in its row, else in the part's. */
  private ContentDigest digest(Site site, Found found, UUID objectId, Requester requester) {
    String md5 =
        found.uploadId().isEmpty()
            ? found.document().etag()
            : tasks.read(
                site,
                requester,
                work ->
                    PartRows.ofObject(work.tx(), found.uploadId().get(), objectId)
                        .flatMap(part -> part.etagIfIntact(work.keys()))
                        .orElseThrow(PartIndex::corrupt));
    return ContentDigest.ofHex(ContentDigest.Algorithm.MD5, md5);
  }

  /** By the row that it was in last, or else by the index. */
  private Located find(SiteTasks.Work work, Site site, String name, byte[] nameBytes) {
    return known
        .find(site.id(), nameBytes)
        .flatMap(rowId -> inRow(work, site, name, rowId))
        .orElseGet(
            () -> {
              UUID rowId = work.index().find(nameBytes).orElseThrow(() -> notFound(work, site));
              Located found =
                  inRow(work, site, name, rowId)
                      .orElseThrow(() -> Damage.ofDocument(site.id(), rowId, Listing.NOT_THERE));
              known.put(site.id(), nameBytes, rowId);
              return found;
            });
  }

  private static Optional<Located> inRow(SiteTasks.Work work, Site site, String name, UUID rowId) {
    return DocumentRows.find(work.tx(), site.id(), rowId)
        .flatMap(
            row ->
                row.document(site, name, work.keys()).map(document -> new Located(row, document)));
  }

  /** The objects that have the wanted bytes of a document. */
  public static Pieces pieces(
      SiteTasks.Work work, DocumentRow row, Document document, ByteSpan wanted) {
    if (row.uploadId().isEmpty()) {
      return Pieces.ofOne(row.objectId(), row.sizeBytes());
    }
    UUID uploadId = row.uploadId().get();
    return PartIndex.read(work.tx(), work.keys(), uploadId, document, wanted)
        .orElseGet(() -> allParts(work, uploadId, document).within(wanted));
  }

  /** Of a document without pages: all rows, which the sealed ETag says the order of. */
  private static Pieces allParts(SiteTasks.Work work, UUID uploadId, Document document) {
    List<PartRow> parts = PartRows.of(work.tx(), uploadId);
    String etag =
        Md5.ofParts(
            parts.stream()
                .map(part -> part.etagIfIntact(work.keys()).orElseThrow(PartIndex::corrupt))
                .toList());
    Pieces pieces = new Pieces(0, PartIndex.pieces(parts));
    if (!etag.equals(document.etag()) || pieces.end() != document.sizeBytes()) {
      throw PartIndex.corrupt();
    }
    return pieces;
  }

  /**
   * A page of the site's documents in the order of their names. A document whose row is damaged is
   * listed as that.
   *
   * @throws FilesException {@code document-name-invalid} if what is to be selected is no
   *     well-formed text; {@code site-not-found}
   * @throws dev.freehold.custody.KeyAccessException if the site key is not given
   */
  public DocumentPage list(Site site, DocumentSelection selection, Requester requester) {
    return tasks.read(
        site,
        requester,
        work -> {
          DocumentPage page = new Listing(work, site, selection).page();
          if (page.isEmpty()) {
            work.requireSite(site);
          }
          return page;
        });
  }

  /**
   * Deletes a document.
   *
   * @return whether there was one
   * @throws FilesException {@code document-precondition-failed}, {@code document-not-found} if a
   *     condition wants one, {@code site-not-found}, {@code legal-hold}
   * @throws dev.freehold.custody.KeyAccessException if the site key is not given
   */
  public boolean delete(Site site, String name, Conditions conditions, Requester requester) {
    byte[] nameBytes = DocumentName.bytes(name);
    return tasks.change(
        site, requester, work -> placement.remove(work, site, nameBytes, conditions));
  }

  private static FilesException notFound(SiteTasks.Work work, Site site) {
    work.requireSite(site);
    return notFound();
  }

  static FilesException notFound() {
    return new FilesException(
        FilesError.DOCUMENT_NOT_FOUND, "the site has no document of this name; list the site");
  }

  private record Located(DocumentRow row, Document document) {}

  private record Found(
      Document document,
      ByteSpan span,
      Pieces pieces,
      FoundObject first,
      Optional<UUID> uploadId) {}
}
