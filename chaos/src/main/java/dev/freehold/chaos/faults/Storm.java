package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Faults that overlap, as a seed gives them. Nothing else happens to a machine that has a fault.
 *
 * @param number counts from 1
 * @param faults in the order of their beginnings
 */
public record Storm(int number, List<PlannedFault> faults) {

  /** Within which all faults of a storm begin. */
  static final Duration LENGTH = Duration.ofSeconds(24);

  /** How many faults there are at the same time. */
  static final int LANES = 3;

  private static final int MAX_GAP_MILLIS = 1_500;
  private static final int MAX_DELAY_MILLIS = 400;
  private static final int MAX_CLOCK_SECONDS = 180;
  private static final int ATTEMPTS = 20;

  /** The storm of that number. Each is the same whatever happened in those before. */
  public static Storm of(long seed, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    List<PlannedFault> faults = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      Duration at = gap(random);
      while (at.compareTo(LENGTH) < 0) {
        Optional<PlannedFault> next = fault(random, at, faults);
        next.ifPresent(faults::add);
        at = next.map(PlannedFault::until).orElse(at).plus(gap(random));
      }
    }
    faults.sort(Comparator.comparing(PlannedFault::at));
    return new Storm(number, List.copyOf(faults));
  }

  private static Optional<PlannedFault> fault(
      Random random, Duration at, List<PlannedFault> others) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      PlannedFault fault = any(random, at);
      if (others.stream().noneMatch(fault::excludes)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private static PlannedFault any(Random random, Duration at) {
    FaultKind kind = kind(random);
    int millis = random.nextInt(kind.leastMillis(), kind.mostMillis() + 1);
    Machine subject = kind.subjects().get(random.nextInt(kind.subjects().size()));
    Optional<Machine> other =
        kind.others().isEmpty()
            ? Optional.empty()
            : Optional.of(kind.others().get(random.nextInt(kind.others().size())));
    int amount =
        switch (kind) {
          case SLOW -> random.nextInt(20, MAX_DELAY_MILLIS + 1);
          case CLOCK_SET -> random.nextInt(-MAX_CLOCK_SECONDS, MAX_CLOCK_SECONDS + 1);
          case KILLED,
              PAUSED,
              CUT_OFF,
              PARTED,
              UNHEARD_BY,
              DEAF_TO,
              SWALLOWED,
              DISK_FULL,
              FAILED_OVER,
              SPLIT,
              REVOKED ->
              0;
        };
    return new PlannedFault(kind, at, Duration.ofMillis(millis), subject, other, amount);
  }

  private static FaultKind kind(Random random) {
    int all = 0;
    for (FaultKind each : FaultKind.values()) {
      all += each.weight();
    }
    int left = random.nextInt(all);
    for (FaultKind each : FaultKind.values()) {
      left -= each.weight();
      if (left < 0) {
        return each;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  private static Duration gap(Random random) {
    return Duration.ofMillis(random.nextInt(100, MAX_GAP_MILLIS));
  }
}
