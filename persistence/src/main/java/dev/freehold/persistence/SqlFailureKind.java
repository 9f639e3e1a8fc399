package dev.freehold.persistence;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Sorts the codes of both drivers by what the caller can do about them. */
enum SqlFailureKind {
  /** The statement was refused; the caller's own matter. */
  STATEMENT,
  /** A row that must be unique exists already. */
  DUPLICATE,
  /** A write to what is read-only: a read that writes, or a disk that refuses. */
  READ_ONLY,
  /** A write to a server that is or has become a standby; or a read that writes. */
  STANDBY,
  /** No answer comes: the connection broke, the server stops, starts or cannot be reached. */
  LOST,
  /** The server answers, and refuses the login: for its role, password or database. */
  SHUT_OUT,
  /** No space is left on the disk. */
  FULL,
  /** The disk, memory or another resource of the database failed. */
  RESOURCE,
  /** Someone else holds what is needed, or the two of us wait for each other. */
  CONTENTION,
  /** Damaged data. */
  DAMAGE;

  /** The typed error, {@code resource} for a failed resource; null if the caller is to see all. */
  PersistenceError error(PersistenceError resource) {
    return switch (this) {
      case STATEMENT, DUPLICATE -> null;
      case READ_ONLY -> resource == PersistenceError.READ_FAILED ? null : resource;
      case STANDBY ->
          resource == PersistenceError.READ_FAILED ? null : PersistenceError.UNREACHABLE;
      case LOST, SHUT_OUT -> PersistenceError.UNREACHABLE;
      case FULL -> PersistenceError.FULL;
      case RESOURCE -> resource;
      case CONTENTION -> PersistenceError.BUSY;
      case DAMAGE -> PersistenceError.DAMAGED;
    };
  }

  static SqlFailureKind of(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        ? ofSqlite(sqlite.getResultCode())
        : ofState(failure.getSQLState());
  }

  private static SqlFailureKind ofSqlite(SQLiteErrorCode code) {
    if (code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
        || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
        || code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID) {
      return DUPLICATE;
    }
    // The low byte is the primary code: sqlite.org/rescode.html.
    int primary = code.code & 0xff;
    if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return DAMAGE;
    }
    if (primary == SQLiteErrorCode.SQLITE_BUSY.code
        || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return CONTENTION;
    }
    if (primary == SQLiteErrorCode.SQLITE_READONLY.code) {
      return READ_ONLY;
    }
    if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
      return FULL;
    }
    if (primary == SQLiteErrorCode.SQLITE_IOERR.code
        || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || primary == SQLiteErrorCode.SQLITE_NOMEM.code) {
      return RESOURCE;
    }
    return STATEMENT;
  }

  /** By SQLSTATE: appendix A of the PostgreSQL manual. */
  private static SqlFailureKind ofState(String state) {
    if (state == null) {
      return STATEMENT;
    }
    if (state.equals("23505")) {
      return DUPLICATE;
    }
    // 53300: all connections of the server are taken.
    if (state.equals("40001")
        || state.equals("40P01")
        || state.equals("55P03")
        || state.equals("53300")) {
      return CONTENTION;
    }
    if (state.equals("XX001") || state.equals("XX002")) {
      return DAMAGE;
    }
    if (state.equals("25006")) {
      return STANDBY;
    }
    if (state.equals("53100")) {
      return FULL;
    }
    // 28 the role or its password, 3D the database.
    if (state.startsWith("28") || state.startsWith("3D")) {
      return SHUT_OUT;
    }
    // 08 connection, 57P the server stops, has stopped or starts, 25P03 it ended the session of a
    // writer that stood still.
    if (state.startsWith("08") || state.startsWith("57P") || state.equals("25P03")) {
      return LOST;
    }
    // 53 out of memory or another resource, 58 disk.
    if (state.startsWith("53") || state.startsWith("58")) {
      return RESOURCE;
    }
    return STATEMENT;
  }
}
