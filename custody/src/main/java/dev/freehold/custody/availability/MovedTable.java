package dev.freehold.custody.availability;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A table that moves with an availability database, row by row.
 *
 * @param name the table
 * @param columns all of its columns
 */
record MovedTable(String name, List<String> columns) {

  /** All but those that say which database it is. */
  static final List<MovedTable> ALL =
      List.of(
          of("availability_keys", "id", "tenant_id", "policy_id", "sealed_key", "created_at"),
          of("service_roots", "slot", "id", "sealed_private_key", "created_at"),
          of("ended_policies", "policy_id", "tenant_id", "ended_at"),
          of("sealed_kinds", "kind", "sealed_at"),
          of("row_versions", "kind", "row_id", "pending", "confirmed", "confirmed_at"),
          of("refused_rows", "kind", "row_id", "state", "first_at"),
          of("row_acceptances", "kind", "row_id", "side", "seal", "accepted_by", "accepted_at"));

  private static final int BATCH_ROWS = 1000;

  MovedTable {
    columns = List.copyOf(columns);
  }

  private static MovedTable of(String name, String... columns) {
    return new MovedTable(name, List.of(columns));
  }

  boolean isEmpty(Handle tx) {
    return tx.createQuery("SELECT 1 FROM %s LIMIT 1".formatted(name))
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }

  void clear(Handle tx) {
    tx.execute("DELETE FROM " + name);
  }

  /** Copies every row; memory for one batch is enough. */
  long copy(Handle from, Handle to) {
    String list = String.join(", ", columns);
    long copied = 0;
    try (ResultIterator<Object[]> rows =
        from.createQuery("SELECT %s FROM %s".formatted(list, name))
            .map(
                (row, context) -> {
                  Object[] values = new Object[columns.size()];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = row.getObject(i + 1);
                  }
                  return values;
                })
            .iterator()) {
      String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
      while (rows.hasNext()) {
        copied += insert(to, "INSERT INTO %s (%s) VALUES (%s)".formatted(name, list, marks), rows);
      }
    }
    return copied;
  }

  private static long insert(Handle to, String sql, Iterator<Object[]> rows) {
    try (PreparedBatch batch = to.prepareBatch(sql)) {
      while (rows.hasNext() && batch.size() < BATCH_ROWS) {
        batch.add(rows.next());
      }
      int size = batch.size();
      batch.execute();
      return size;
    }
  }
}
