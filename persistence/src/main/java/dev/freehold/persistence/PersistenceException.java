package dev.freehold.persistence;

/** The database could not do what was asked. The message is safe to show. */
public final class PersistenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final PersistenceError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public PersistenceException(PersistenceError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public PersistenceError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
