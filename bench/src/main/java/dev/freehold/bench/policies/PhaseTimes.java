package dev.freehold.bench.policies;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of jobs, with how long its steps took in each phase and when each phase was first seen and
 * last left. For one job of one shard; read it after the job has ended.
 */
final class PhaseTimes implements JobKind {

  private static final String FIRST = "POLICY";
  private static final String END = "END";

  private final JobKind kind;

  @GuardedBy("this")
  private final Map<String, Long> nanos = new TreeMap<>();

  @GuardedBy("this")
  private final Map<String, Long> begun = new TreeMap<>();

  @GuardedBy("this")
  private final Map<String, Long> left = new TreeMap<>();

  PhaseTimes(JobKind kind) {
    this.kind = kind;
  }

  /** Milliseconds of all steps in each phase. */
  synchronized Map<String, Double> millis() {
    Map<String, Double> millis = new TreeMap<>();
    nanos.forEach((phase, sum) -> millis.put(phase, Figures.millis(sum)));
    return millis;
  }

  /** When the last step of a phase ended, in the system's nanoseconds. */
  synchronized long leftNanos(String phase) {
    return left.get(phase);
  }

  /** When the first step of a phase began. */
  synchronized long begunNanos(String phase) {
    return begun.get(phase);
  }

  /** When the last transaction was durable. */
  long endNanos() {
    return leftNanos(END);
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public JobOutcome step(JobStep step) {
    String position = step.position();
    String phase = position.isEmpty() ? FIRST : position.split(" ", 2)[0];
    long start = System.nanoTime();
    JobOutcome outcome = kind.step(step);
    note(phase, start);
    return outcome;
  }

  @Override
  public JobOutcome finish(JobStep step) {
    long start = System.nanoTime();
    JobOutcome outcome = kind.finish(step);
    note(END, start);
    return outcome;
  }

  private synchronized void note(String phase, long start) {
    long end = System.nanoTime();
    nanos.merge(phase, end - start, Long::sum);
    begun.putIfAbsent(phase, start);
    left.put(phase, end);
  }
}
