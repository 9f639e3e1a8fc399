package dev.freehold.custody.moves;

import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * First each row's own bytes, then the policies of many rows at once. SQLite keeps a journal for
 * every statement that checks a foreign key, and within a savepoint each of them costs more the
 * more rows were changed before it: one statement for each key is ten times slower.
 */
final class PolicyColumnsOnSqlite implements PolicyColumns {

  private static final int MAX_ROWS_AT_ONCE = 500;

  @Override
  public void rewrap(Handle tx, Way way, List<Change> changes) throws SQLException {
    String sql =
        """
        UPDATE owner_keys SET wrapped_key = ?, revision = ?
        WHERE id = ? AND policy_id = ? AND revision = ? AND state = 'ACTIVE'\
        """;
    try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
      for (Change change : changes) {
        statement.setBytes(1, change.after().wrapped().bytes());
        statement.setLong(2, change.after().revision());
        statement.setBytes(3, RowIds.bytes(change.before().ownerKeyId()));
        statement.setBytes(4, RowIds.bytes(way.from()));
        statement.setLong(5, change.before().revision());
        statement.addBatch();
      }
      PolicyColumns.requireAll(changes.size(), Arrays.stream(statement.executeBatch()).sum());
    }
    int changed =
        setPolicy(
            tx,
            "owner_keys SET policy_id = ? WHERE policy_id = ?",
            way,
            changes.stream().map(change -> change.before().ownerKeyId()).toList());
    PolicyColumns.requireAll(changes.size(), changed);
  }

  @Override
  public void order(Handle tx, Way way, List<PreparedSeal> owners) throws SQLException {
    int changed =
        setPolicy(
            tx,
            "key_owners SET ordered_policy_id = ? WHERE ordered_policy_id = ?",
            way,
            owners.stream().map(PreparedSeal::key).toList());
    PolicyColumns.requireAll(owners.size(), changed);
    RowSeals.keepPrepared(tx, owners);
  }

  private static int setPolicy(Handle tx, String what, Way way, List<UUID> ids)
      throws SQLException {
    int changed = 0;
    for (int first = 0; first < ids.size(); first += MAX_ROWS_AT_ONCE) {
      List<UUID> some = ids.subList(first, Math.min(ids.size(), first + MAX_ROWS_AT_ONCE));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      String sql = "UPDATE %s AND id IN (%s)".formatted(what, marks);
      try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
        statement.setBytes(1, RowIds.bytes(way.to()));
        statement.setBytes(2, RowIds.bytes(way.from()));
        for (int i = 0; i < some.size(); i++) {
          statement.setBytes(3 + i, RowIds.bytes(some.get(i)));
        }
        changed += statement.executeUpdate();
      }
    }
    return changed;
  }
}
