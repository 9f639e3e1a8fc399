package dev.freehold.bench.floe;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets all contestants take turns in one warm JVM and prints MB/s of plaintext: the median by
 * processor time, and the best by wall time.
 *
 * <p>For machines that others use too. JMH runs one contestant after the other, so a busy neighbour
 * slows one of them only; here it slows all, and processor time does not count waiting.
 */
public final class Rounds {

  private static final int WARM_UP_ROUNDS = 5;
  private static final double BYTES_PER_NANO_TO_MB_PER_SECOND = 1e3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final byte[] plaintext = Sample.plaintext();
  private final ArraySink sealed = Sample.sink();
  private final ArraySink opened = Sample.sink();
  private final Map<Contestants, Contestant> running = new EnumMap<>(Contestants.class);
  private final Map<Contestants, Times> sealing = new EnumMap<>(Contestants.class);
  private final Map<Contestants, Times> opening = new EnumMap<>(Contestants.class);

  private Rounds(List<Contestants> contestants) throws Exception {
    for (Contestants contestant : contestants) {
      running.put(contestant, contestant.create());
    }
  }

  /** Takes the number of rounds and the names of contestants, all if none is given. */
  public static void main(String[] arguments) throws Exception {
    List<Contestants> contestants =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).map(Contestants::valueOf).toList()
            : List.of(Contestants.values());
    Rounds rounds = new Rounds(contestants);
    rounds.run(WARM_UP_ROUNDS);
    rounds.sealing.clear();
    rounds.opening.clear();
    rounds.run(Integer.parseInt(arguments[0]));
    rounds.print();
  }

  private void run(int count) throws Exception {
    for (int round = 0; round < count; round++) {
      for (Map.Entry<Contestants, Contestant> entry : running.entrySet()) {
        Contestant contestant = entry.getValue();
        sealed.reset();
        opened.reset();
        sealing
            .computeIfAbsent(entry.getKey(), key -> new Times())
            .add(() -> contestant.seal(new ByteArrayInputStream(plaintext), sealed));
        opening
            .computeIfAbsent(entry.getKey(), key -> new Times())
            .add(() -> contestant.open(sealed.asInput(), opened));
        if (!opened.holds(plaintext)) {
          throw new IllegalStateException(entry.getKey() + " did not give back what it was given");
        }
      }
    }
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%-22s %12s %12s %12s %12s%n",
        "MB/s",
        "seal median",
        "seal best",
        "open median",
        "open best");
    for (Contestants contestant : running.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "%-22s %12.0f %12.0f %12.0f %12.0f%n",
          contestant,
          sealing.get(contestant).medianByProcessor(),
          sealing.get(contestant).bestByWall(),
          opening.get(contestant).medianByProcessor(),
          opening.get(contestant).bestByWall());
    }
  }

  /** What is measured. */
  @FunctionalInterface
  private interface Pass {
    void run() throws Exception;
  }

  /** The times of one contestant in one direction. */
  private final class Times {

    private final List<Long> processorNanos = new ArrayList<>();
    private final List<Long> wallNanos = new ArrayList<>();

    void add(Pass pass) throws Exception {
      long processor = threads.getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      pass.run();
      wallNanos.add(System.nanoTime() - wall);
      processorNanos.add(threads.getCurrentThreadCpuTime() - processor);
    }

    double medianByProcessor() {
      return speed(processorNanos.stream().sorted().toList().get(processorNanos.size() / 2));
    }

    double bestByWall() {
      return speed(wallNanos.stream().sorted().toList().getFirst());
    }

    private double speed(long nanos) {
      return Sample.LENGTH_BYTES * BYTES_PER_NANO_TO_MB_PER_SECOND / nanos;
    }
  }
}
