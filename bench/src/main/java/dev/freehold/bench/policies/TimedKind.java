package dev.freehold.bench.policies;

import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A kind of jobs, with when its first step began, when the last step of each phase ended, and when
 * each position was last left behind.
 */
final class TimedKind implements JobKind {

  private final JobKind kind;
  private final AtomicLong firstStep = new AtomicLong();
  private final ConcurrentMap<String, Long> ended = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> committed = new ConcurrentHashMap<>();

  TimedKind(JobKind kind) {
    this.kind = kind;
  }

  /** Forgets the job before. */
  void reset() {
    firstStep.set(0);
    ended.clear();
    committed.clear();
  }

  /** When the first step began, in the system's nanoseconds. */
  long beganNanos() {
    return firstStep.get();
  }

  /**
   * When the last step ended that went on from this phase, or that was the first of its part and
   * came from none.
   */
  long endedNanos(String phase) {
    return Math.max(ended.getOrDefault(phase, 0L), ended.getOrDefault("", 0L));
  }

  /** When the last commit ended whose position begins with {@code phase}. */
  long lastNanos(String phase) {
    return Optional.ofNullable(committed.get(phase))
        .orElseThrow(() -> new IllegalStateException("nothing was committed in " + phase));
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public JobOutcome step(JobStep step) {
    firstStep.compareAndSet(0, System.nanoTime());
    String before = phase(step);
    JobOutcome outcome = kind.step(step);
    long now = System.nanoTime();
    ended.merge(before, now, Math::max);
    committed.merge(phase(step), now, Math::max);
    return outcome;
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return kind.finish(step);
  }

  private static String phase(JobStep step) {
    return step.position().split(":", -1)[0];
  }
}
