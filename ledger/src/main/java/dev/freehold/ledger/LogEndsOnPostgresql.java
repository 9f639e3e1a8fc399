package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.PointUpdate;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * One round trip, and in it one statement for each table however many rows there are. To run a
 * statement for each row takes the server longer than to write the row.
 */
final class LogEndsOnPostgresql implements LogEnds {

  private static final PointQuery<Long> LOCK =
      new PointQuery<>(
          """
          SELECT last_sequence,
            set_config('idle_in_transaction_session_timeout', '%ds', true)
          FROM ledger_head WHERE id = 1 FOR UPDATE\
          """
              .formatted(LedgerLimits.MAX_TURN_PAUSE_SECONDS),
          row -> row.getLong(1));

  private static final PointUpdate WRITE =
      new PointUpdate(
          """
          INSERT INTO ledger_entry
            (sequence, tenant_id, log_index, recorded_at, operation, object_id, outcome,
             entry, leaf_hash)
          SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?);
          INSERT INTO ledger_personal (sequence, actor_salt, actor, values_salt, personal_values)
          SELECT * FROM unnest(?, ?, ?, ?, ?);
          INSERT INTO ledger_log (tenant_id, tree_size, frontier) SELECT * FROM unnest(?, ?, ?)
          ON CONFLICT (tenant_id)
          DO UPDATE SET tree_size = excluded.tree_size, frontier = excluded.frontier;
          UPDATE ledger_head SET last_sequence = ? WHERE id = 1
          """);

  private final Handle tx;
  private long lastSequence;

  private LogEndsOnPostgresql(Handle tx, long lastSequence) {
    this.tx = tx;
    this.lastSequence = lastSequence;
  }

  /**
   * Waits for the turn. The server takes it from a process that pauses with it.
   *
   * @throws NoSuchElementException if the head is not there
   */
  static LogEnds withTurn(Handle tx) {
    return new LogEndsOnPostgresql(tx, LOCK.find(tx, _ -> {}).orElseThrow());
  }

  @Override
  public long takeSequences(int count) {
    long first = lastSequence + 1;
    lastSequence += count;
    return first;
  }

  @Override
  public void write(List<EntryRow> rows, List<Head> heads) {
    List<PersonalRow> personal =
        rows.stream().map(EntryRow::personal).filter(Objects::nonNull).toList();
    WRITE.run(
        tx,
        statement -> {
          Columns columns = new Columns(statement);
          columns.numbers(rows, EntryRow::sequence);
          columns.bytes(rows, row -> RowIds.bytes(row.tenantId()));
          columns.numbers(rows, EntryRow::index);
          columns.numbers(rows, row -> row.recordedAt().toEpochMilli());
          columns.texts(rows, EntryRow::operation);
          columns.texts(rows, EntryRow::objectId);
          columns.texts(rows, EntryRow::outcome);
          columns.bytes(rows, EntryRow::entry);
          columns.bytes(rows, EntryRow::leafHash);
          columns.numbers(personal, PersonalRow::sequence);
          columns.bytes(personal, PersonalRow::actorSalt);
          columns.bytes(personal, PersonalRow::actor);
          columns.bytes(personal, PersonalRow::valuesSalt);
          columns.bytes(personal, PersonalRow::values);
          columns.bytes(heads, head -> RowIds.bytes(head.tenantId()));
          columns.numbers(heads, Head::size);
          columns.bytes(heads, Head::frontier);
          statement.setLong(columns.next(), lastSequence);
        });
  }

  /** Binds the columns of rows as arrays, one parameter after the other. */
  private static final class Columns {

    private final PreparedStatement statement;
    private int bound;

    Columns(PreparedStatement statement) {
      this.statement = statement;
    }

    int next() {
      bound++;
      return bound;
    }

    <R> void numbers(List<R> rows, Function<R, Long> value) throws SQLException {
      bind("bigint", rows.stream().map(value).toArray(Long[]::new));
    }

    <R> void texts(List<R> rows, Function<R, String> value) throws SQLException {
      bind("text", rows.stream().map(value).toArray(String[]::new));
    }

    <R> void bytes(List<R> rows, Function<R, byte[]> value) throws SQLException {
      bind("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    private void bind(String type, Object[] values) throws SQLException {
      statement.setArray(next(), statement.getConnection().createArrayOf(type, values));
    }
  }
}
