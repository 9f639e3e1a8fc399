package dev.freehold.persistence.sqlite;

import java.sql.SQLException;

/**
 * A mark in a file's header: from the beginning, or since all its free pages were overwritten,
 * every connection to it has overwritten what it freed.
 */
final class SqliteMark {

  /** The application id, which SQLite leaves to its users: "FHse". */
  private static final int CLEAN = 0x46487365;

  private SqliteMark() {}

  static boolean isThere(SqliteSession session) throws SQLException {
    return session.number("PRAGMA application_id") == CLEAN;
  }

  /** For a file that has no page yet. */
  static void putOnNew(SqliteSession session) throws SQLException {
    session.execute("PRAGMA application_id = " + CLEAN);
  }

  static void put(SqliteSession session, GroupCommit writers) throws SQLException {
    if (!isThere(session)) {
      writers.betweenBatches(() -> putOnNew(session));
    }
  }
}
