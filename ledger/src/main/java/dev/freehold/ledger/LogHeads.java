package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The heads: the last sequence of all, and the size and right edge of each tenant's log. */
final class LogHeads {

  private static final PointQuery<Long> NEXT =
      new PointQuery<>(
          """
          UPDATE ledger_head SET last_sequence = last_sequence + ? WHERE id = 1
          RETURNING last_sequence
          """,
          row -> row.getLong(1));

  private static final PointQuery<Head> FIND =
      new PointQuery<>(
          "SELECT tenant_id, tree_size, frontier FROM ledger_log WHERE tenant_id = ?",
          row -> new Head(RowIds.read(row, 1), row.getLong(2), row.getBytes(3)));

  private static final RangeQuery FIND_SOME =
      new RangeQuery(
          "SELECT tenant_id, tree_size, frontier FROM ledger_log WHERE tenant_id = ANY (?)");

  private static final BatchStatement<Head> SAVE =
      new BatchStatement<>(
          """
          INSERT INTO ledger_log (tenant_id, tree_size, frontier) VALUES (?, ?, ?)
          ON CONFLICT (tenant_id)
          DO UPDATE SET tree_size = excluded.tree_size, frontier = excluded.frontier
          """,
          (statement, head) -> {
            statement.setBytes(1, RowIds.bytes(head.tenantId));
            statement.setLong(2, head.size);
            statement.setBytes(3, head.frontier);
          });

  /**
   * The row of a tenant's log.
   *
   * @param frontier null if the entries are older than the tree, which is not built yet
   */
  // Rows are never compared with each other.
  @SuppressWarnings("ArrayRecordComponent")
  record Head(UUID tenantId, long size, byte[] frontier) {

    static Head of(UUID tenantId, MerkleFrontier tree) {
      return new Head(tenantId, tree.size(), tree.bytes());
    }

    boolean isBuilt() {
      return frontier != null;
    }

    /**
     * The tree.
     *
     * @throws IllegalArgumentException if the row is no tree's
     */
    MerkleFrontier tree() {
      return MerkleFrontier.of(size, frontier);
    }
  }

  private LogHeads() {}

  /**
   * Takes the next {@code count} sequences, and with them the turn to append until the transaction
   * ends. Returns the first.
   *
   * @throws NoSuchElementException if the head is not there
   */
  static long takeSequences(Handle tx, int count) {
    return NEXT.find(tx, statement -> statement.setLong(1, count)).orElseThrow() - count + 1;
  }

  /** Takes the turn to append, without appending. */
  static void takeTurn(Handle tx) {
    takeSequences(tx, 0);
  }

  static Optional<Long> lastSequence(Handle tx) {
    return tx.createQuery("SELECT last_sequence FROM ledger_head WHERE id = 1")
        .mapTo(Long.class)
        .findOne();
  }

  static Optional<Head> find(Handle tx, UUID tenantId) {
    return FIND.find(tx, statement -> statement.setBytes(1, RowIds.bytes(tenantId)));
  }

  /**
   * The heads of several tenants; on PostgreSQL by one statement, within the process one by one.
   */
  static List<Head> find(Handle tx, Dialect dialect, Collection<UUID> tenantIds) {
    if (tenantIds.isEmpty()) {
      return List.of();
    }
    return switch (dialect) {
      case SQLITE -> tenantIds.stream().flatMap(id -> find(tx, id).stream()).toList();
      case POSTGRESQL ->
          FIND_SOME.list(
              tx,
              statement -> statement.setArray(1, ids(statement, tenantIds)),
              row -> new Head(RowIds.read(row, 1), row.getLong(2), row.getBytes(3)));
    };
  }

  /** The ids as an array of PostgreSQL. */
  static Array ids(PreparedStatement statement, Collection<UUID> tenantIds) throws SQLException {
    Object[] ids = tenantIds.stream().map(RowIds::bytes).toArray(byte[][]::new);
    return statement.getConnection().createArrayOf("bytea", ids);
  }

  static List<Head> all(Handle tx) {
    return tx.createQuery("SELECT tenant_id, tree_size, frontier FROM ledger_log")
        .map((row, context) -> new Head(RowIds.read(row, 1), row.getLong(2), row.getBytes(3)))
        .list();
  }

  static List<UUID> tenants(Handle tx, Optional<UUID> after, int max) {
    return tx.createQuery(
            """
            SELECT tenant_id FROM ledger_log WHERE tenant_id > :after ORDER BY tenant_id LIMIT :max
            """)
        .bind("after", after.map(RowIds::bytes).orElse(new byte[0]))
        .bind("max", max)
        .map((row, context) -> RowIds.read(row, 1))
        .list();
  }

  static void save(Handle tx, List<Head> heads) {
    SAVE.run(tx, heads);
  }

  /** The tree that the entries of all tenants were in before each tenant had its own. */
  static Optional<Head> firstTree(Handle tx) {
    return tx.createQuery("SELECT tree_size, frontier FROM ledger_first_tree WHERE id = 1")
        .map((row, context) -> new Head(new UUID(0, 0), row.getLong(1), row.getBytes(2)))
        .findOne();
  }
}
