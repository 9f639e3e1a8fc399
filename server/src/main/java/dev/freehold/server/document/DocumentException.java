package dev.freehold.server.document;

/** A document or a signature was refused. The message is safe to show to the person who asked. */
public final class DocumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DocumentError error;

  DocumentException(DocumentError error, String message) {
    super(message);
    this.error = error;
  }

  DocumentException(DocumentError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of refusal, for decisions in code. */
  public DocumentError error() {
    return error;
  }

  /** The stable code, for people and programs. */
  public String code() {
    return error.code();
  }
}
