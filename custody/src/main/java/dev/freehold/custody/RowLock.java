package dev.freehold.custody;

import dev.freehold.persistence.Dialect;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** How a transaction locks, until its end, the rows that its decision depends on. */
public enum RowLock {
  /** Not at all: for a look, and on SQLite, which has one writer anyway. */
  NONE,
  /** Row by row, as PostgreSQL needs it. */
  POSTGRESQL_ROWS;

  /** What locks rows in a database of this dialect. */
  public static RowLock of(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> NONE;
      case POSTGRESQL -> POSTGRESQL_ROWS;
    };
  }

  /** Keeps others from changing the row; many may share it. */
  public void share(Handle tx, String table, UUID id) {
    take(tx, table, id, "FOR SHARE");
  }

  /** Waits for all who share the row, and keeps others from sharing it. */
  public void change(Handle tx, String table, UUID id) {
    take(tx, table, id, "FOR NO KEY UPDATE");
  }

  private void take(Handle tx, String table, UUID id, String how) {
    if (this == POSTGRESQL_ROWS) {
      tx.createQuery("SELECT 1 FROM " + table + " WHERE id = :id " + how)
          .bind("id", id)
          .mapTo(Integer.class)
          .findOne();
    }
  }
}
