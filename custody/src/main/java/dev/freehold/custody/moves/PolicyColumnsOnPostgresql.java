package dev.freehold.custody.moves;

import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.persistence.RowIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * One statement for all rows. Every change of a row is a new version of it with new entries in each
 * index, so it is changed once. Rows are locked in the order of the plan: nobody else locks several
 * active keys at once without the owners' rows, which the page holds.
 */
final class PolicyColumnsOnPostgresql implements PolicyColumns {

  @Override
  public void rewrap(Handle tx, Way way, List<Change> changes) throws SQLException {
    String sql =
        """
        UPDATE owner_keys k
        SET policy_id = ?, wrapped_key = moved.wrapped_key, revision = moved.revision + 1
        FROM unnest(?, ?, ?) AS moved (id, revision, wrapped_key)
        WHERE k.id = moved.id AND k.policy_id = ? AND k.revision = moved.revision
          AND k.state = 'ACTIVE'\
        """;
    Connection connection = tx.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, RowIds.bytes(way.to()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "bytea",
              changes.stream()
                  .map(change -> RowIds.bytes(change.before().ownerKeyId()))
                  .toArray(byte[][]::new)));
      statement.setArray(
          3,
          connection.createArrayOf(
              "bigint",
              changes.stream().map(change -> change.before().revision()).toArray(Long[]::new)));
      statement.setArray(
          4,
          connection.createArrayOf(
              "bytea",
              changes.stream()
                  .map(change -> change.after().wrapped().bytes())
                  .toArray(byte[][]::new)));
      statement.setBytes(5, RowIds.bytes(way.from()));
      PolicyColumns.requireAll(changes.size(), statement.executeUpdate());
    }
  }

  @Override
  public void order(Handle tx, Way way, List<PreparedSeal> owners) throws SQLException {
    String sql =
        """
        UPDATE key_owners o SET ordered_policy_id = ?, seal = ordered.seal
        FROM unnest(?, ?) AS ordered (id, seal)
        WHERE o.id = ordered.id AND o.ordered_policy_id = ?\
        """;
    Connection connection = tx.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, RowIds.bytes(way.to()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "bytea",
              owners.stream().map(owner -> RowIds.bytes(owner.key())).toArray(byte[][]::new)));
      statement.setArray(
          3,
          connection.createArrayOf(
              "bytea", owners.stream().map(PreparedSeal::seal).toArray(byte[][]::new)));
      statement.setBytes(4, RowIds.bytes(way.from()));
      PolicyColumns.requireAll(owners.size(), statement.executeUpdate());
    }
  }
}
