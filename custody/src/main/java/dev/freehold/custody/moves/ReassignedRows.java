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
import dev.freehold.persistence.RowIds;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

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

  private ReassignedRows() {}

  /** The first in the range, by id. */
  static List<KeyToMove> page(Handle tx, MoveScope.Reassigned scope, ShardRange range, int max) {
    Map<UUID, Standing> policies = new HashMap<>();
    Optional<Standing> target = standing(tx, scope.to());
    if (target.isEmpty()) {
      return List.of();
    }
    policies.put(scope.to(), target.get());
    RowSeals seals = RowSeals.of(tx);
    return inRange(
            tx,
            PAGE_COLUMNS,
            scope,
            range,
            max,
            (row, _) ->
                new Found(
                    RowIds.read(row, 1),
                    WrappedKeys.ownerKey(row, FIRST_OF_KEY),
                    seals.sealedOrNone(CustodySeals.KEY_OWNER, row, FIRST_OF_OWNER)),
            Found::ownerId)
        .stream()
        .map(
            found ->
                found.toMove(
                    scope.to(),
                    target.get(),
                    policies.computeIfAbsent(
                        found.key().policyId(), id -> standing(tx, id).orElseThrow())))
        .toList();
  }

  /** What {@link PageGuard} compares of the first in the range, by id. */
  static List<KeyStanding> standings(
      Handle tx, MoveScope.Reassigned scope, ShardRange range, int max) {
    return standing(tx, scope.to())
        .map(
            target ->
                inRange(
                    tx,
                    KeyStanding.COLUMNS,
                    scope,
                    range,
                    max,
                    (row, _) -> KeyStanding.of(row, scope.to(), target.state()),
                    KeyStanding::ownerId))
        .orElseGet(List::of);
  }

  private static <R> List<R> inRange(
      Handle tx,
      String columns,
      MoveScope.Reassigned scope,
      ShardRange range,
      int max,
      RowMapper<R> mapper,
      Function<R, UUID> id) {
    String sql =
        """
        SELECT %s FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
        WHERE o.ordered_policy_id = :ordered AND o.purge_id IS NULL
          AND o.id > :after AND o.id <= :last
        ORDER BY o.id LIMIT :max\
        """
            .formatted(columns);
    List<List<R>> ordered =
        Stream.of(scope.from(), scope.to())
            .distinct()
            .map(
                policyId ->
                    tx.createQuery(sql)
                        .bind("ordered", policyId)
                        .bind("after", range.after())
                        .bind("last", range.last())
                        .bind("max", max)
                        .map(mapper)
                        .list())
            .filter(rows -> !rows.isEmpty())
            .toList();
    return ordered.size() == 1
        ? ordered.getFirst()
        : ordered.stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(id, RowIds.ORDER))
            .limit(max)
            .toList();
  }

  private static Optional<Standing> standing(Handle tx, UUID policyId) {
    return tx.createQuery("SELECT kind, state FROM policies WHERE id = :id")
        .bind("id", policyId)
        .mapTo(Standing.class)
        .findOne();
  }

  private record Standing(PolicyKind kind, PolicyState state) {}

  private record Found(UUID ownerId, WrappedOwnerKey key, Optional<SealedRow> owner) {

    KeyToMove toMove(UUID target, Standing there, Standing here) {
      return new KeyToMove(
          ownerId, key, here.kind(), target, there.kind(), there.state(), owner, false);
    }
  }
}
