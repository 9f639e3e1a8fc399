package dev.freehold.chaos.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Clients at work, each in a thread of its own. The methods are for one thread. */
final class ClientThreads implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> working = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Has a client take step after step. */
  void begin(ChaosClient client) {
    working.add(threads.submit(() -> work(client)));
  }

  private void work(ChaosClient client) {
    try {
      while (!stopped.await(client.random.nextInt(client.pauseMillis()), TimeUnit.MILLISECONDS)) {
        client.step();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      // Not closed: a purge may have to be gone on with.
      client.disconnect();
    }
  }

  /**
   * Ends the work and waits until each client has heard the answer to its last question.
   *
   * @throws IllegalStateException if a client has ended by a mistake of its own
   */
  void stop() throws InterruptedException {
    stopped.countDown();
    for (Future<?> each : working) {
      result(each);
    }
  }

  /** Asks the same of all at the same time, and names those for which the answer is no. */
  <T> List<T> refused(List<T> all, Predicate<T> question) throws InterruptedException {
    Map<T, Future<Boolean>> asked = new LinkedHashMap<>();
    all.forEach(each -> asked.put(each, threads.submit(() -> question.test(each))));
    List<T> refused = new ArrayList<>();
    for (Map.Entry<T, Future<Boolean>> each : asked.entrySet()) {
      if (!result(each.getValue())) {
        refused.add(each.getKey());
      }
    }
    return refused;
  }

  private static <T> T result(Future<T> work) throws InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException mistake) {
      throw new IllegalStateException("a client ended by a mistake of its own", mistake.getCause());
    }
  }

  /** Interrupts clients that are still at work, and comes back when they have ended. */
  @Override
  public void close() {
    stopped.countDown();
    threads.shutdownNow();
    threads.close();
  }
}
