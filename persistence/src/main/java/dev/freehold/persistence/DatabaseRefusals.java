package dev.freehold.persistence;

/** Makes the exceptions for what this package itself refuses. */
public final class DatabaseRefusals {

  private DatabaseRefusals() {}

  /** Reports that the database has too much to do. */
  public static PersistenceException busy(String what, Throwable cause) {
    return new PersistenceException(
        PersistenceError.BUSY, what + "; the database is overloaded or stuck, try again", cause);
  }

  static PersistenceException closed() {
    return new PersistenceException(PersistenceError.CLOSED, "the database is closed", null);
  }

  /** Reports that the thread was interrupted before its transaction began. */
  public static PersistenceException interrupted(Exception cause) {
    return new PersistenceException(
        PersistenceError.INTERRUPTED,
        "the thread was interrupted before its transaction began; nothing was done",
        cause);
  }

  /** Passes {@code thrown} on as it is, which may come from code that hid a checked exception. */
  public static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("work threw a checked exception", thrown);
  }
}
