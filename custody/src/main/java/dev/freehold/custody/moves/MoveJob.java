package dev.freehold.custody.moves;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Moves mailboxes or sites to the policies that they have to be under. A key that comes from
 * customers' roots is only wrapped anew; one that comes from the service's own is renewed, and what
 * lies under the old one is sealed again before that is destroyed.
 */
final class MoveJob implements JobKind {

  private final String name;
  private final Database database;
  private final KeyMover mover;
  private final ContentPhase content;
  private final MoveEnd end;
  private final Clock clock;
  private final PageGuard guard;
  private final MovedRows rows;

  MoveJob(
      String name,
      Database database,
      KeyMover mover,
      ContentPhase content,
      MoveEnd end,
      Clock clock) {
    this.name = name;
    this.database = database;
    this.mover = mover;
    this.content = content;
    this.end = end;
    this.clock = clock;
    this.guard = new PageGuard(database.dialect());
    this.rows = new MovedRows(database.dialect());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JobOutcome step(JobStep step) {
    Optional<ShardRange> part = MoveParts.part(step.parameters(), step.shard(), step.shards());
    return part.isPresent() ? step(step, part.get()) : MoveParts.outdated();
  }

  private JobOutcome step(JobStep step, ShardRange part) {
    MovePosition position = MovePosition.parse(step.position());
    try {
      return switch (position.phase()) {
        case KEYS -> moveKeys(step, position.within(part));
        case CONTENT -> content.step(step, position, part);
      };
    } catch (KeyAccessException e) {
      return new JobOutcome.Waits(e.code(), e.getMessage());
    }
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return end.reach(step);
  }

  private JobOutcome moveKeys(JobStep step, ShardRange range) {
    MoveScope scope = MoveScope.of(step.parameters());
    List<OwnedKey> page =
        database.read(
            tx ->
                MoveRows.page(tx, step.tenantId(), step.jobId(), scope, range, step.budgetItems()));
    if (page.isEmpty()) {
      step.commit(MovePosition.content(), 0, 0, tx -> null);
      return new JobOutcome.More();
    }
    MovedPage moved = mover.move(page, step.requester());
    try {
      step.commit(
          MovePosition.keysAfter(page.getLast().ownerId()),
          page.size() - moved.renewed().size(),
          0,
          tx -> {
            guard.hold(tx, step.tenantId(), step.jobId(), scope, range, page);
            rows.apply(tx, step.jobId(), moved, clock.instant());
            if (scope instanceof MoveScope.Reassigned(var from, var to)) {
              rows.order(tx, from, to, moved.arrived());
            }
            return null;
          });
    } catch (PageGuard.MovedMeanwhile e) {
      // The position stayed, so the next step reads the page again.
      return new JobOutcome.More();
    }
    mover.dropSuperseded(moved);
    return new JobOutcome.More();
  }
}
