package dev.freehold.server.document;

/** Why a document or a signature was refused. */
public enum DocumentError {
  /** There is no document for this purge, or nobody has signed it. */
  NOT_FOUND(404, "purge-document-not-found"),
  /** Its time is over, or another one took its place. */
  EXPIRED(409, "purge-document-expired"),
  /** A signed document has authorised this purge already. */
  USED(409, "purge-document-used"),
  /** The document was signed too often without being used. */
  TOO_MANY(409, "purge-document-too-often"),
  /** It is not signed. */
  UNSIGNED(422, "purge-document-unsigned"),
  /** It is not the document that was made here, or something but a signature was added. */
  CHANGED(422, "purge-document-changed"),
  /** It was made for another purge. */
  OF_OTHER_PURGE(422, "purge-document-of-other-purge"),
  /** The signature is damaged, weak, or of another form. */
  SIGNATURE_INVALID(422, "purge-signature-invalid"),
  /** Somebody else than the approver signed. */
  SIGNER_WRONG(422, "purge-signer-wrong"),
  /** A statement of an operator is not about this purge, or was edited. */
  STATEMENT_WRONG(422, "operator-statement-wrong"),
  /** No operator that the server knows has signed the statement. */
  OPERATOR_UNKNOWN(422, "operator-unknown"),
  /** Too many documents are made or checked at this moment. */
  BUSY(503, "purge-documents-busy");

  private final int status;
  private final String code;

  DocumentError(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The HTTP status that it is answered with. */
  public int httpStatus() {
    return status;
  }

  /** The stable code, for people and programs. */
  public String code() {
    return code;
  }
}
