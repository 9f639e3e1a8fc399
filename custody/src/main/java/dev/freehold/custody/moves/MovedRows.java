package dev.freehold.custody.moves;

import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import dev.freehold.custody.moves.MovedPage.Change;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Puts moved keys into rows. {@link PageGuard} made sure that they are as they were read; the
 * statements compare once more. Plain JDBC, because a hundred thousand keys go through here in one
 * job.
 */
final class MovedRows {

  private static final int UUID_BYTES = 16;
  private static final int MAX_ROWS_AT_ONCE = 500;

  private MovedRows() {}

  /** Applies a page within the step's transaction. */
  static void apply(Handle tx, UUID jobId, MovedPage page, Instant now) {
    rewrap(tx, page.wrapped());
    renew(tx, jobId, page.renewed(), now);
  }

  /** Makes the new policy what was ordered for these mailboxes. */
  static void order(Handle tx, UUID from, UUID to, List<UUID> owners) {
    setPolicy(tx, "key_owners", "ordered_policy_id", from, to, owners);
  }

  /**
   * First each row's own bytes, then the policies of many rows at once. SQLite keeps a journal for
   * every statement that checks a foreign key, and within a savepoint each of them costs more the
   * more rows were changed before it: one statement for each key is ten times slower.
   */
  private static void rewrap(Handle tx, List<Change> changes) {
    int[] changed =
        batch(
            tx,
            """
            UPDATE owner_keys SET wrapped_key = ?, revision = ?
            WHERE id = ? AND policy_id = ? AND revision = ? AND state = 'ACTIVE'\
            """,
            changes,
            (statement, change) -> {
              statement.setBytes(1, change.after().wrapped().bytes());
              statement.setLong(2, change.after().revision());
              statement.setBytes(3, bytes(change.before().ownerKeyId()));
              statement.setBytes(4, bytes(change.before().policyId()));
              statement.setLong(5, change.before().revision());
            });
    IntStream.range(0, changes.size())
        .filter(i -> changed[i] == 1)
        .mapToObj(changes::get)
        .collect(
            Collectors.groupingBy(
                change -> new Way(change.before().policyId(), change.after().policyId()),
                Collectors.mapping(change -> change.before().ownerKeyId(), Collectors.toList())))
        .forEach((way, ids) -> setPolicy(tx, "owner_keys", "policy_id", way.from(), way.to(), ids));
  }

  /** Where the column has the one policy, it gets the other. */
  private static void setPolicy(
      Handle tx, String table, String column, UUID from, UUID to, List<UUID> ids) {
    for (int first = 0; first < ids.size(); first += MAX_ROWS_AT_ONCE) {
      List<UUID> some = ids.subList(first, Math.min(ids.size(), first + MAX_ROWS_AT_ONCE));
      String sql =
          "UPDATE %s SET %s = ? WHERE %s = ? AND id IN (%s)"
              .formatted(
                  table, column, column, String.join(", ", Collections.nCopies(some.size(), "?")));
      try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
        statement.setBytes(1, bytes(to));
        statement.setBytes(2, bytes(from));
        for (int i = 0; i < some.size(); i++) {
          statement.setBytes(3 + i, bytes(some.get(i)));
        }
        statement.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException("moved keys could not be written", e);
      }
    }
  }

  /** Retire first: only who retires the old key may put a new one in its place. */
  private static void renew(Handle tx, UUID jobId, List<Change> changes, Instant now) {
    for (Change change : changes) {
      WrappedOwnerKey before = change.before();
      int retired =
          tx.createUpdate(
                  """
                  UPDATE owner_keys SET state = 'RETIRED', retired_by = :jobId
                  WHERE id = :id AND policy_id = :policyId AND revision = :revision
                    AND state = 'ACTIVE'\
                  """)
              .bind("jobId", jobId)
              .bind("id", before.ownerKeyId())
              .bind("policyId", before.policyId())
              .bind("revision", before.revision())
              .execute();
      if (retired == 1) {
        insert(tx, change, now);
      }
    }
  }

  private static void insert(Handle tx, Change change, Instant now) {
    WrappedOwnerKey key = change.after();
    tx.createUpdate(
            """
            INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,
              key_commitment, created_at, owner_id, revision)
            VALUES (:id, :tenantId, :policyId, :generation, 'ACTIVE', :wrapped, :commitment, :now,
              :ownerId, :revision)\
            """)
        .bind("id", key.ownerKeyId())
        .bind("tenantId", key.tenantId())
        .bind("policyId", key.policyId())
        .bind("generation", key.generation())
        .bind("wrapped", key.wrapped().bytes())
        .bind("commitment", key.commitment().bytes())
        .bind("now", now)
        .bind("ownerId", change.ownerId())
        .bind("revision", key.revision())
        .execute();
    tx.createUpdate("UPDATE key_owners SET owner_key_id = :keyId WHERE id = :id")
        .bind("keyId", key.ownerKeyId())
        .bind("id", change.ownerId())
        .execute();
  }

  private static <T> int[] batch(Handle tx, String sql, List<T> rows, Binder<T> binder) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
      for (T row : rows) {
        binder.bind(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("moved keys could not be written", e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(UUID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private record Way(UUID from, UUID to) {}

  @FunctionalInterface
  private interface Binder<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }
}
