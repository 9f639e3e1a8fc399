package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.ErasureNotes;
import dev.freehold.persistence.PersistenceLimits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rewrites an SQLite file so that it holds nothing of rows that are gone.
 *
 * <p>Overwriting what is deleted ({@code secure_delete}) is not enough: where SQLite moves rows
 * from page to page to keep its trees in balance, the place that a row had keeps its bytes, and the
 * deletion of the row overwrites only the place that it has now. About three of a thousand deleted
 * rows are left so. Hence a small file is rewritten as a whole; in a large one, whose rewriting
 * would keep writers waiting for long, each small table is. docs/decisions/0024 has the
 * measurements.
 */
final class SqliteErasure {

  private final SqliteSession session;
  private final GroupCommit writers;
  private final ErasureNotes notes = new ErasureNotes();

  /**
   * Works on its own connection.
   *
   * @param session a writing one, used for nothing else
   * @param writers who wait while a step is under way
   */
  SqliteErasure(SqliteSession session, GroupCommit writers) {
    this.session = session;
    this.writers = writers;
  }

  Erasure run() throws SQLException {
    long bytes = session.number("PRAGMA page_count") * session.number("PRAGMA page_size");
    if (bytes <= PersistenceLimits.MAX_VACUUM_BYTES) {
      writers.betweenBatches(() -> session.execute("VACUUM"));
      SqliteMark.put(session, writers);
      notes.done("the database file was rewritten without what was deleted");
    } else {
      new SqliteFreePages(session, writers).overwriteOnce(notes);
      rewriteSmallTables();
    }
    emptyLog();
    return notes.erasure();
  }

  private void rewriteSmallTables() throws SQLException {
    session.execute("PRAGMA foreign_keys = OFF"); // All rows come back within the transaction.
    int rewritten = 0;
    List<String> large = new ArrayList<>();
    for (SqliteTable table : SqliteTable.all(session)) {
      if (table.isSmall(session)) {
        writers.betweenBatches(() -> table.rewrite(session));
        rewritten++;
      } else {
        large.add(table.name());
      }
    }
    notes.done("deleted rows were overwritten and %d tables rewritten".formatted(rewritten));
    if (!large.isEmpty()) {
      notes.left(
          ("of rows that SQLite had moved before they were deleted copies may be left in the large"
                  + " tables %s, until the file is rewritten with VACUUM while no service runs")
              .formatted(ErasureNotes.names(large)));
    }
  }

  /** Most of the log is moved without keeping anyone waiting; the cut then takes a moment. */
  private void emptyLog() throws SQLException {
    session.execute("PRAGMA wal_checkpoint(PASSIVE)");
    session.execute("PRAGMA busy_timeout = " + PersistenceLimits.LOG_ATTEMPT_MILLIS);
    for (int attempt = 0; attempt < PersistenceLimits.MAX_LOG_ATTEMPTS; attempt++) {
      AtomicBoolean empty = new AtomicBoolean();
      writers.betweenBatches(() -> empty.set(session.emptyWriteAheadLog()));
      if (empty.get()) {
        notes.done("the write-ahead log was emptied");
        return;
      }
    }
    notes.hindered("the write-ahead log still holds copies, because a read has been using it");
  }
}
