package dev.freehold.custody.jobs;

import dev.freehold.custody.Names;
import dev.freehold.persistence.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one shard for a while: takes it, runs steps, and makes durable what they came to. Safe
 * for use by many threads.
 */
final class ShardTask {

  private static final Logger LOG = LoggerFactory.getLogger(ShardTask.class);

  private final Map<String, JobKind> kinds;
  private final JobSettings settings;
  private final Tools tools;
  private final Stopping stopping;
  private final boolean isOutside;

  /**
   * Works on shards.
   *
   * @param isOutside whether these threads are for what waits for servers elsewhere
   */
  ShardTask(
      Map<String, JobKind> kinds,
      JobSettings settings,
      Tools tools,
      Stopping stopping,
      boolean isOutside) {
    this.kinds = Map.copyOf(kinds);
    this.settings = settings;
    this.tools = tools;
    this.stopping = stopping;
    this.isOutside = isOutside;
  }

  /** What is to become of a shard's task. */
  sealed interface Next {

    /** It is looked at again. */
    record Again(Duration after) implements Next {}

    /** Nothing is left to do in it. */
    record Done() implements Next {}

    /** It goes to the threads that may wait for servers elsewhere. */
    record Outside() implements Next {}
  }

  /** Works on a shard, if this is the place for it. */
  Next run(String taskInstance) {
    Optional<String> kind =
        isOutside
            ? Optional.empty()
            : tools.database().read(tx -> ShardRows.kind(tx, taskInstance));
    if (kind.map(kinds::get).filter(JobKind::waitsForOthers).isPresent()) {
      return new Next.Outside();
    }
    return work(taskInstance).<Next>map(Next.Again::new).orElseGet(Next.Done::new);
  }

  /** When the shard is to be looked at again; empty if there is nothing left to do in it. */
  private Optional<Duration> work(String taskInstance) {
    Optional<ShardRows.Claim> claim =
        tools.database().write(tx -> ShardRows.claim(tx, taskInstance, tools.now().get()));
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    JobKind kind = kinds.get(claim.get().kind());
    ShardStep step = new ShardStep(claim.get(), tools, stopping);
    if (kind == null) {
      return waits(
          claim.get(),
          step,
          new JobOutcome.Waits(
              "job-kind-unknown",
              "this node's program does not know jobs of this kind; use the newest on all nodes"),
          claim.get().failures());
    }
    tools.throttle().enter();
    try {
      return steps(kind, claim.get(), step);
    } catch (JobInterruptedException e) {
      LOG.debug("shard {} of job {} stops: {}", step.shard(), step.jobId(), e.getMessage());
      return interrupted(claim.get());
    } catch (RuntimeException | Error e) {
      return failure(claim.get(), step, e);
    } finally {
      tools.throttle().leave();
    }
  }

  /**
   * An execution of an earlier version, which does not know the second task name, has a task of its
   * own for an outside shard that it took. To take the shard back would make it do the same, and
   * neither would ever come to a commit.
   */
  private Optional<Duration> interrupted(ShardRows.Claim claim) {
    if (isOutside && tools.database().read(tx -> ShardRows.isTaken(tx, claim))) {
      return Optional.empty();
    }
    // Looked at once more at once: if it was paused there is nothing to do, if resumed there is.
    return Optional.of(Duration.ZERO);
  }

  private Optional<Duration> steps(JobKind kind, ShardRows.Claim claim, ShardStep step) {
    long endNanos = tools.nanoTicker().getAsLong() + settings.times().slice().toNanos();
    while (true) {
      JobOutcome outcome = claim.isFinish() ? kind.finish(step) : kind.step(step);
      if (step.isConcluded()) {
        tools.metrics().ended(claim.kind(), JobState.DONE);
        return Optional.empty();
      }
      switch (outcome) {
        case JobOutcome.More more -> {
          if (stopping.isSet() || tools.nanoTicker().getAsLong() - endNanos >= 0) {
            return Optional.of(Duration.ZERO);
          }
        }
        case JobOutcome.ShardDone done -> {
          shardDone(claim, step);
          return Optional.empty();
        }
        case JobOutcome.Waits waits -> {
          return waits(claim, step, waits, 0);
        }
        case JobOutcome.Fails fails -> {
          fails(claim, step, fails.code(), fails.reason());
          return Optional.empty();
        }
      }
    }
  }

