package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.ErasureNotes;
import dev.freehold.persistence.PersistenceLimits;
import java.sql.SQLException;

/**
 * Overwrites the free pages of a file that was used without {@code secure_delete}: they are taken
 * into a table of zeros and given back, a few at a time, so that writers go on in between.
 */
final class SqliteFreePages {

  private final SqliteSession session;
  private final GroupCommit writers;

  SqliteFreePages(SqliteSession session, GroupCommit writers) {
    this.session = session;
    this.writers = writers;
  }

  /** Does nothing if the file is marked; marks it at the end. */
  void overwriteOnce(ErasureNotes notes) throws SQLException {
    if (SqliteMark.isThere(session)) {
      return;
    }
    writers.betweenBatches(
        () -> session.execute("CREATE TABLE IF NOT EXISTS erasure_fill (zeros BLOB)"));
    long pages = takeAll();
    while (session.number("SELECT count(*) FROM erasure_fill") > 0) {
      writers.betweenBatches(
          () ->
              session.execute(
                  "DELETE FROM erasure_fill WHERE rowid = (SELECT max(rowid) FROM erasure_fill)"));
    }
    writers.betweenBatches(() -> session.execute("DROP TABLE erasure_fill"));
    SqliteMark.put(session, writers);
    notes.done("%d free pages of older versions were overwritten".formatted(pages));
  }

  /** Others may free pages meanwhile, overwritten ones: what was free at first is enough. */
  private long takeAll() throws SQLException {
    long pageBytes = session.number("PRAGMA page_size");
    long atFirst = session.number("PRAGMA freelist_count");
    long left = atFirst;
    while (left > 0 && session.number("PRAGMA freelist_count") > 0) {
      long chunk = Math.min(left * pageBytes, PersistenceLimits.FILL_BYTES);
      writers.betweenBatches(
          () ->
              session.execute(
                  "INSERT INTO erasure_fill (zeros) VALUES (zeroblob(%d))".formatted(chunk)));
      left -= chunk / pageBytes;
    }
    return atFirst;
  }
}
