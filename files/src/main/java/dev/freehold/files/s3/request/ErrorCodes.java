package dev.freehold.files.s3.request;

import dev.freehold.content.ContentError;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;

/** Which of S3's errors each of ours is. */
final class ErrorCodes {

  private ErrorCodes() {}

  static ErrorCode of(FilesError error) {
    return switch (error) {
      case SITE_NOT_FOUND -> ErrorCode.NO_SUCH_BUCKET;
      case SITE_EXISTS -> ErrorCode.BUCKET_ALREADY_EXISTS;
      case SITE_NAME_INVALID -> ErrorCode.INVALID_BUCKET_NAME;
      case SITE_NOT_EMPTY -> ErrorCode.BUCKET_NOT_EMPTY;
      case SITE_LIMIT_REACHED -> ErrorCode.TOO_MANY_BUCKETS;
      case ACCESS_DENIED, LEGAL_HOLD -> ErrorCode.ACCESS_DENIED;
      case DOCUMENT_NOT_FOUND -> ErrorCode.NO_SUCH_KEY;
      case DOCUMENT_NAME_INVALID -> ErrorCode.KEY_TOO_LONG;
      case DOCUMENT_TOO_LARGE -> ErrorCode.ENTITY_TOO_LARGE;
      case PROPERTIES_TOO_LARGE -> ErrorCode.METADATA_TOO_LARGE;
      case PRECONDITION_FAILED -> ErrorCode.PRECONDITION_FAILED;
      case HASH_MISMATCH -> ErrorCode.BAD_DIGEST;
      case UPLOAD_NOT_FOUND -> ErrorCode.NO_SUCH_UPLOAD;
      case TOO_MANY_UPLOADS -> ErrorCode.INVALID_REQUEST;
      case PART_INVALID -> ErrorCode.INVALID_PART;
      case PART_ORDER_INVALID -> ErrorCode.INVALID_PART_ORDER;
      case PART_TOO_SMALL -> ErrorCode.ENTITY_TOO_SMALL;
      case DOCUMENT_DAMAGED,
          PROPERTIES_UNREADABLE,
          SITE_URL_INVALID,
          PRINCIPAL_NOT_FOUND,
          LAST_OWNER,
          TOO_MANY_PRINCIPALS,
          ACCESS_KEY_NOT_FOUND,
          ACCESS_KEY_LIMIT_REACHED ->
          ErrorCode.INTERNAL_ERROR;
    };
  }

  /** Only what another attempt may cure says so with a 503. */
  static ErrorCode of(KeyAccessException.Reason reason) {
    return switch (reason) {
      case REFUSED, NO_SUCH_KEY -> ErrorCode.ACCESS_DENIED;
      case PURGED -> ErrorCode.PURGED;
      case ADDRESS_REFUSED, DID_NOT_ANSWER, KEY_RENEWED, NOT_RECORDED ->
          ErrorCode.SERVICE_UNAVAILABLE;
      case WRONG_ANSWER, AVAILABILITY_KEY_MISSING, NOT_AUTHENTIC -> ErrorCode.INTERNAL_ERROR;
    };
  }

  /**
   * Custody refuses a request of S3 only where a site is made, where one that is held would be
   * deleted, or where its state is broken.
   */
  static ErrorCode of(CustodyError error) {
    if (error == CustodyError.GEO_NOT_FOUND || error == CustodyError.GEO_CODE_INVALID) {
      return ErrorCode.INVALID_LOCATION_CONSTRAINT;
    }
    if (error == CustodyError.LEGAL_HOLD) {
      return ErrorCode.ACCESS_DENIED;
    }
    return error == CustodyError.COVERAGE_CHANGED
        ? ErrorCode.SERVICE_UNAVAILABLE
        : ErrorCode.INTERNAL_ERROR;
  }

  static ErrorCode of(ContentError error) {
    return switch (error) {
      case OBJECT_TOO_LARGE, BLOB_TOO_LARGE -> ErrorCode.ENTITY_TOO_LARGE;
      case OBJECT_LENGTH_MISMATCH -> ErrorCode.INCOMPLETE_BODY;
      case OBJECT_EXPIRED, STORE_FULL, STORE_READ_ONLY, STORE_DENIED, STORE_FAILED ->
          ErrorCode.SERVICE_UNAVAILABLE;
      case OBJECT_NOT_FOUND,
          OBJECT_CORRUPT,
          BLOB_MISSING,
          STORE_MISMATCH,
          RESCUE_NOT_AN_OBJECT,
          RESCUE_WRONG_BUNDLE,
          RESCUE_WRONG_KEY,
          RESCUE_FILE_FAILED ->
          ErrorCode.INTERNAL_ERROR;
    };
  }
}
