package dev.freehold.files.s3.request;

/** The error codes of S3 that we answer by ourselves, with their statuses. */
public enum ErrorCode {
  ACCESS_CONTROL_LIST_NOT_SUPPORTED("AccessControlListNotSupported", 400),
  ACCESS_DENIED("AccessDenied", 403),
  BAD_DIGEST("BadDigest", 400),
  BUCKET_ALREADY_EXISTS("BucketAlreadyExists", 409),
  BUCKET_ALREADY_OWNED_BY_YOU("BucketAlreadyOwnedByYou", 409),
  BUCKET_NOT_EMPTY("BucketNotEmpty", 409),
  CONTENT_SHA256_MISMATCH("XAmzContentSHA256Mismatch", 400),
  ENTITY_TOO_LARGE("EntityTooLarge", 400),
  ENTITY_TOO_SMALL("EntityTooSmall", 400),
  INCOMPLETE_BODY("IncompleteBody", 400),
  INTERNAL_ERROR("InternalError", 500),
  INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403),
  INVALID_ARGUMENT("InvalidArgument", 400),
  INVALID_BUCKET_NAME("InvalidBucketName", 400),
  INVALID_LOCATION_CONSTRAINT("InvalidLocationConstraint", 400),
  INVALID_PART("InvalidPart", 400),
  INVALID_PART_ORDER("InvalidPartOrder", 400),
  INVALID_RANGE("InvalidRange", 416),
  INVALID_REQUEST("InvalidRequest", 400),
  INVALID_STORAGE_CLASS("InvalidStorageClass", 400),
  INVALID_URI("InvalidURI", 400),
  KEY_TOO_LONG("KeyTooLongError", 400),
  MALFORMED_XML("MalformedXML", 400),
  MAX_MESSAGE_LENGTH_EXCEEDED("MaxMessageLengthExceeded", 400),
  METADATA_TOO_LARGE("MetadataTooLarge", 400),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
  NOT_IMPLEMENTED("NotImplemented", 501),
  NO_SUCH_BUCKET("NoSuchBucket", 404),
  NO_SUCH_KEY("NoSuchKey", 404),
  NO_SUCH_UPLOAD("NoSuchUpload", 404),
  PRECONDITION_FAILED("PreconditionFailed", 412),
  PURGED("ContentPurged", 410),
  REQUEST_TIMEOUT("RequestTimeout", 400),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
  SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
  SLOW_DOWN("SlowDown", 503),
  TOO_MANY_BUCKETS("TooManyBuckets", 400);

  private final String code;
  private final int status;

  ErrorCode(String code, int status) {
    this.code = code;
    this.status = status;
  }

  /** The code in the error document. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
