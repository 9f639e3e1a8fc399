package dev.freehold.content;

/** The ways in which the object store, or the disk or S3 store below it, can fail. */
public enum ContentError {
  /** No object of that id, or it was released. */
  OBJECT_NOT_FOUND("object-not-found"),
  /** The object's bytes are not those that were sealed; nothing of the damaged part is given. */
  OBJECT_CORRUPT("object-corrupt"),
  /** More bytes than the caller's bound. */
  OBJECT_TOO_LARGE("object-too-large"),
  /** The input has another length than its sender said: a connection that was cut. */
  OBJECT_LENGTH_MISMATCH("object-length-mismatch"),
  /** Sealed too long ago to be registered; the sweeper may be removing it. */
  OBJECT_EXPIRED("object-expired"),
  /** The blob store has no blob of that name. */
  BLOB_MISSING("blob-missing"),
  /** A blob would exceed the bound it was created with. */
  BLOB_TOO_LARGE("blob-too-large"),
  /** No space or quota left where blobs are kept. */
  STORE_FULL("blob-store-full"),
  /** The place where blobs are kept does not take writes. */
  STORE_READ_ONLY("blob-store-read-only"),
  /** This process may not read or write where blobs are kept. */
  STORE_DENIED("blob-store-denied"),
  /**
   * Any other failure of the place where blobs are kept: a disk that cannot write or flush, or that
   * is not mounted.
   */
  STORE_FAILED("blob-store-failed"),
  /** The blobs belong to another database than the one in use. */
  STORE_MISMATCH("blob-store-mismatch"),
  /** The file given to the rescue is not an object of this format. */
  RESCUE_NOT_AN_OBJECT("rescue-not-an-object"),
  /** The bundle given to the rescue is not a bundle, or has no key for the object. */
  RESCUE_WRONG_BUNDLE("rescue-wrong-bundle"),
  /** The root key given to the rescue does not open the bundle. */
  RESCUE_WRONG_KEY("rescue-wrong-key"),
  /** A file given to the rescue cannot be read, or its result cannot be written. */
  RESCUE_FILE_FAILED("rescue-file-failed");

  private final String code;

  ContentError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /** The HTTP status that an interface answers with; every error has its place here. */
  public int httpStatus() {
    return switch (this) {
      case OBJECT_NOT_FOUND -> 404;
      case OBJECT_LENGTH_MISMATCH -> 400;
      case OBJECT_TOO_LARGE -> 413;
      case OBJECT_EXPIRED, STORE_READ_ONLY, STORE_DENIED, STORE_FAILED -> 503;
      case STORE_FULL -> 507;
      case OBJECT_CORRUPT,
          BLOB_MISSING,
          BLOB_TOO_LARGE,
          STORE_MISMATCH,
          RESCUE_NOT_AN_OBJECT,
          RESCUE_WRONG_BUNDLE,
          RESCUE_WRONG_KEY,
          RESCUE_FILE_FAILED ->
          500;
    };
  }
}
