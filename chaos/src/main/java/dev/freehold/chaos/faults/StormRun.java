package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.ChaosWorld;
import dev.freehold.chaos.world.Machine;
import dev.freehold.chaos.world.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** Has storms happen, each to its end, when everything is healed again. For one thread. */
public final class StormRun {

  private final Function<PlannedFault, Optional<FaultKind>> begin;
  private final Consumer<PlannedFault> heal;
  private final Consumer<String> log;
  private final Map<FaultKind, Integer> happened = new ConcurrentHashMap<>();
  private final Map<Machine, ReentrantLock> locks = new EnumMap<>(Machine.class);

  /**
   * @param log takes a line for each beginning and end
   */
  public StormRun(ChaosWorld world, TenantPermissions permissions, Consumer<String> log) {
    this(new FaultWork(world, permissions), log);
  }

  private StormRun(FaultWork work, Consumer<String> log) {
    this(work::begin, work::heal, log);
  }

  /**
   * @param begin as {@link FaultWork#begin}
   */
  StormRun(
      Function<PlannedFault, Optional<FaultKind>> begin,
      Consumer<PlannedFault> heal,
      Consumer<String> log) {
    this.begin = begin;
    this.heal = heal;
    this.log = log;
    for (Machine machine : Machine.values()) {
      locks.put(machine, new ReentrantLock());
    }
  }

  /**
   * Comes back when all faults of the storm are healed.
   *
   * @throws IllegalStateException if the test could not do what it planned
   */
  public void happen(Storm storm) throws InterruptedException {
    long beginning = System.nanoTime();
    ConcurrentLinkedQueue<Throwable> failed = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (PlannedFault fault : storm.faults()) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  happen(fault, beginning);
                } catch (RuntimeException | Error e) {
                  failed.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("a fault was not as planned", failed.peek());
    }
  }

  private void happen(PlannedFault fault, long beginning) {
    waitUntil(beginning, fault.at());
    // A promotion takes longer than planned; what else is planned for its machines waits.
    List<ReentrantLock> held = fault.machines().stream().map(locks::get).toList();
    held.forEach(ReentrantLock::lock);
    try {
      log.accept("begins: " + fault);
      Optional<FaultKind> kind = begin.apply(fault);
      Patience.pause(fault.lasts());
      heal.accept(fault);
      log.accept("healed: " + fault + otherwise(fault, kind));
      kind.ifPresent(each -> happened.merge(each, 1, Integer::sum));
    } finally {
      held.forEach(ReentrantLock::unlock);
    }
  }

  private static String otherwise(PlannedFault planned, Optional<FaultKind> happened) {
    if (happened.filter(planned.kind()::equals).isPresent()) {
      return "";
    }
    return ", but what happened was " + happened.map(FaultKind::word).orElse("nothing");
  }

  private static void waitUntil(long beginning, Duration at) {
    Patience.pause(at.minusNanos(System.nanoTime() - beginning));
  }

  /** How many faults there were of each kind. */
  public Map<FaultKind, Integer> happened() {
    return Map.copyOf(happened);
  }

  /** How many faults there were. */
  public int count() {
    return happened.values().stream().mapToInt(Integer::intValue).sum();
  }
}
