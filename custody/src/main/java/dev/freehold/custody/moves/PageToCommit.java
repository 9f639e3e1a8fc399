package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.seals.PreparedSeal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A page of owners whose keys were moved and are not in rows yet, with what {@link PageGuard}
 * compares. It is put together before the transaction, so that a database with one writer does not
 * wait for that.
 *
 * @param tenantId whose owners they are
 * @param jobId the job that moves them
 * @param scope which owners the job moves
 * @param range what was read: no other owner of the scope is in it
 * @param owners all owners of the page, by id
 * @param rest those for which nothing is ordered anew
 * @param targets the policies that they go to, and where each was in its life
 * @param left the policies that keys leave
 */
record PageToCommit(
    UUID tenantId,
    UUID jobId,
    MoveScope scope,
    ShardRange range,
    List<KeyToMove> owners,
    List<KeyToMove> rest,
    Map<UUID, PolicyState> targets,
    Set<UUID> left) {

  PageToCommit {
    owners = List.copyOf(owners);
    rest = List.copyOf(rest);
    targets = Map.copyOf(targets);
    left = Set.copyOf(left);
  }

  /**
   * Puts it together.
   *
   * @param range has no other owner of the scope
   * @param ordered seals of those owners for which a new policy is ordered
   */
  static PageToCommit of(
      JobStep step,
      MoveScope scope,
      ShardRange range,
      List<KeyToMove> owners,
      List<PreparedSeal> ordered) {
    Set<UUID> orderedIds = HashSet.newHashSet(ordered.size());
    ordered.forEach(seal -> orderedIds.add(seal.key()));
    List<KeyToMove> rest = new ArrayList<>();
    Map<UUID, PolicyState> targets = new HashMap<>();
    Set<UUID> left = new HashSet<>();
    for (KeyToMove owned : owners) {
      targets.putIfAbsent(owned.target(), owned.targetState());
      if (!owned.isThere() && !owned.isBarred()) {
        left.add(owned.key().policyId());
      }
      if (!orderedIds.contains(owned.ownerId())) {
        rest.add(owned);
      }
    }
    return new PageToCommit(
        step.tenantId(), step.jobId(), scope, range, owners, rest, targets, left);
  }
}
