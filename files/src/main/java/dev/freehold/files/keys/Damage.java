package dev.freehold.files.keys;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports rows that were changed or damaged: to the log with the row's id, to the client without
 * it.
 */
public final class Damage {

  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private Damage() {}

  /**
   * A document whose row does not open, or says something else than what was sealed.
   *
   * @param what what is wrong, without anything that is sealed
   */
  public static FilesException ofDocument(UUID siteId, UUID rowId, String what) {
    LOG.error("document row {} of site {} is damaged: {}", rowId, siteId, what);
    return new FilesException(
        FilesError.DOCUMENT_DAMAGED,
        "the document's row was damaged or changed; ask the operator to restore it, or store the"
            + " document again");
  }

  /** A page of a site's index of names that does not open; names that it has cannot be found. */
  static FilesException ofIndex(UUID siteId, String what) {
    LOG.error("a page of the index of site {} is damaged: {}", siteId, what);
    return new FilesException(
        FilesError.DOCUMENT_DAMAGED,
        "the site's index of names was damaged or changed; ask the operator to restore it");
  }

  /** An upload whose row does not open, or says something else than what was sealed. */
  public static FilesException ofUpload(UUID siteId, UUID uploadId, String what) {
    LOG.error("upload row {} of site {} is damaged: {}", uploadId, siteId, what);
    return new FilesException(
        FilesError.DOCUMENT_DAMAGED,
        "the upload's row was damaged or changed; begin another upload");
  }

  /** A part whose row does not open, or says something else than what was sealed. */
  public static void ofPart(UUID uploadId, int number, String what) {
    LOG.error("the row of part {} of upload {} is damaged: {}", number, uploadId, what);
  }
}
