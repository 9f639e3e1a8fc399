package dev.freehold.content;

/**
 * The object store could not do what was asked. The message is safe to show: it states what was
 * expected and what to do, never content or keys.
 */
public final class ContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ContentError error;

  /** States that {@code error} happened. */
  public ContentException(ContentError error, String message) {
    super(message);
    this.error = error;
  }

  /** States that {@code error} happened because of {@code cause}. */
  public ContentException(ContentError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public ContentError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
