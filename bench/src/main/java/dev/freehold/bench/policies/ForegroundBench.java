package dev.freehold.bench.policies;

import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.moves.Moves;
import dev.freehold.ledger.entry.LedgerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How long people wait for a small write and a small read: while nothing else is done, while
 * mailboxes move and the job knows that people wait, and while it does not know.
 */
final class ForegroundBench {

  private static final int CLIENTS = 8;
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(10);
  private static final Duration LINGER = Duration.ofMillis(200);
  private static final Duration MEASURED = Duration.ofSeconds(4);

  private final PolicyStage stage;
  private final RewrapBench mailboxes;
  private final ForegroundGauge gauge = new ForegroundGauge(LINGER, System::nanoTime);

  ForegroundBench(PolicyStage stage, int count) {
    this.stage = stage;
    this.mailboxes = new RewrapBench(stage, count);
  }

  @SuppressWarnings("SystemOut")
  void run(int rounds) throws Exception {
    requests(); // to warm up
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double[] idle = requests();
      double[] standingBack = whileMoving(gauge);
      double[] heedless = whileMoving(() -> false);
      ratios[round] = Figures.quantile(standingBack, 0.99) / Figures.quantile(idle, 0.99);
      print("idle", idle);
      print("job that stands back", standingBack);
      print("job that does not", heedless);
    }
    System.out.printf(
        "p99 with a job that stands back, of idle: median %.2f of %d rounds%n",
        Figures.median(ratios), rounds);
  }

  @SuppressWarnings("SystemOut")
  private double[] whileMoving(ForegroundLoad load) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (JobRunner _ = stage.run(List.of(mailboxes.kind(Moves.ASSIGN)), load);
        ExecutorService mover = Executors.newSingleThreadExecutor()) {
      Future<?> moving = mover.submit(() -> moveUntil(over));
      long before = movedItems();
      double[] millis = requests();
      long moved = movedItems() - before;
      over.set(true);
      moving.get();
      System.out.printf(
          "    %,.0f keys/s moved meanwhile%n", moved / (double) MEASURED.toSeconds());
      return millis;
    }
  }

  private void moveUntil(AtomicBoolean over) {
    while (!over.get()) {
      Figures.await(stage, mailboxes.move(mailboxes.left(), mailboxes.right()).place());
      Figures.await(stage, mailboxes.move(mailboxes.right(), mailboxes.left()).place());
    }
  }

  private long movedItems() {
    return stage.jobs.list(stage.tenantId, new UUID(0, 0), 100).stream()
        .mapToLong(Job::doneItems)
        .sum();
  }

  /** Milliseconds of every request of all clients. */
  private double[] requests() throws Exception {
    long end = System.nanoTime() + MEASURED.toNanos();
    List<Double> millis = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<List<Double>>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(() -> client(end));
      }
      for (Future<List<Double>> client : threads.invokeAll(clients)) {
        millis.addAll(client.get());
      }
    }
    return millis.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private List<Double> client(long endNanos) {
    List<Double> millis = new ArrayList<>();
    LedgerEntry entry =
        new LedgerEntry(
            stage.tenantId,
            "system:bench",
            "Delivery",
            UUID.randomUUID().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of());
    while (System.nanoTime() - endNanos < 0) {
      long start = System.nanoTime();
      gauge.enter();
      stage.ledger.append(entry);
      stage.policies.get(stage.tenantId, mailboxes.left());
      gauge.leave();
      millis.add(Figures.millis(System.nanoTime() - start));
      LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
    }
    return millis;
  }

  @SuppressWarnings("SystemOut")
  private static void print(String when, double[] millis) {
    System.out.printf(
        "%-21s %,6d requests, p50 %.2f ms, p99 %.2f ms, longest %.0f ms%n",
        when,
        millis.length,
        Figures.quantile(millis, 0.5),
        Figures.quantile(millis, 0.99),
        Figures.quantile(millis, 1));
  }
}
