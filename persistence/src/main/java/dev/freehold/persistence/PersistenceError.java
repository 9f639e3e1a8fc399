package dev.freehold.persistence;

/** The ways in which a database can fail. */
public enum PersistenceError {
  /** The database cannot be opened: wrong path, wrong address, no permission, not a database. */
  OPEN_FAILED("database-open-failed"),
  /** Another process has this embedded database open. */
  IN_USE("database-in-use"),
  /** A migration failed, or was changed after it ran. */
  MIGRATION_FAILED("database-migration-failed"),
  /** A newer program has changed the tables, and this one cannot work with them any more. */
  SCHEMA_TOO_NEW("database-too-new"),
  /** The tables must not change yet: a program is connected that would not work any more. */
  OLDER_PROGRAM_SERVES("database-used-by-older-program"),
  /** The database does not answer, or the connection to it was lost; nothing was changed. */
  UNREACHABLE("database-unreachable"),
  /** No space is left where the database is; the change was undone. */
  FULL("database-full"),
  /** A transaction could not be made durable: the disk refused, or is read-only. */
  COMMIT_FAILED("database-commit-failed"),
  /** The database went away during the commit itself: look before you try again. */
  COMMIT_UNKNOWN("database-commit-unknown"),
  /** The database could not be read: an I/O error. */
  READ_FAILED("database-read-failed"),
  /** The database found its own pages or rows damaged; restore them from a copy. */
  DAMAGED("database-damaged"),
  /** A row has a value that this program does not know: a newer program wrote it. */
  VALUE_UNKNOWN("database-value-unknown"),
  /** No answer within the bound: all connections busy, too many writers waiting, a deadlock. */
  BUSY("database-busy"),
  /** The calling thread was interrupted before its transaction began; nothing was done. */
  INTERRUPTED("database-interrupted"),
  /** The database was closed; the server is shutting down. */
  CLOSED("database-closed");

  private final String code;

  PersistenceError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /** The HTTP status that an interface answers with. */
  public int httpStatus() {
    return switch (this) {
      case FULL -> 507;
      case OPEN_FAILED,
          IN_USE,
          MIGRATION_FAILED,
          SCHEMA_TOO_NEW,
          OLDER_PROGRAM_SERVES,
          UNREACHABLE,
          COMMIT_FAILED,
          COMMIT_UNKNOWN,
          READ_FAILED,
          DAMAGED,
          VALUE_UNKNOWN,
          BUSY,
          INTERRUPTED,
          CLOSED ->
          503;
    };
  }
}
