package dev.freehold.files;

/**
 * The ways in which files can be refused. The codes are stable: scripts and reports rely on them.
 */
public enum FilesError {
  /** No such site in this tenant, or none that the caller may know of. */
  SITE_NOT_FOUND("site-not-found"),
  /** The tenant already has a site of this name. */
  SITE_EXISTS("site-exists"),
  /** A name that a site cannot have. */
  SITE_NAME_INVALID("site-name-invalid"),
  /** A site is deleted only when nothing is left in it. */
  SITE_NOT_EMPTY("site-not-empty"),
  /** A URL that is not a site's. */
  SITE_URL_INVALID("site-url-invalid"),
  /** The tenant has as many sites as it may have. */
  SITE_LIMIT_REACHED("site-limit-reached"),
  /** The caller's role on the site does not allow this. */
  ACCESS_DENIED("site-access-denied"),
  /** No such user or application in this tenant. */
  PRINCIPAL_NOT_FOUND("principal-not-found"),
  /** A site keeps at least one owner. */
  LAST_OWNER("site-last-owner"),
  /** As many principals have a role on the site as may have. */
  TOO_MANY_PRINCIPALS("too-many-site-principals"),
  /** No such access key in this tenant. */
  ACCESS_KEY_NOT_FOUND("access-key-not-found"),
  /** The identity has as many access keys as it may have. */
  ACCESS_KEY_LIMIT_REACHED("access-key-limit-reached"),

  /** No such document in this site. */
  DOCUMENT_NOT_FOUND("document-not-found"),
  /** A row that is not what was sealed: damaged, or changed by somebody without the key. */
  DOCUMENT_DAMAGED("document-damaged"),
  /** A name that is empty or too long. */
  DOCUMENT_NAME_INVALID("document-name-invalid"),
  /** A document or part over the size limit. */
  DOCUMENT_TOO_LARGE("document-too-large"),
  /** Properties of a document that are longer than the bound. */
  PROPERTIES_TOO_LARGE("document-properties-too-large"),
  /** Properties of a document that a newer program wrote. */
  PROPERTIES_UNREADABLE("document-properties-unreadable"),
  /** The document is not in the state that the caller made a condition. */
  PRECONDITION_FAILED("document-precondition-failed"),
  /** The content does not have the hash that came with it. */
  HASH_MISMATCH("document-hash-mismatch"),
  /** A legal hold is on the site; nothing in it is deleted or replaced. */
  LEGAL_HOLD("legal-hold"),

  /** No such upload in this site; it may have been completed or aborted. */
  UPLOAD_NOT_FOUND("upload-not-found"),
  /** The site has as many open uploads as it may have. */
  TOO_MANY_UPLOADS("too-many-uploads"),
  /** A part that was not uploaded or has another ETag. */
  PART_INVALID("upload-part-invalid"),
  /** Parts that are not named in ascending order of their numbers. */
  PART_ORDER_INVALID("upload-part-order-invalid"),
  /** A part other than the last is shorter than the bound. */
  PART_TOO_SMALL("upload-part-too-small");

  private final String code;

  FilesError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /** The HTTP status that an interface answers with; every error has its place here. */
  public int httpStatus() {
    return switch (this) {
      case SITE_NOT_FOUND,
          PRINCIPAL_NOT_FOUND,
          ACCESS_KEY_NOT_FOUND,
          DOCUMENT_NOT_FOUND,
          UPLOAD_NOT_FOUND ->
          404;
      case ACCESS_DENIED -> 403;
      case SITE_EXISTS,
          SITE_NOT_EMPTY,
          LEGAL_HOLD,
          SITE_LIMIT_REACHED,
          LAST_OWNER,
          TOO_MANY_PRINCIPALS,
          ACCESS_KEY_LIMIT_REACHED,
          TOO_MANY_UPLOADS ->
          409;
      case PRECONDITION_FAILED -> 412;
      case DOCUMENT_TOO_LARGE -> 413;
      case SITE_NAME_INVALID,
          SITE_URL_INVALID,
          DOCUMENT_NAME_INVALID,
          PROPERTIES_TOO_LARGE,
          HASH_MISMATCH,
          PART_INVALID,
          PART_ORDER_INVALID,
          PART_TOO_SMALL ->
          400;
      case DOCUMENT_DAMAGED, PROPERTIES_UNREADABLE -> 500;
    };
  }
}
