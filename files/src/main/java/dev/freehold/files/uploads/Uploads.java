package dev.freehold.files.uploads;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.ContentIntake;
import dev.freehold.files.documents.ContentRelease;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentName;
import dev.freehold.files.documents.DocumentPlacement;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.DocumentRow;
import dev.freehold.files.documents.DocumentSecrets;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.documents.PartIndex;
import dev.freehold.files.documents.PropertiesJson;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.parts.PartRow;
import dev.freehold.files.parts.PartRows;
import dev.freehold.files.parts.PartsLetGo;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.RowIds;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Documents that are uploaded in parts. Parts arrive in any order and may be replaced; clients see
 * none of them before the upload is completed. Safe for use by many threads.
 */
public final class Uploads {

  private static final Comparator<Upload> IN_ORDER =
      Comparator.comparing(
              (Upload upload) -> DocumentName.bytes(upload.name()), Arrays::compareUnsigned)
          .thenComparing(Upload::startedAt)
          .thenComparing(Upload::id);

  private final SiteTasks tasks;
  private final ContentIntake intake;
  private final ContentRelease release;
  private final DocumentPlacement placement;
  private final Clock clock;

  /**
   * Keeps uploads in {@code database}, which also holds content's tables.
   *
   * @param clock dates uploads, parts and documents
   */
  public Uploads(Database database, ObjectStore objects, KeyAccess keys, Aead aead, Clock clock) {
    this.tasks = new SiteTasks(database, keys, aead);
    this.intake = new ContentIntake(objects, tasks);
    this.release = new ContentRelease(objects, new PartsLetGo(database, objects));
    this.placement = new DocumentPlacement(release, database.dialect());
    this.clock = clock;
  }

  /**
   * Begins an upload.
   *
   * @throws FilesException {@code document-name-invalid}, {@code document-properties-too-large},
   *     {@code too-many-uploads}, {@code site-not-found}
   */
  public Upload start(Site site, String name, DocumentProperties properties, Requester requester) {
    DocumentSecrets secrets = new DocumentSecrets(name, "", properties);
    PropertiesJson.encode(properties);
    UUID id = UUID.randomUUID();
    return tasks.change(
        site,
        requester,
        work -> {
          if (UploadRows.count(work.tx(), site.id()) >= FilesLimits.MAX_OPEN_UPLOADS) {
            throw new FilesException(
                FilesError.TOO_MANY_UPLOADS,
                "a site has at most %d open uploads; complete or abort some"
                    .formatted(FilesLimits.MAX_OPEN_UPLOADS));
          }
          UploadRows.Row row = UploadRows.Row.sealed(id, now(), secrets, work.keys());
          UploadRows.insert(work.tx(), site.id(), row);
          return row.open(site.id(), work.keys());
        });
  }

  /**
   * An open upload.
   *
   * @throws FilesException {@code upload-not-found}, {@code site-not-found}
   */
  public Upload require(Site site, UUID uploadId, Requester requester) {
    return tasks.read(
        site,
        requester,
        work ->
            UploadRows.find(work.tx(), site.id(), uploadId)
                .orElseThrow(() -> notFound(work, site))
                .open(site.id(), work.keys()));
  }

  /**
   * The site's open uploads, without their properties, in the order of names and, for one name, of
   * their beginning. One whose row is damaged has no name any more; it is left out, and ends when
   * it expires.
   *
   * @throws FilesException {@code site-not-found}
   */
  public List<Upload> list(Site site, Requester requester) {
    return tasks.read(
        site,
        requester,
        work -> {
          List<Upload> uploads = new ArrayList<>();
          UploadRows.each(
              work.tx(),
              site.id(),
              row ->
                  row.openIfIntact(site.id(), work.keys())
                      .map(Upload::listed)
                      .ifPresent(uploads::add));
          if (uploads.isEmpty()) {
            work.requireSite(site);
          }
          uploads.sort(IN_ORDER);
          return List.copyOf(uploads);
        });
  }

  /**
   * Stores a part, in the place of one of the same number.
   *
   * @throws FilesException {@code upload-not-found}, {@code upload-part-invalid} for a number out
   *     of range, {@code document-too-large}, {@code document-hash-mismatch}
   * @throws IOException if and only if the content's stream throws it
   */
  public UploadedPart putPart(
      Site site, UUID uploadId, int number, NewContent content, Requester requester)
      throws IOException {
    if (number < 1 || number > FilesLimits.MAX_PART_NUMBER) {
      throw new FilesException(
          FilesError.PART_INVALID,
          "the number of a part is 1 to %d".formatted(FilesLimits.MAX_PART_NUMBER));
    }
    require(site, uploadId, requester);
    return tasks.onSite(site, () -> putPartThere(site, uploadId, number, content, requester));
  }

