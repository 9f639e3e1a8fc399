package dev.freehold.mail;

/**
 * Mail was refused. The message is safe to show: it names paths, positions and limits, never the
 * content of a message.
 */
public final class MailException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final MailError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public MailException(MailError error, String message) {
    super(message);
    this.error = error;
  }

  /** As above, with what caused it. */
  public MailException(MailError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public MailError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
