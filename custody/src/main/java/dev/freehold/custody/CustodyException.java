package dev.freehold.custody;

/** An act of custody was refused or failed. The message is safe to show to the one who asked. */
public final class CustodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final CustodyError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public CustodyException(CustodyError error, String message) {
    super(message);
    this.error = error;
  }

  /** The same, with what lies beneath. */
  public CustodyException(CustodyError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public CustodyError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
