package dev.freehold.files.s3.request;

import dev.freehold.files.documents.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * What must be true of a document for it to be read (RFC 9110, section 13.2.2); a null is no
 * condition. Dates of HTTP have whole seconds, so documents' times are compared as such.
 */
public record ReadConditions(
    String ifMatch, String ifNoneMatch, Instant ifModifiedSince, Instant ifUnmodifiedSince) {

  static final ReadConditions NONE = new ReadConditions(null, null, null, null);

  /** The conditions of a read. */
  public static ReadConditions of(GetObjectRequest request) {
    return new ReadConditions(
        request.ifMatch(),
        request.ifNoneMatch(),
        request.ifModifiedSince(),
        request.ifUnmodifiedSince());
  }

  /** The conditions on the source of a copy. */
  public static ReadConditions ofSource(CopyObjectRequest request) {
    return new ReadConditions(
        request.copySourceIfMatch(),
        request.copySourceIfNoneMatch(),
        request.copySourceIfModifiedSince(),
        request.copySourceIfUnmodifiedSince());
  }

  /** Refuses a copy from a document that does not meet them. */
  public void requireForCopy(Document document) {
    if (isAnother(document) || isKnown(document)) {
      throw failed();
    }
  }

  /** Refuses a read of a document that does not meet them; 304 if the client has it already. */
  public void requireForRead(Document document) {
    if (isAnother(document)) {
      throw failed();
    }
    if (isKnown(document)) {
      throw S3Exceptions.fromStatusCode(304, ETags.quoted(document.etag()), Map.of(), null);
    }
  }

  private boolean isAnother(Document document) {
    if (ifMatch != null) {
      return !ETags.has(ifMatch, document.etag());
    }
    return ifUnmodifiedSince != null && modified(document).isAfter(ifUnmodifiedSince);
  }

  private boolean isKnown(Document document) {
    if (ifNoneMatch != null) {
      return ETags.has(ifNoneMatch, document.etag());
    }
    return ifModifiedSince != null && !modified(document).isAfter(ifModifiedSince);
  }

  private static Instant modified(Document document) {
    return document.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
  }

  private static RuntimeException failed() {
    return S3Failures.of(
        ErrorCode.PRECONDITION_FAILED, "the object is not in the state that was made a condition");
  }
}
