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
  /** A write to what is read-only: a read that writes, or a disk or a server that refuses. */
  READ_ONLY,
  /** The disk, the server or the connection to it failed. */
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
    if (primary == SQLiteErrorCode.SQLITE_FULL.code
        || primary == SQLiteErrorCode.SQLITE_IOERR.code
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
    if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
      return CONTENTION;
    }
    if (state.equals("XX001") || state.equals("XX002")) {
      return DAMAGE;
    }
    if (state.equals("25006")) {
      return READ_ONLY;
    }
    // 08 connection, 53 out of disk or memory, 57P shutdown, 58 disk.
    if (state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.startsWith("58")) {
      return RESOURCE;
    }
    return STATEMENT;
  }
}
