package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.persistence.Dialect;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Where entries are written: behind the last sequence, at the ends of their tenants' logs. */
interface LogEnds {

  /** Takes the turn to write there, until the transaction ends. */
  static LogEnds withTurn(Handle tx, Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new LogEndsOnSqlite(tx);
      case POSTGRESQL -> LogEndsOnPostgresql.withTurn(tx);
    };
  }

  /** Takes the next {@code count} sequences and returns the first; {@link #write} must follow. */
  long takeSequences(int count);

  /** Writes the rows of the sequences that were taken last, and the heads that come of them. */
  void write(List<EntryRow> rows, List<Head> heads);
}
