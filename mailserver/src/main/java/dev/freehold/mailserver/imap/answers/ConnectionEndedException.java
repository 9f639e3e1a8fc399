package dev.freehold.mailserver.imap.answers;

/** The server ends a connection, and tells the client why. */
public final class ConnectionEndedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The message goes to the client, behind {@code BYE}. */
  public ConnectionEndedException(String message) {
    super(message, null, false, false);
  }
}
