package dev.freehold.custody.moves;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What jobs read of mailboxes that go from one policy to another, of which there may be a hundred
 * thousand. Where each has to go is known, so that nobody looks for it, and a mailbox is ordered to
 * one of two policies: a statement for each of them goes through an index in the order of ids and
 * ends at the bound, while one for both sorts what it found and looks each up once more.
 */
final class ReassignedRows {

  private static final String PAGE_COLUMNS =
      "o.id, " + WrappedKeys.COLUMNS + ", " + CustodySeals.KEY_OWNER.columns("o");

  private static final int FIRST_OF_KEY = 2;
  private static final int FIRST_OF_OWNER = FIRST_OF_KEY + WrappedKeys.COLUMN_COUNT;

  private static final RangeQuery PAGE = inRange(PAGE_COLUMNS);
  private static final RangeQuery STANDINGS = inRange(KeyStanding.COLUMNS);

  private static final PointQuery<Standing> STANDING =
      new PointQuery<>(
          "SELECT kind, state FROM policies WHERE id = ?",
          row ->
              new Standing(
                  PolicyKind.valueOf(row.getString(1)), PolicyState.valueOf(row.getString(2))));

  private ReassignedRows() {}

  private static RangeQuery inRange(String columns) {
    return new RangeQuery(
        """
        SELECT %s FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
        WHERE o.ordered_policy_id = ? AND o.purge_id IS NULL AND k.state = 'ACTIVE'
          AND o.id > ? AND o.id <= ?
        ORDER BY o.id LIMIT ?\
        """
            .formatted(columns));
  }

  /** The first in the range, by id. */
  static List<KeyToMove> page(Handle tx, MoveScope.Reassigned scope, ShardRange range, int max) {
    Map<UUID, Standing> policies = new HashMap<>();
    Optional<Standing> target = standing(tx, scope.to());
    if (target.isEmpty()) {
      return List.of();
    }
    policies.put(scope.to(), target.get());
    RowSeals seals = RowSeals.of(tx);
    List<List<Found>> ordered =
        Stream.of(scope.from(), scope.to())
            .distinct()
            .map(policyId -> PAGE.list(tx, in(policyId, range, max), row -> found(seals, row)))
            .filter(rows -> !rows.isEmpty())
            .toList();
    Stream<Found> first =
        ordered.size() == 1
            ? ordered.getFirst().stream()
            : ordered.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Found::ownerId, RowIds.ORDER))
                .limit(max);
    return first
        .map(
            found ->
                found.toMove(
                    scope.to(),
                    target.get(),
                    policies.computeIfAbsent(
                        found.key().policyId(), id -> standing(tx, id).orElseThrow())))
        .toList();
  }

  private static Found found(RowSeals seals, ResultSet row) throws SQLException {
    return new Found(
        RowIds.read(row, 1),
        WrappedKeys.ownerKey(row, FIRST_OF_KEY),
        seals.sealedOrNone(CustodySeals.KEY_OWNER, row, FIRST_OF_OWNER));
  }

  /** What {@link PageGuard} compares of the first in the range that are ordered to a policy. */
  static List<KeyStanding> standings(
      Handle tx, MoveScope.Reassigned scope, UUID ordered, ShardRange range, int max) {
    List<KeyStanding> found = new ArrayList<>();
    standing(tx, scope.to())
        .ifPresent(
            target ->
                STANDINGS.forEach(
                    tx,
                    in(ordered, range, max),
                    row -> found.add(KeyStanding.of(row, scope.to(), target.state()))));
    return found;
  }

  /** The same for both policies. */
  static List<KeyStanding> standings(
      Handle tx, MoveScope.Reassigned scope, ShardRange range, int max) {
    return byId(
        standings(tx, scope, scope.to(), range, max),
        scope.from().equals(scope.to())
            ? List.of()
            : standings(tx, scope, scope.from(), range, max));
  }

  /** Sorts what was found for each of the two policies. */
  static List<KeyStanding> byId(List<KeyStanding> some, List<KeyStanding> others) {
    return Stream.concat(some.stream(), others.stream())
        .sorted(Comparator.comparing(KeyStanding::ownerId, RowIds.ORDER))
        .toList();
  }

  private static PointQuery.Binder in(UUID ordered, ShardRange range, int max) {
    return values -> {
      values.setBytes(1, RowIds.bytes(ordered));
      values.setBytes(2, RowIds.bytes(range.after()));
      values.setBytes(3, RowIds.bytes(range.last()));
      values.setInt(4, max);
    };
  }

  /**
   * How many there are, and how many of them are not under the new policy: an index of policies and
   * keys says so, without a look at any key's row.
   */
  static MoveRows.OwnersArrived arrived(Handle tx, MoveScope.Reassigned scope) {
    return tx.createQuery(
            """
            SELECT COUNT(*) AS owners, COUNT(*) - COUNT(k.id) AS not_there
            FROM key_owners o
              LEFT JOIN owner_keys k ON k.policy_id = :to AND k.id = o.owner_key_id
            WHERE o.ordered_policy_id IN (:from, :to) AND o.purge_id IS NULL\
            """)
        .bind("from", scope.from())
        .bind("to", scope.to())
        .mapTo(MoveRows.OwnersArrived.class)
        .one();
  }

  private static Optional<Standing> standing(Handle tx, UUID policyId) {
    return STANDING.find(tx, values -> values.setBytes(1, RowIds.bytes(policyId)));
  }

  private record Standing(PolicyKind kind, PolicyState state) {}

  private record Found(UUID ownerId, WrappedOwnerKey key, Optional<SealedRow> owner) {

    KeyToMove toMove(UUID target, Standing there, Standing here) {
      return new KeyToMove(
          ownerId, key, here.kind(), target, there.kind(), there.state(), owner, false);
    }
  }
}