  private void shardDone(ShardRows.Claim claim, ShardStep step) {
    if (claim.isFinish()) {
      step.conclude(Map.of(), tx -> null);
      tools.metrics().ended(claim.kind(), JobState.DONE);
      return;
    }
    boolean last =
        tools
            .database()
            .write(
                tx -> {
                  ShardRows.done(tx, claim);
                  boolean wasLast = JobRows.shardDone(tx, claim.jobId());
                  if (wasLast) {
                    TaskRows.scheduleFinish(tx, claim, tools.now().get());
                  }
                  return wasLast;
                });
    if (last) {
      tools.check().run();
    }
  }

  private Optional<Duration> waits(
      ShardRows.Claim claim, ShardStep step, JobOutcome.Waits waits, int failures) {
    int tries = (step.hasProgressed() ? 0 : claim.tries()) + 1;
    tools
        .database()
        .write(
            tx -> {
              boolean begins =
                  waits.isForPerson() && !OpenJobs.isWaitingFor(tx, claim.jobId(), waits.code());
              ShardRows.waits(tx, claim, waits.code(), waits.reason(), tries, failures);
              if (begins) {
                tools
                    .jobs()
                    .record(
                        tx,
                        claim.tenantId(),
                        step.requester().actor(),
                        Jobs.WAIT,
                        claim.jobId(),
                        Map.of("kind", claim.kind(), "code", waits.code()));
              }
              return null;
            });
    return Optional.of(settings.times().retryAfter(tries));
  }

  private void fails(ShardRows.Claim claim, ShardStep step, String code, String reason) {
    tools
        .database()
        .write(
            tx -> {
              // The shard is not done: it goes on from here if the job is resumed.
              ShardRows.waits(tx, claim, code, reason, 0, 0);
              if (!JobRows.failed(tx, claim.jobId(), code, reason, tools.now().get())) {
                throw new JobInterruptedException("the job was paused or has ended meanwhile");
              }
              TaskRows.unschedule(tx, claim.jobId());
              tools
                  .jobs()
                  .recordFailure(
                      tx,
                      claim.tenantId(),
                      step.requester().actor(),
                      claim.jobId(),
                      Map.of(
                          "kind", claim.kind(),
                          "code", Names.cut(code, JobLimits.MAX_CODE_CHARS)));
              return null;
            });
    tools.metrics().ended(claim.kind(), JobState.FAILED);
  }

  /** A failure that nobody foresaw may pass by itself, so it is tried again, but not for ever. */
  private Optional<Duration> failure(ShardRows.Claim claim, ShardStep step, Throwable thrown) {
    LOG.warn("a step of shard {} of job {} failed", step.shard(), step.jobId(), thrown);
    int failures = (step.hasProgressed() ? 0 : claim.failures()) + 1;
    String what = "a step failed unexpectedly (%s)".formatted(thrown.getClass().getSimpleName());
    try {
      if (failures >= settings.maxFailures()) {
        fails(
            claim,
            step,
            "job-step-failed",
            what + " %d times in a row; the server's log says more".formatted(failures));
        return Optional.empty();
      }
      return waits(
          claim,
          step,
          new JobOutcome.Waits(
              "job-step-failed", what + "; it is tried again, and the server's log says more"),
          failures);
    } catch (JobInterruptedException e) {
      return Optional.of(Duration.ZERO);
    }
  }

  /**
   * What executions share.
   *
   * @param check lets the scheduler look for due tasks at once
   */
  record Tools(
      Database database,
      Jobs jobs,
      Throttle throttle,
      JobMetrics metrics,
      Supplier<Instant> now,
      LongSupplier nanoTicker,
      Runnable check) {}
}
