package dev.freehold.server.notifications;

/** A request about notifications was refused. The message is safe to show. */
public final class NotificationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final NotificationError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public NotificationException(NotificationError error, String message) {
    super(message);
    this.error = error;
  }

  /** The kind of refusal, for decisions in code. */
  public NotificationError error() {
    return error;
  }

  /** The stable code, for people and programs. */
  public String code() {
    return error.code();
  }
}
