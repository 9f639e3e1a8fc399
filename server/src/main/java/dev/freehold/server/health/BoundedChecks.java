package dev.freehold.server.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at all parts at the same time, for as long as the slowest may take and not longer. A part
 * that hangs is one that does not work; it is not looked at again before its last look has ended.
 * For one thread at a time.
 */
final class BoundedChecks {

  /** With the second that a result is repeated, an answer is less than five seconds old. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * Waits are counted instead of the time: where the process stands still, that is one wait, and no
   * part is blamed for it.
   */
  private static final Duration WAIT = Duration.ofMillis(100);

  private final List<Slot> slots;
  private final Duration patience;

  private static final class Slot {
    private final Check check;
    private CompletableFuture<Check.Found> look = CompletableFuture.completedFuture(null);

    Slot(Check check) {
      this.check = check;
    }

    void begin() {
      if (look.isDone()) {
        CompletableFuture<Check.Found> next = new CompletableFuture<>();
        look = next;
        Thread.ofVirtual()
            .name("health-" + check.name())
            .start(
                () -> {
                  try {
                    next.complete(check.look());
                  } catch (Throwable broken) {
                    next.completeExceptionally(broken);
                  }
                });
      }
    }

    boolean endsWithin(Duration wait) {
      try {
        look.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException broken) {
        return true;
      } catch (TimeoutException notYet) {
        return false;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    Result result() {
      boolean isGood = look.isDone() && !look.isCompletedExceptionally();
      return new Result(check, isGood ? look.join() : check.failed());
    }
  }

  /** What a part came to. */
  record Result(Check check, Check.Found found) {}

  BoundedChecks(List<Check> checks) {
    this(checks, PATIENCE);
  }

  BoundedChecks(List<Check> checks, Duration patience) {
    this.slots = checks.stream().map(Slot::new).toList();
    this.patience = patience;
  }

  synchronized List<Result> look() {
    slots.forEach(Slot::begin);
    long waits = patience.dividedBy(WAIT);
    List<Result> results = new ArrayList<>();
    for (Slot slot : slots) {
      while (waits > 0 && !slot.endsWithin(WAIT)) {
        waits--;
      }
      results.add(slot.result());
    }
    return results;
  }
}
