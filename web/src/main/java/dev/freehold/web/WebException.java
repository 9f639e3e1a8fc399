package dev.freehold.web;

/**
 * The program could not use a listener, a certificate or a state file. The message is safe to show.
 * Errors in requests are answered to the client instead.
 */
public final class WebException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final WebError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public WebException(WebError error, String message) {
    super(message);
    this.error = error;
  }

  /** As above, with the failure that led to it. */
  public WebException(WebError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public WebError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
