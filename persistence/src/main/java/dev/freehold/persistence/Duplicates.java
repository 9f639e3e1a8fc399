package dev.freehold.persistence;

import java.sql.SQLException;

/** Recognises a row that exists already, whichever the database. */
public final class Duplicates {

  private Duplicates() {}

  /**
   * True if and only if {@code thrown} came from a statement that broke a primary key or a unique
   * constraint. The transaction is lost then, unless the work had set a savepoint before.
   */
  public static boolean isDuplicate(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure) {
        return SqlFailureKind.of(failure) == SqlFailureKind.DUPLICATE;
      }
    }
    return false;
  }
}
