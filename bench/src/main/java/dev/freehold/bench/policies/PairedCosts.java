package dev.freehold.bench.policies;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** What the same work costs with something and without it, in turn, eight at once. */
final class PairedCosts {

  /** How many different messages and documents there are. */
  static final int PLACES = 300;

  private static final int THREADS = 8;
  private static final int WARMING_PAIRS = 4;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Arm with;
  private final Arm without;
  private final int pairs;

  PairedCosts(Arm with, Arm without, int pairs) {
    this.with = with;
    this.without = without;
    this.pairs = pairs;
  }

  /** One of the two. */
  record Arm(PolicyStage stage, ContentPaths paths) implements AutoCloseable {
    @Override
    public void close() {
      stage.close();
    }
  }

  interface Work {
    void run(Arm arm, int number) throws IOException;
  }

  /** Milliseconds of wall time and of processor time for one piece of work. */
  private record Cost(double wall, double processor) {}

  /** Prints what {@code count} pieces of work cost each of both, by pairs. */
  @SuppressWarnings("SystemOut")
  void compare(String what, int count, Work work) throws Exception {
    for (int i = 0; i < WARMING_PAIRS; i++) {
      measure(with, count, work);
      measure(without, count, work);
    }
    Cost[] one = new Cost[pairs];
    Cost[] other = new Cost[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      if (pair % 2 == 0) {
        one[pair] = measure(with, count, work);
        other[pair] = measure(without, count, work);
      } else {
        other[pair] = measure(without, count, work);
        one[pair] = measure(with, count, work);
      }
    }
    double[] wall = ratios(one, other, Cost::wall);
    double[] processor = ratios(one, other, Cost::processor);
    System.out.printf(
        "%-26s wall ms: with %.3f, without %.3f, median of the pairs' ratios %.3f (half of them"
            + " %.2f to %.2f); processor ms: %.3f, %.3f, ratio %.3f, median of the pairs' %.3f"
            + " (half of them %.2f to %.2f); load %.1f%n",
        what,
        median(one, Cost::wall),
        median(other, Cost::wall),
        Figures.median(wall),
        Figures.quantile(wall, 0.25),
        Figures.quantile(wall, 0.75),
        mean(one),
        mean(other),
        mean(one) / mean(other),
        Figures.median(processor),
        Figures.quantile(processor, 0.25),
        Figures.quantile(processor, 0.75),
        SYSTEM.getSystemLoadAverage());
  }

  private static double[] ratios(Cost[] one, Cost[] other, ToDoubleFunction<Cost> what) {
    double[] ratios = new double[one.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = what.applyAsDouble(one[i]) / what.applyAsDouble(other[i]);
    }
    return ratios;
  }

  private static double median(Cost[] costs, ToDoubleFunction<Cost> what) {
    return Figures.median(Arrays.stream(costs).mapToDouble(what).toArray());
  }

  /** Of processor time, which is counted in steps that are long beside one pair. */
  private static double mean(Cost[] costs) {
    return Arrays.stream(costs).mapToDouble(Cost::processor).average().orElseThrow();
  }

  private static Cost measure(Arm arm, int count, Work work) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long processor = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.run(arm, i % PLACES);
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    return new Cost(
        Figures.millis(System.nanoTime() - start) / count,
        Figures.millis(SYSTEM.getProcessCpuTime() - processor) / count);
  }
}
