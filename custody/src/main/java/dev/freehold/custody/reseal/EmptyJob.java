package dev.freehold.custody.reseal;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Empties retired keys that other jobs left over. It first reads damaged objects again, because
 * somebody may have restored them from a copy, and then does what a move does.
 */
public final class EmptyJob implements JobKind {

  private final Database database;
  private final Resealer resealer;
  private final ContentPhase content;

  /** Reads what was damaged through {@code resealer}, then goes on as {@code content} does. */
  public EmptyJob(Database database, Resealer resealer, ContentPhase content) {
    this.database = database;
    this.resealer = resealer;
    this.content = content;
  }

  @Override
  public String name() {
    return Leftovers.EMPTY;
  }

  @Override
  public JobOutcome step(JobStep step) {
    Optional<ShardRange> part = ShardRange.of(step.parameters(), step.shard(), step.shards());
    return part.isPresent() ? step(step, part.get()) : ShardRange.outdated();
  }

  private JobOutcome step(JobStep step, ShardRange part) {
    return RecheckPosition.isOne(step.position())
        ? recheck(step, RecheckPosition.parse(step.position()), part)
        : content.step(step, MovePosition.parse(step.position()), part);
  }

  private JobOutcome recheck(JobStep step, RecheckPosition position, ShardRange part) {
    ShardRange left = position.owner().map(part::startingAfter).orElse(part);
    Optional<RetiredKey> key =
        database.read(tx -> RetiredKeyRows.next(tx, step.jobId(), left, position.key()));
    if (key.isEmpty()) {
      step.commit(MovePosition.contentAlone(), 0, 0, tx -> null);
      return new JobOutcome.More();
    }
    RecheckPosition next =
        recheck(step, key.get().ownerKeyId(), position.object())
            .map(position::within)
            .orElseGet(() -> RecheckPosition.past(key.get()));
    step.commit(next.text(), 0, 0, tx -> null);
    return new JobOutcome.More();
  }

  /** A key that is not given now keeps its damage until the next job. */
  private Optional<UUID> recheck(JobStep step, UUID keyId, UUID after) {
    try {
      return resealer.recheck(keyId, after, step.requester());
    } catch (KeyAccessException notGiven) {
      return Optional.empty();
    }
  }

  @Override
  public JobOutcome finish(JobStep step) {
    long kept = database.read(tx -> RetiredKeyRows.count(tx, step.jobId()));
    step.conclude(Map.of("keysKeptForDamagedObjects", Long.toString(kept)), tx -> null);
    return new JobOutcome.ShardDone();
  }
}
