package dev.freehold.persistence;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** Tells whether the database failed or refused a statement, such as for a duplicate row. */
public final class SqlFailures {

  private SqlFailures() {}

  /** What the caller of a write is told about {@code thrown}, which came out of its work. */
  public static Throwable ofWrite(Throwable thrown) {
    return translate(thrown, PersistenceError.COMMIT_FAILED);
  }

  /** What the caller of a read is told about {@code thrown}, which came out of its work. */
  public static Throwable ofRead(Throwable thrown) {
    return translate(thrown, PersistenceError.READ_FAILED);
  }

  /** What the caller of a write is told about a commit that the server did not confirm. */
  public static PersistenceException ofCommit(SQLException failure) {
    String state = failure.getSQLState();
    boolean gone = state == null || state.startsWith("08") || state.startsWith("57P");
    return gone
        ? exception(PersistenceError.COMMIT_UNKNOWN, failure)
        : of(failure, PersistenceError.COMMIT_FAILED);
  }

  /** Whether a failure says that the server cannot be used, rather than what it answers. */
  public static boolean isLost(SQLException failure) {
    return SqlFailureKind.of(failure) == SqlFailureKind.LOST || isShutOut(failure);
  }

  /** Whether a server refuses a connection for a reason that waiting does not mend. */
  public static boolean isShutOut(SQLException failure) {
    return SqlFailureKind.of(failure) == SqlFailureKind.SHUT_OUT;
  }

  /** The exception for a connection that has ended, or that there is none to be had of. */
  public static PersistenceException unreachable(Throwable cause) {
    return exception(PersistenceError.UNREACHABLE, cause);
  }

  /** The exception for a failed statement of our own: begin, commit, connect. */
  public static PersistenceException of(SQLException failure, PersistenceError otherwise) {
    PersistenceError kind = SqlFailureKind.of(failure).error(otherwise);
    return exception(kind == null ? otherwise : kind, failure);
  }

  /** What the writers of a batch are told that {@code thrown} put an end to. */
  public static PersistenceException ofBatch(Throwable thrown) {
    return thrown instanceof PersistenceException typed
        ? typed
        : exception(PersistenceError.COMMIT_FAILED, thrown);
  }

  private static Throwable translate(Throwable thrown, PersistenceError otherwise) {
    Optional<PersistenceException> unknown = StoredEnums.refusal(thrown);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    if (thrown instanceof SQLException ours) {
      return of(ours, otherwise);
    }
    if (!(thrown instanceof JdbiException)) {
      return thrown;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure) {
        PersistenceError kind = SqlFailureKind.of(failure).error(otherwise);
        return kind == null ? thrown : exception(kind, thrown);
      }
    }
    return thrown;
  }

  private static PersistenceException exception(PersistenceError error, Throwable cause) {
    return new PersistenceException(error, message(error), cause);
  }

  private static String message(PersistenceError error) {
    return switch (error) {
      case COMMIT_FAILED ->
          "the change could not be written and was undone;"
              + " look for a disk that fails or is read-only, then try again";
      case UNREACHABLE ->
          "the database does not answer, and nothing was changed; it is looked for again all the"
              + " time, try again in a minute";
      case FULL -> "no space is left where the database is, and the change was undone; make space";
      case COMMIT_UNKNOWN ->
          "the database went away during the commit; look whether the change is there"
              + " before trying again";
      case READ_FAILED -> "the database could not be read; look at its disk, then try again";
      case DAMAGED -> "the database is damaged; restore it from a copy";
      case VALUE_UNKNOWN -> "a newer program wrote what this one does not know; use the newer one";
      case BUSY -> "the database did not answer in time; try again";
      case INTERRUPTED -> "the thread was interrupted before its transaction began";
      case CLOSED -> "the database is closed";
      case OPEN_FAILED -> "the database cannot be opened";
      case IN_USE -> "another process has the database open";
      case MIGRATION_FAILED -> "the tables could not be brought to the newest form";
      case SCHEMA_TOO_NEW -> "this program is too old for the tables; use the newer program";
      case OLDER_PROGRAM_SERVES -> "an older program uses the tables; upgrade it first";
    };
  }
}
