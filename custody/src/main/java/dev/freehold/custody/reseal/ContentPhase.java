package dev.freehold.custody.reseal;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.persistence.Database;
import java.util.Optional;
import java.util.UUID;

/**
 * Empties the retired keys that a job is to empty, one after the other. A key whose content cannot
 * be resealed now is skipped and retried later, so that it delays no other owner; the job waits
 * only when nothing else is left to do.
 */
public final class ContentPhase {

  private final Database database;
  private final Emptying emptying;

  /** Empties keys by {@code emptying}. */
  public ContentPhase(Database database, Emptying emptying) {
    this.database = database;
    this.emptying = emptying;
  }

  /** Does the next piece in a part of all owners. */
  public JobOutcome step(JobStep step, MovePosition position, ShardRange part) {
    Optional<JobOutcome.Waits> obstacle = Optional.empty();
    Optional<RetiredKey> next = next(step, position, part);
    if (next.isPresent()) {
      obstacle = attempt(step, position, next.get());
      if (obstacle.isEmpty()) {
        return new JobOutcome.More();
      }
      if (position.mayPassOver()) {
        emptying.dropPart(step, position);
        step.commit(position.passedOver(next.get()).text(), 0, 0, tx -> null);
        return new JobOutcome.More();
      }
    }
    for (UUID keyId : position.behind()) {
      // Nothing is committed where it still fails, so the job waits longer each time.
      Optional<JobOutcome.Waits> still = comeBack(step, position, keyId);
      if (still.isEmpty()) {
        return new JobOutcome.More();
      }
      obstacle = obstacle.or(() -> still);
    }
    emptying.dropPart(step, position);
    return obstacle.<JobOutcome>map(waits -> waits).orElseGet(JobOutcome.ShardDone::new);
  }

  private Optional<RetiredKey> next(JobStep step, MovePosition position, ShardRange part) {
    return database.read(
        tx ->
            RetiredKeyRows.next(
                tx, step.jobId(), position.within(part), position.afterKeyOfOwner()));
  }

  private Optional<JobOutcome.Waits> comeBack(JobStep step, MovePosition position, UUID keyId) {
    Optional<RetiredKey> key = database.read(tx -> RetiredKeyRows.find(tx, step.jobId(), keyId));
    if (key.isEmpty()) {
      emptying.dropPart(step, position);
      step.commit(position.forgetting(keyId).text(), 0, 0, tx -> null);
      return Optional.empty();
    }
    return attempt(step, position, key.get());
  }

  /** Why nothing could be done for the key; empty if something was. */
  private Optional<JobOutcome.Waits> attempt(JobStep step, MovePosition position, RetiredKey key) {
    try {
      emptying.proceed(step, position, key);
      return Optional.empty();
    } catch (KeyAccessException e) {
      return Optional.of(new JobOutcome.Waits(e.code(), e.getMessage()));
    } catch (ResealException e) {
      return Optional.of(new JobOutcome.Waits(e.code(), e.getMessage()));
    }
  }
}
