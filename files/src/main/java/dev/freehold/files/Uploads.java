package dev.freehold.files;

import dev.freehold.custody.Requester;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Documents that come in parts. Parts come in any order and may be replaced; nothing of them is
 * visible before the upload is completed. Safe for use by many threads.
 */
public final class Uploads {

  /**
   * Begins an upload.
   *
   * @throws FilesException {@code document-name-invalid}, {@code document-properties-too-large},
   *     {@code too-many-uploads}, {@code site-not-found}
   */
  public Upload start(Site site, String name, DocumentProperties properties, Requester requester) {
    return Pending.now();
  }

  /**
   * An open upload.
   *
   * @throws FilesException {@code upload-not-found}
   */
  public Upload require(Site site, UUID uploadId, Requester requester) {
    return Pending.now();
  }

  /** The site's open uploads in the order of names and, for one name, of their beginning. */
  public List<Upload> list(Site site, Requester requester) {
    return Pending.now();
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
    return Pending.now();
  }

  /**
   * The parts that have come, by number.
   *
   * @throws FilesException {@code upload-not-found}
   */
  public List<UploadedPart> parts(Site site, UUID uploadId, Requester requester) {
    return Pending.now();
  }

  /**
   * Makes the document of the parts that are named, in the order of their numbers, in the place of
   * one of the same name; other parts are dropped. No content is copied.
   *
   * @throws FilesException {@code upload-not-found}, {@code upload-part-invalid}, {@code
   *     upload-part-too-small}, {@code document-too-large}, {@code document-precondition-failed},
   *     {@code document-not-found} if a condition wants one
   */
  public Document complete(
      Site site,
      UUID uploadId,
      List<ChosenPart> parts,
      Conditions conditions,
      Requester requester) {
    return Pending.now();
  }

  /**
   * Ends an upload and drops its parts.
   *
   * @throws FilesException {@code upload-not-found}
   */
  public void abort(Site site, UUID uploadId) {
    Pending.now();
  }
}
