package dev.freehold.custody.moves;

import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.ShardRange;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How many owners a move has, and where their ids are cut into parts of about the same size. It is
 * found before the move is ordered, so that nobody waits for the counting: together the parts have
 * all ids, whoever comes or goes meanwhile.
 *
 * @param owners how many there are now
 * @param borders the last id of every part but the last one, in order
 */
record MoveParts(long owners, List<UUID> borders) {

  /** More than two nodes keep busy. */
  private static final int MAX_PARTS = 16;

  MoveParts {
    borders = List.copyOf(borders);
  }

  /**
   * Counts and cuts a scope that does not depend on a job, which all but {@link MoveScope.Named} do
   * not.
   */
  static MoveParts of(Handle tx, UUID tenantId, MoveScope scope) {
    return new MoveParts(
        MoveRows.count(tx, tenantId, ShardRange.BEFORE_ALL, scope),
        MoveRows.borders(tx, tenantId, ShardRange.BEFORE_ALL, scope, MAX_PARTS));
  }

  /** How many parts there are. */
  int count() {
    return borders.size() + 1;
  }

  /** The parameters of a job, from which {@link ShardRange#of} reads. */
  Map<String, String> parameters() {
    return ShardRange.parameters(borders);
  }
}
