package dev.freehold.powershell.complete;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for live values for a bounded time, and takes a bounded number of them. */
final class BoundedLive {

  private final LiveValues source;
  private final Duration maxWait;

  BoundedLive(LiveValues source, Duration maxWait) {
    this.source = source;
    this.maxWait = maxWait;
  }

  List<String> values(LiveValues.Wanted wanted) {
    FutureTask<List<String>> task = new FutureTask<>(() -> source.values(wanted));
    Thread.ofVirtual().name("completion").start(task);
    try {
      return task.get(maxWait.toMillis(), TimeUnit.MILLISECONDS).stream()
          .limit(wanted.max())
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      // No names then; errors belong to the command, not to its typing.
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      task.cancel(true);
    }
  }
}
