package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A statement for each row, which costs little within the process. Who writes has the turn. */
record LogEndsOnSqlite(Handle tx) implements LogEnds {

  @Override
  public long takeSequences(int count) {
    return LogHeads.takeSequences(tx, count);
  }

  @Override
  public void write(List<EntryRow> rows, List<Head> heads) {
    EntryRows.insert(tx, rows);
    LogHeads.save(tx, heads);
  }
}
