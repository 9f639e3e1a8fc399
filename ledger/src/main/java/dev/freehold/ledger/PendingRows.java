package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.entry.EntryContent;
import dev.freehold.ledger.entry.PersonalValues;
import dev.freehold.ledger.entry.PreparedEntry;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The table of entries that are recorded and have no place in a log yet. Writing to it waits for
 * nobody. A row is an entry's canonical bytes with zero for its positions, and its personal values.
 */
final class PendingRows {

  private static final BatchStatement<TimedEntry> INSERT =
      new BatchStatement<>(
          """
          INSERT INTO ledger_pending (entry, actor_salt, actor, values_salt, personal_values)
          VALUES (?, ?, ?, ?, ?)
          """,
          (statement, pending) -> {
            PersonalRow personal = PersonalRow.of(0, pending.entry().personal());
            statement.setBytes(1, pending.entry().bytes(0, 0, pending.time()));
            statement.setBytes(2, personal.actorSalt());
            statement.setBytes(3, personal.actor());
            statement.setBytes(4, personal.valuesSalt());
            statement.setBytes(5, personal.values());
          });

  /** What waits, and heads of logs: the turn is held, and one round trip is shorter than two. */
  private static final RangeQuery TAKE =
      new RangeQuery(
          """
          WITH taken AS (
            DELETE FROM ledger_pending
            WHERE id IN (SELECT id FROM ledger_pending ORDER BY id LIMIT ?)
            RETURNING id, entry, actor_salt, actor, values_salt, personal_values
          )
          SELECT 1, id, entry, actor_salt, actor, values_salt, personal_values FROM taken
          UNION ALL
          SELECT 2, tree_size, tenant_id, frontier, NULL, NULL, NULL FROM ledger_log
          WHERE tenant_id = ANY (?)
          """);

  private static final int HEAD = 2;

  private record Row(long id, TimedEntry entry) {}

  /**
   * The oldest of the entries that waited.
   *
   * @param lastId the highest of their ids
   * @param isFull whether there were as many as were asked for, so that others may wait
   * @param heads of those logs that were asked for and have one, by their tenants
   */
  record Waiting(List<TimedEntry> entries, long lastId, boolean isFull, Map<UUID, Head> heads) {

    static final Waiting NONE = new Waiting(List.of(), 0, false, Map.of());
  }

  private PendingRows() {}

  static void add(Handle tx, TimedEntry entry) {
    INSERT.run(tx, List.of(entry));
  }

  /** The highest id of those that wait; 0 if none does. */
  static long lastId(Handle tx) {
    return tx.createQuery("SELECT COALESCE(MAX(id), 0) FROM ledger_pending")
        .mapTo(Long.class)
        .one();
  }

  /**
   * Takes the oldest entries out of the table. The caller has the turn to append, so nobody else
   * takes them.
   *
   * @param tenantIds whose heads are wanted too
   * @throws LedgerException {@link LedgerError#DAMAGED} if one of them cannot be read
   */
  static Waiting take(Handle tx, int max, Collection<UUID> tenantIds) {
    List<Row> rows = new ArrayList<>();
    Map<UUID, Head> heads = new HashMap<>();
    TAKE.forEach(
        tx,
        statement -> {
          statement.setInt(1, max);
          statement.setArray(2, LogHeads.ids(statement, tenantIds));
        },
        row -> {
          if (row.getInt(1) == HEAD) {
            UUID tenantId = RowIds.read(row, 3);
            heads.put(tenantId, new Head(tenantId, row.getLong(2), row.getBytes(4)));
          } else {
            rows.add(read(row));
          }
        });
    // What a statement returns of the rows it deletes is in no order.
    rows.sort(Comparator.comparingLong(Row::id));
    return new Waiting(
        rows.stream().map(Row::entry).toList(),
        rows.isEmpty() ? 0 : rows.getLast().id,
        rows.size() == max,
        heads);
  }

  private static Row read(ResultSet row) throws SQLException {
    long id = row.getLong(2);
    byte[] bytes = row.getBytes(3);
    PersonalRow personal =
        new PersonalRow(0, row.getBytes(4), row.getBytes(5), row.getBytes(6), row.getBytes(7));
    try {
      return new Row(id, read(bytes, PersonalRow.read(personal)));
    } catch (IOException | IllegalArgumentException e) {
      throw new LedgerException(
          LedgerError.DAMAGED,
          "entry %d that waits for its place in a log cannot be read;".formatted(id)
              + " restore the row from a copy of the database",
          e);
    }
  }

  private static TimedEntry read(byte[] bytes, PersonalValues personal) throws IOException {
    EntryContent content = EntryContent.read(bytes);
    if (!personal.opens(content.commitments())) {
      throw new IOException("the personal values are not those that the entry commits to");
    }
    PreparedEntry entry = PreparedEntry.again(content.entry(personal), personal);
    if (!Arrays.equals(bytes, entry.bytes(0, 0, content.time()))) {
      throw new IOException("the entry is not spelt as it was recorded");
    }
    return new TimedEntry(entry, content.time());
  }
}
