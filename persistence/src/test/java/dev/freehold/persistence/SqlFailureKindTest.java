package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqlFailureKindTest {

  @ParameterizedTest
  @CsvSource({
    "SQLITE_FULL, FULL",
    "SQLITE_IOERR, RESOURCE",
    "SQLITE_IOERR_FSYNC, RESOURCE",
    "SQLITE_IOERR_WRITE, RESOURCE",
    "SQLITE_CANTOPEN, RESOURCE",
    "SQLITE_NOMEM, RESOURCE",
    "SQLITE_READONLY, READ_ONLY",
    "SQLITE_READONLY_DBMOVED, READ_ONLY",
    "SQLITE_CORRUPT, DAMAGE",
    "SQLITE_CORRUPT_INDEX, DAMAGE",
    "SQLITE_NOTADB, DAMAGE",
    "SQLITE_BUSY, CONTENTION",
    "SQLITE_BUSY_SNAPSHOT, CONTENTION",
    "SQLITE_LOCKED, CONTENTION",
    "SQLITE_CONSTRAINT_UNIQUE, DUPLICATE",
    "SQLITE_CONSTRAINT_PRIMARYKEY, DUPLICATE",
    "SQLITE_CONSTRAINT_NOTNULL, STATEMENT",
    "SQLITE_CONSTRAINT_FOREIGNKEY, STATEMENT",
    "SQLITE_ERROR, STATEMENT",
  })
  void sortsTheCodesOfSqlite(SQLiteErrorCode code, SqlFailureKind kind) {
    assertThat(SqlFailureKind.of(new SQLiteException("", code))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "08006, LOST", // the connection broke
    "57P01, LOST", // the server shuts down
    "57P03, LOST", // the server starts
    "25P03, LOST", // the session was idle in a transaction for too long
    "28P01, SHUT_OUT", // the password is wrong
    "28000, SHUT_OUT", // the role may not log in
    "3D000, SHUT_OUT", // there is no such database
    "53100, FULL", // the disk is full
    "53200, RESOURCE", // out of memory
    "53300, CONTENTION", // too many connections
    "58030, RESOURCE", // an I/O error
    "25006, STANDBY",
    "XX001, DAMAGE", // a damaged page
    "40001, CONTENTION", // cannot be serialized
    "40P01, CONTENTION", // a deadlock
    "55P03, CONTENTION", // a lock not available
    "23505, DUPLICATE", // a unique constraint
    "23503, STATEMENT", // a foreign key
    "42601, STATEMENT", // syntax
  })
  void sortsTheStatesOfPostgresql(String state, SqlFailureKind kind) {
    assertThat(SqlFailureKind.of(new SQLException("", state))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "08006, COMMIT_UNKNOWN",
    "57P01, COMMIT_UNKNOWN",
    ", COMMIT_UNKNOWN",
    "53100, FULL",
    "40001, BUSY",
    "23503, COMMIT_FAILED",
  })
  void tellsALostCommitFromARefusedOne(String state, PersistenceError error) {
    assertThat(SqlFailures.ofCommit(new SQLException("", state)).error()).isEqualTo(error);
  }
}
