package dev.freehold.files.documents;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import java.util.Optional;

/**
 * Conditions that a document must satisfy at the moment when it is changed (RFC 9110, section
 * 13.1).
 *
 * @param ifMatch {@code *} for any document, or the ETag that it must have, without quotes
 * @param ifNoneMatch {@code *} if there must be no document, or the ETag that it must not have
 */
public record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {

  /** Anything may be there, or nothing. */
  public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());

  /**
   * Checks the conditions on a document that is there, or that is not.
   *
   * @throws FilesException {@code document-not-found} if {@code ifMatch} wants one and there is
   *     none; {@code document-precondition-failed}
   */
  void require(Optional<String> etag) {
    if (ifMatch.isPresent() && etag.isEmpty()) {
      throw Documents.notFound();
    }
    boolean matches = ifMatch.isEmpty() || isOneOf(ifMatch.get(), etag);
    boolean differs = ifNoneMatch.isEmpty() || !isOneOf(ifNoneMatch.get(), etag);
    if (!matches || !differs) {
      throw new FilesException(
          FilesError.PRECONDITION_FAILED,
          "the document does not meet the condition of the request (If-Match or If-None-Match);"
              + " look at it again");
    }
  }

  private static boolean isOneOf(String wanted, Optional<String> etag) {
    return etag.isPresent() && (wanted.equals("*") || wanted.equals(etag.get()));
  }
}