  private UploadedPart putPartThere(
      Site site, UUID uploadId, int number, NewContent content, Requester requester)
      throws IOException {
    ContentIntake.Taken taken = intake.take(site, content, FilesLimits.MAX_PART_BYTES, requester);
    byte[] md5 = HexFormat.of().parseHex(taken.md5());
    return intake.register(
        taken,
        site,
        requester,
        (work, fresh) -> {
          lock(work, site, uploadId);
          PartRows.find(work.tx(), uploadId, number)
              .ifPresent(before -> release.ofPart(work, site, uploadId, before));
          PartRow row = part(uploadId, number, fresh, md5, work.keys());
          PartRows.insert(work.tx(), site.id(), uploadId, row);
          return new UploadedPart(number, row.sizeBytes(), taken.md5(), row.modifiedAt());
        });
  }

  private PartRow part(
      UUID uploadId, int number, SealedObject sealed, byte[] md5, SiteKeyring keys) {
    return PartRow.sealed(
        uploadId, number, sealed.objectId(), sealed.plaintextBytes(), now(), md5, keys);
  }

  /**
   * All parts that have come, by number.
   *
   * @throws FilesException {@code upload-not-found}, {@code site-not-found}
   */
  public List<UploadedPart> parts(Site site, UUID uploadId, Requester requester) {
    return parts(site, uploadId, 0, FilesLimits.MAX_PART_NUMBER, requester);
  }

  /**
   * Some of the parts that have come, by number. One whose row is damaged has not come: a client
   * sends it again.
   *
   * @param after the number behind which they begin; 0 at first
   * @param max how many at most
   * @throws FilesException {@code upload-not-found}, {@code site-not-found}
   */
  public List<UploadedPart> parts(
      Site site, UUID uploadId, int after, int max, Requester requester) {
    return tasks.read(
        site,
        requester,
        work -> {
          if (UploadRows.find(work.tx(), site.id(), uploadId).isEmpty()) {
            throw notFound(work, site);
          }
          return PartRows.of(work.tx(), uploadId, after, max).stream()
              .flatMap(row -> row.part(work.keys()).stream())
              .toList();
        });
  }

  /**
   * Makes the document of the parts that are named, in the order of their numbers, in the place of
   * one of the same name; other parts are dropped. No content is copied.
   *
   * @throws FilesException {@code upload-not-found}, {@code upload-part-invalid}, {@code
   *     upload-part-order-invalid}, {@code upload-part-too-small}, {@code document-too-large},
   *     {@code document-precondition-failed}, {@code document-not-found} if a condition wants one,
   *     {@code legal-hold} if it would replace another on a site that is held
   */
  public Document complete(
      Site site,
      UUID uploadId,
      List<ChosenPart> parts,
      Conditions conditions,
      Requester requester) {
    return tasks.change(
        site,
        requester,
        work -> {
          Upload upload = lock(work, site, uploadId).open(site.id(), work.keys());
          List<PartRow> rows = PartRows.of(work.tx(), uploadId);
          PartChoice choice = PartChoice.of(parts, rows, work.keys());
          release.ofParts(work, site, uploadId, choice.others());
          Document document =
              new Document(
                  site.id(),
                  upload.name(),
                  choice.first().objectId(),
                  choice.sizeBytes(),
                  choice.etag(),
                  now(),
                  upload.properties());
          placement.place(
              work,
              site,
              DocumentName.bytes(upload.name()),
              conditions,
              id -> row(id, uploadId, document, work.keys()),
              RowIds.next(clock));
          PartIndex.write(work.tx(), work.keys(), uploadId, document, choice.chosen());
          UploadRows.delete(work.tx(), uploadId);
          return document;
        });
  }

  private static DocumentRow row(UUID id, UUID uploadId, Document document, SiteKeyring keys) {
    return DocumentRow.sealed(
        id,
        document.id(),
        Optional.of(uploadId),
        document.sizeBytes(),
        document.modifiedAt(),
        new DocumentSecrets(document.name(), document.etag(), document.properties()),
        keys);
  }

  /**
   * Ends an upload and drops its parts.
   *
   * @throws FilesException {@code upload-not-found}, {@code site-not-found}
   */
  public void abort(Site site, UUID uploadId, Requester requester) {
    tasks.change(
        site,
        requester,
        work -> {
          lock(work, site, uploadId);
          release.ofUpload(work, site, uploadId);
          UploadRows.delete(work.tx(), uploadId);
          return null;
        });
  }

  private UploadRows.Row lock(SiteTasks.Work work, Site site, UUID uploadId) {
    return UploadRows.lock(work.tx(), tasks.dialect(), site.id(), uploadId)
        .orElseThrow(Uploads::notFound);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static FilesException notFound(SiteTasks.Work work, Site site) {
    work.requireSite(site);
    return notFound();
  }

  private static FilesException notFound() {
    return new FilesException(
        FilesError.UPLOAD_NOT_FOUND,
        "the site has no such open upload; it may have been completed or aborted");
  }
}
