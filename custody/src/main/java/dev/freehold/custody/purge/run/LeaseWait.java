package dev.freehold.custody.purge.run;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long this process has waited for other nodes to overwrite the keys that they have in memory.
 * It does not look at the clock, which may jump: ended early, a purge would say that it is done
 * while a node still has a key. A process that takes a run over waits from its own beginning.
 * Thread-safe.
 */
final class LeaseWait {

  private final LongSupplier nanoTime;
  private final Map<UUID, Long> begun = new ConcurrentHashMap<>();

  /** Waits by {@code nanoTime}, which only ever goes on, as {@link System#nanoTime} does. */
  LeaseWait(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Begins the wait of a purge, unless it has begun here before. */
  void begin(UUID caseId) {
    begun.computeIfAbsent(caseId, _ -> nanoTime.getAsLong());
  }

  /** Tells whether a purge has waited for so long; begins the wait if it has not begun here. */
  boolean isOver(UUID caseId, Duration wait) {
    begin(caseId);
    return nanoTime.getAsLong() - begun.get(caseId) >= wait.toNanos();
  }

  /** Forgets a wait that is over. */
  void end(UUID caseId) {
    begun.remove(caseId);
  }
}
