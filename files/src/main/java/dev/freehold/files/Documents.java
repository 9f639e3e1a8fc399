package dev.freehold.files;

import dev.freehold.custody.Requester;
import java.io.IOException;

/**
 * The documents of sites. Names, ETags and all that is kept beside a document are sealed under the
 * site key. Safe for use by many threads.
 */
public final class Documents {

  /**
   * Stores a document, in the place of one of the same name. Whoever has that one open reads it to
   * its end. If this throws, nothing has changed.
   *
   * @throws FilesException {@code document-name-invalid}, {@code document-too-large}, {@code
   *     document-properties-too-large}, {@code document-hash-mismatch}, {@code
   *     document-precondition-failed}, {@code document-not-found}, {@code site-not-found}
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
    return Pending.now();
  }

  /**
   * What is known of a document.
   *
   * @throws FilesException {@code document-not-found}
   */
  public Document require(Site site, String name, Requester requester) {
    return Pending.now();
  }

  /**
   * Opens a document for reading.
   *
   * @throws FilesException {@code document-not-found}
   */
  public OpenDocument open(Site site, String name, Requester requester) {
    return Pending.now();
  }

  /** A page of the site's documents in the order of their names. */
  public DocumentPage list(Site site, DocumentSelection selection, Requester requester) {
    return Pending.now();
  }

  /**
   * Deletes a document.
   *
   * @return whether there was one
   * @throws FilesException {@code document-precondition-failed}, {@code document-not-found} if a
   *     condition wants one
   */
  public boolean delete(Site site, String name, Conditions conditions, Requester requester) {
    return Pending.now();
  }

  static FilesException notFound() {
    return new FilesException(
        FilesError.DOCUMENT_NOT_FOUND, "the site has no document of this name; list the site");
  }
}
