package dev.freehold.bench.ledger;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Writers that each append one entry after the other.
 *
 * @param writers how many append at the same time
 * @param tenants how many tenants their entries are of
 * @param append records one entry, and returns when it is durable
 */
record AppendLoad(int writers, int tenants, Consumer<LedgerEntry> append) {

  /** What was counted, and the times that single appends took. */
  record Counted(long entries, double perSecond, double p50Millis, double p99Millis) {}

  /** Appends for so long. */
  Counted run(Duration duration) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + duration.toNanos();
    List<Callable<List<Long>>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      UUID tenant = new UUID(1, i % tenants);
      tasks.add(() -> appendUntil(end, tenant));
    }
    List<Long> nanos = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> task : threads.invokeAll(tasks)) {
        nanos.addAll(task.get());
      }
    }
    Collections.sort(nanos);
    return new Counted(
        nanos.size(),
        nanos.size() / (duration.toNanos() / 1e9),
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get((int) (nanos.size() * 0.99)) / 1e6);
  }

  private List<Long> appendUntil(long end, UUID tenant) {
    List<Long> nanos = new ArrayList<>();
    long start = System.nanoTime();
    while (start - end < 0) {
      append.accept(entry(tenant));
      long now = System.nanoTime();
      nanos.add(now - start);
      start = now;
    }
    return nanos;
  }

  private static LedgerEntry entry(UUID tenant) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new LedgerEntry(
            tenant,
            new UUID(2, random.nextInt(1000)).toString(),
            "KeyUnwrap",
            new UUID(3, random.nextInt(100)).toString(),
            Outcome.DONE,
            Map.of("rootKey", "https://vault-a.example/keys/root", "requester", "USER"))
        .withPersonal(Map.of("callerIpAddress", "198.51.100." + random.nextInt(256)));
  }
}
