package dev.freehold.custody.moves;

import dev.freehold.crypto.seal.SealCodes;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.persistence.PointUpdate;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement for all rows of a table, with the values of each column joined in one parameter.
 * Each row is changed once. A statement for each row would be ten times slower: SQLite keeps a
 * journal for every statement that checks a foreign key, and within a savepoint each of them costs
 * more the more rows were changed before it. A {@code +} before a column keeps SQLite from using
 * its index, and so from going through all rows of a policy or tenant for each row that it looks
 * for.
 */
final class PolicyColumnsOnSqlite implements PolicyColumns {

  private static final int ID_BYTES = 16;

  static final String WRAPS =
      """
      UPDATE owner_keys AS k
      SET policy_id = ?1, wrapped_key = %s, revision = moved.value + 1
      FROM json_each(?3) AS moved
      WHERE k.id = %s AND +k.policy_id = ?2 AND k.revision = moved.value
        AND k.state = 'ACTIVE'\
      """
          .formatted(part("?5", KeyWrap.WRAPPED_BYTES), part("?4", ID_BYTES));

  static final String ORDERS =
      """
      UPDATE key_owners AS o SET ordered_policy_id = ?1, seal = %s
      FROM json_each(?3) AS moved
      WHERE o.id = %s AND o.owner_key_id = %s AND +o.ordered_policy_id = ?2
        AND +o.tenant_id = ?7 AND o.kind = ?8 AND +o.geo_id IS ?9 AND o.purge_id IS NULL\
      """
          .formatted(part("?6", SealCodes.SEAL_BYTES), part("?4", ID_BYTES), part("?5", ID_BYTES));

  static final String ORDERS_WITH_KEYS =
      ORDERS
          + """
           AND EXISTS (SELECT 1 FROM owner_keys AS k
            WHERE k.id = o.owner_key_id AND +k.policy_id = ?1 AND k.state = 'ACTIVE')\
          """;

  private static final PointUpdate WRAP_ALL = new PointUpdate(WRAPS);
  private static final PointUpdate ORDER_ALL = new PointUpdate(ORDERS);
  private static final PointUpdate ORDER_ALL_WITH_KEYS = new PointUpdate(ORDERS_WITH_KEYS);

  @Override
  public PreparedRows rewrap(Way way, List<Change> changes) {
    String revisions = numbers(changes.stream().map(change -> change.before().revision()));
    byte[] keyIds = joined(changes, ID_BYTES, change -> RowIds.bytes(change.before().ownerKeyId()));
    byte[] wraps =
        joined(changes, KeyWrap.WRAPPED_BYTES, change -> change.after().wrapped().bytes());
    return new PreparedRows(
        changes.size(),
        tx ->
            WRAP_ALL.run(
                tx,
                values -> {
                  values.setBytes(1, RowIds.bytes(way.to()));
                  values.setBytes(2, RowIds.bytes(way.from()));
                  values.setString(3, revisions);
                  values.setBytes(4, keyIds);
                  values.setBytes(5, wraps);
                }));
  }

  @Override
  public PreparedRows order(Way way, Kin kin, Keys keys, List<PreparedSeal> owners) {
    PointUpdate statement =
        switch (keys) {
          case WRITTEN -> ORDER_ALL;
          case READ -> ORDER_ALL_WITH_KEYS;
        };
    String numbers = numbers(owners.stream().map(_ -> 0L));
    byte[] ownerIds = joined(owners, ID_BYTES, owner -> RowIds.bytes(owner.key()));
    byte[] keyIds = joined(owners, ID_BYTES, owner -> RowIds.bytes(Kin.keyOf(owner)));
    byte[] seals = joined(owners, SealCodes.SEAL_BYTES, PreparedSeal::seal);
    return new PreparedRows(
        owners.size(),
        tx ->
            statement.run(
                tx,
                values -> {
                  values.setBytes(1, RowIds.bytes(way.to()));
                  values.setBytes(2, RowIds.bytes(way.from()));
                  values.setString(3, numbers);
                  values.setBytes(4, ownerIds);
                  values.setBytes(5, keyIds);
                  values.setBytes(6, seals);
                  values.setBytes(7, RowIds.bytes(kin.tenantId()));
                  values.setString(8, kin.kind());
                  values.setBytes(9, kin.geoId().map(RowIds::bytes).orElse(null));
                }));
  }

  /** The part of a parameter that is the row's, whose place {@code json_each} gives. */
  private static String part(String parameter, int bytes) {
    return "substr(%s, %d * moved.key + 1, %d)".formatted(parameter, bytes, bytes);
  }

  private static String numbers(Stream<Long> each) {
    return each.map(Object::toString).collect(Collectors.joining(",", "[", "]"));
  }

  private static <T> byte[] joined(List<T> rows, int bytes, Function<T, byte[]> column) {
    ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(rows.size(), bytes));
    for (T row : rows) {
      byte[] value = column.apply(row);
      if (value.length != bytes) {
        throw new IllegalArgumentException(
            "each value has %d bytes, got %d".formatted(bytes, value.length));
      }
      all.put(value);
    }
    return all.array();
  }
}
