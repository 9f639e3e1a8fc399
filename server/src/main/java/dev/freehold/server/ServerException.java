package dev.freehold.server;

/** A command could not do what was asked. The message is safe to show and says what to do. */
public final class ServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ServerError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public ServerException(ServerError error, String message) {
    this(error, message, null);
  }

  /** The same, with the technical cause for the log. */
  public ServerException(ServerError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public ServerError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
