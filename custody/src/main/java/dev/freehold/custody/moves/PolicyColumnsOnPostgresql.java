package dev.freehold.custody.moves;

import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.persistence.RowIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * One statement for all rows. Every change of a row is a new version of it with new entries in each
 * index, so it is changed once. Rows are locked in the order of the plan: nobody else locks several
 * active keys at once without the owners' rows, which the page holds and {@link PageGuard}
 * compares.
 */
final class PolicyColumnsOnPostgresql implements PolicyColumns {

  @Override
  public PreparedRows rewrap(Way way, List<Change> changes) {
    return new PreparedRows(changes.size(), tx -> rewrap(tx, way, changes));
  }

  private static int rewrap(Handle tx, Way way, List<Change> changes) throws SQLException {
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
      setArray(statement, 2, changes, change -> RowIds.bytes(change.before().ownerKeyId()));
      statement.setArray(
          3,
          connection.createArrayOf(
              "bigint",
              changes.stream().map(change -> change.before().revision()).toArray(Long[]::new)));
      setArray(statement, 4, changes, change -> change.after().wrapped().bytes());
      statement.setBytes(5, RowIds.bytes(way.from()));
      return statement.executeUpdate();
    }
  }

  @Override
  public PreparedRows order(Way way, Kin kin, Keys keys, List<PreparedSeal> owners) {
    return new PreparedRows(owners.size(), tx -> order(tx, way, owners));
  }

  private static int order(Handle tx, Way way, List<PreparedSeal> owners) throws SQLException {
    String sql =
        """
        UPDATE key_owners o SET ordered_policy_id = ?, seal = ordered.seal
        FROM unnest(?, ?) AS ordered (id, seal)
        WHERE o.id = ordered.id AND o.ordered_policy_id = ?\
        """;
    try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
      statement.setBytes(1, RowIds.bytes(way.to()));
      setArray(statement, 2, owners, owner -> RowIds.bytes(owner.key()));
      setArray(statement, 3, owners, PreparedSeal::seal);
      statement.setBytes(4, RowIds.bytes(way.from()));
      return statement.executeUpdate();
    }
  }

  private static <T> void setArray(
      PreparedStatement statement, int place, List<T> rows, Function<T, byte[]> column)
      throws SQLException {
    statement.setArray(
        place,
        statement
            .getConnection()
            .createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new)));
  }
}
