package dev.freehold.files;

/**
 * Files were refused. The message is safe to show: it names limits and what to do, never a
 * document's name or content.
 */
public final class FilesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FilesError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public FilesException(FilesError error, String message) {
    super(message);
    this.error = error;
  }

  /** As above, with what caused it. */
  public FilesException(FilesError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public FilesError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
