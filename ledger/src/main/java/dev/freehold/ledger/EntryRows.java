package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables of entries and of personal values. */
final class EntryRows {

  private static final String COLUMNS =
      """
      SELECT e.sequence, e.tenant_id, e.log_index, e.recorded_at, e.operation, e.object_id,
        e.outcome, e.entry, e.leaf_hash,
        p.sequence, p.actor_salt, p.actor, p.values_salt, p.personal_values
      FROM ledger_entry e LEFT JOIN ledger_personal p ON p.sequence = e.sequence
      """;

  private static final BatchStatement<EntryRow> INSERT =
      new BatchStatement<>(
          """
          INSERT INTO ledger_entry
            (sequence, tenant_id, log_index, recorded_at, operation, object_id, outcome,
             entry, leaf_hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          (statement, row) -> {
            statement.setLong(1, row.sequence());
            statement.setBytes(2, RowIds.bytes(row.tenantId()));
            statement.setLong(3, row.index());
            statement.setLong(4, row.recordedAt().toEpochMilli());
            statement.setString(5, row.operation());
            statement.setString(6, row.objectId());
            statement.setString(7, row.outcome());
            statement.setBytes(8, row.entry());
            statement.setBytes(9, row.leafHash());
          });

  private static final BatchStatement<PersonalRow> INSERT_PERSONAL =
      new BatchStatement<>(
          """
          INSERT INTO ledger_personal (sequence, actor_salt, actor, values_salt, personal_values)
          VALUES (?, ?, ?, ?, ?)
          """,
          (statement, row) -> {
            statement.setLong(1, row.sequence());
            statement.setBytes(2, row.actorSalt());
            statement.setBytes(3, row.actor());
            statement.setBytes(4, row.valuesSalt());
            statement.setBytes(5, row.values());
          });

  private static final PointQuery<Place> PLACE =
      new PointQuery<>(
          "SELECT recorded_at, sequence FROM ledger_entry WHERE tenant_id = ? AND log_index = ?",
          row -> new Place(row.getLong(1), row.getLong(2)));

  /** Where an entry stands among those of its tenant in the order of their times. */
  record Place(long recordedAtMillis, long sequence) {}

  private EntryRows() {}

  static void insert(Handle tx, List<EntryRow> rows) {
    INSERT.run(tx, rows);
    INSERT_PERSONAL.run(
        tx, rows.stream().map(EntryRow::personal).filter(row -> row != null).toList());
  }

  static long lastSequence(Handle tx) {
    return tx.createQuery("SELECT COALESCE(MAX(sequence), 0) FROM ledger_entry")
        .mapTo(Long.class)
        .one();
  }

  /** Entries of all tenants in their order. */
  static List<EntryRow> after(Handle tx, long sequence, int max) {
    return tx.createQuery(COLUMNS + "WHERE e.sequence > :sequence ORDER BY e.sequence LIMIT :max")
        .bind("sequence", sequence)
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  /** Entries of these operations in a range of sequences, in their order. */
  static List<EntryRow> ofOperations(
      Handle tx, Set<String> operations, long after, long upTo, int max) {
    return tx.createQuery(
            COLUMNS
                + """
                WHERE e.sequence > :after AND e.sequence <= :upTo AND e.operation IN (<operations>)
                ORDER BY e.sequence LIMIT :max
                """)
        .bindList("operations", List.copyOf(operations))
        .bind("after", after)
        .bind("upTo", upTo)
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  /** The tenant's entries from an index on. */
  static List<EntryRow> ofTenant(Handle tx, UUID tenantId, long fromIndex, int max) {
    return tx.createQuery(
            COLUMNS
                + """
                WHERE e.tenant_id = :tenantId AND e.log_index >= :index
                ORDER BY e.log_index LIMIT :max
                """)
        .bind("tenantId", tenantId)
        .bind("index", fromIndex)
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  /** The tenant's entries after a place and before a time, in the order of their times. */
  static List<EntryRow> ofTenantInTime(
      Handle tx, UUID tenantId, Place after, long beforeMillis, int max) {
    return tx.createQuery(
            COLUMNS
                + """
                WHERE e.tenant_id = :tenantId AND (e.recorded_at, e.sequence) > (:time, :sequence)
                  AND e.recorded_at < :before
                ORDER BY e.recorded_at, e.sequence LIMIT :max
                """)
        .bind("tenantId", tenantId)
        .bind("time", after.recordedAtMillis)
        .bind("sequence", after.sequence)
        .bind("before", beforeMillis)
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<Place> place(Handle tx, UUID tenantId, long index) {
    return PLACE.find(
        tx,
        statement -> {
          statement.setBytes(1, RowIds.bytes(tenantId));
          statement.setLong(2, index);
        });
  }

  static OptionalLong indexOf(Handle tx, UUID tenantId, long sequence) {
    return tx.createQuery(
            """
            SELECT log_index FROM ledger_entry
            WHERE sequence = :sequence AND tenant_id = :tenantId
            """)
        .bind("sequence", sequence)
        .bind("tenantId", tenantId)
        .map((row, context) -> OptionalLong.of(row.getLong(1)))
        .findOne()
        .orElseGet(OptionalLong::empty);
  }

  /**
   * The index of the tenant's first entry after a sequence; its size if there is none. Both rise
   * together, so that a few reads of the one index find it.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if an entry is not there any more
   */
  static long firstIndexAfter(Handle tx, UUID tenantId, long sequence) {
    long low = 0;
    long high = sequence == 0 ? 0 : LogHeads.find(tx, tenantId).map(LogHeads.Head::size).orElse(0L);
    while (low < high) {
      long middle = (low + high) >>> 1;
      Optional<Place> place = place(tx, tenantId, middle);
      if (place.isEmpty()) {
        throw new LedgerException(
            LedgerError.DAMAGED,
            "entry %d of a log is not there; verify the ledger".formatted(middle),
            null);
      }
      if (place.get().sequence > sequence) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The hashes of the leaves that are there from an index on. */
  static List<MerkleHash> leaves(Handle tx, UUID tenantId, long fromIndex, int count) {
    return tx.createQuery(
            """
            SELECT leaf_hash FROM ledger_entry
            WHERE tenant_id = :tenantId AND log_index >= :from AND log_index < :to
            ORDER BY log_index
            """)
        .bind("tenantId", tenantId)
        .bind("from", fromIndex)
        .bind("to", fromIndex + count)
        .map((row, context) -> MerkleHash.fromBytes(row.getBytes(1)))
        .list();
  }

  private static EntryRow read(ResultSet row) throws SQLException {
    return new EntryRow(
        row.getLong(1),
        RowIds.read(row, 2),
        row.getLong(3),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getBytes(8),
        row.getBytes(9),
        personal(row));
  }

  private static PersonalRow personal(ResultSet row) throws SQLException {
    long sequence = row.getLong(10);
    return row.wasNull()
        ? null
        : new PersonalRow(
            sequence, row.getBytes(11), row.getBytes(12), row.getBytes(13), row.getBytes(14));
  }
}
