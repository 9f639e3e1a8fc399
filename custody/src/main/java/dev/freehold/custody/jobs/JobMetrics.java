package dev.freehold.custody.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What jobs look like from outside: items done here, and unfinished jobs of all nodes by state. */
final class JobMetrics {

  private final MeterRegistry meters;
  private final Map<JobState, AtomicInteger> unfinished = new EnumMap<>(JobState.class);
  private final List<Gauge> gauges = new ArrayList<>();

  JobMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (JobState state :
        List.of(JobState.QUEUED, JobState.RUNNING, JobState.WAITING, JobState.PAUSED)) {
      AtomicInteger count = new AtomicInteger();
      unfinished.put(state, count);
      gauges.add(
          Gauge.builder("freehold.jobs", count, AtomicInteger::get)
              .tag("state", state.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  void itemsDone(String kind, long items) {
    meters.counter("freehold.job.items", "kind", kind).increment((double) items);
  }

  void ended(String kind, JobState state) {
    meters
        .counter("freehold.job.ends", "kind", kind, "state", state.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void counted(List<JobRows.StateCount> counts) {
    unfinished.forEach(
        (state, gauge) ->
            gauge.set(
                counts.stream()
                    .filter(count -> count.state() == state)
                    .mapToInt(JobRows.StateCount::jobs)
                    .sum()));
  }

  /** Takes back what nobody counts any more. */
  void close() {
    gauges.forEach(meters::remove);
  }
}
