package dev.freehold.bench.policies;

import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** A kind of jobs, with when its first step began and when each position was last left behind. */
final class TimedKind implements JobKind {

  private final JobKind kind;
  private final AtomicLong firstStep = new AtomicLong();
  private final ConcurrentMap<String, Long> committed = new ConcurrentHashMap<>();

  TimedKind(JobKind kind) {
    this.kind = kind;
  }

  /** Forgets the job before. */
  void reset() {
    firstStep.set(0);
    committed.clear();
  }

  /** When the first step began, in the system's nanoseconds. */
  long beganNanos() {
    return firstStep.get();
  }

  /** When the last commit ended whose position begins with {@code phase}. */
  long lastNanos(String phase) {
    return committed.entrySet().stream()
        .filter(entry -> entry.getKey().equals(phase))
        .mapToLong(entry -> entry.getValue())
        .max()
        .orElseThrow(() -> new IllegalStateException("nothing was committed in " + phase));
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public JobOutcome step(JobStep step) {
    firstStep.compareAndSet(0, System.nanoTime());
    JobOutcome outcome = kind.step(step);
    committed.merge(step.position().split(":", -1)[0], System.nanoTime(), Math::max);
    return outcome;
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return kind.finish(step);
  }
}
