package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.ChaosWorld;
import dev.freehold.chaos.world.Machine;
import dev.freehold.chaos.world.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Has storms happen, each to its end, when everything is healed again. For one thread. */
public final class StormRun {

  private final FaultWork work;
  private final Consumer<String> log;
  private final Map<FaultKind, Integer> happened = new EnumMap<>(FaultKind.class);
  private final Map<Machine, ReentrantLock> locks = new EnumMap<>(Machine.class);

  /**
   * @param log takes a line for each beginning and end
   */
  public StormRun(ChaosWorld world, TenantPermissions permissions, Consumer<String> log) {
    this.work = new FaultWork(world, permissions);
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
      happened.merge(fault.kind(), 1, Integer::sum);
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
      work.begin(fault);
      Patience.pause(fault.lasts());
      work.heal(fault);
      log.accept("healed: " + fault);
    } finally {
      held.forEach(ReentrantLock::unlock);
    }
  }

  private static void waitUntil(long beginning, Duration at) {
    Patience.pause(at.minusNanos(System.nanoTime() - beginning));
  }

  /** How many faults there were of each kind. */
  public Map<FaultKind, Integer> happened() {
    return Map.copyOf(happened);
  }
}
