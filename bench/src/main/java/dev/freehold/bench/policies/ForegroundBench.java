package dev.freehold.bench.policies;

import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.moves.Moves;
import dev.freehold.ledger.entry.LedgerEntry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * How long people wait for a small write and a small read: while nothing else is done, while
 * mailboxes move and the job knows that people wait, and while it does not know.
 */
final class ForegroundBench {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
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
      Answered idle = requests();
      Answered standingBack = whileMoving(gauge);
      Answered heedless = whileMoving(() -> false);
      ratios[round] =
          Figures.quantile(standingBack.millis(), 0.99) / Figures.quantile(idle.millis(), 0.99);
      print("idle", idle);
      print("job that stands back", standingBack);
      print("job that does not", heedless);
    }
    System.out.printf(
        "p99 with a job that stands back, of idle: median %.2f of %d rounds%n",
        Figures.median(ratios), rounds);
  }

  @SuppressWarnings("SystemOut")
  private Answered whileMoving(ForegroundLoad load) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (JobRunner _ = stage.run(List.of(mailboxes.kind(Moves.ASSIGN)), load);
        ExecutorService mover = Executors.newSingleThreadExecutor()) {
      Future<?> moving = mover.submit(() -> moveUntil(over));
      long before = movedItems();
      Answered answered = requests();
      long moved = movedItems() - before;
      over.set(true);
      moving.get();
      System.out.printf(
          "    %,.0f keys/s moved meanwhile%n", moved / (double) MEASURED.toSeconds());
      return answered;
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

  /** Every request of all clients. */
  private Answered requests() throws Exception {
    long end = System.nanoTime() + MEASURED.toNanos();
    List<Answer> answers = new ArrayList<>();
    long writerBefore = writerNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<List<Answer>>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(() -> client(end));
      }
      for (Future<List<Answer>> client : threads.invokeAll(clients)) {
        answers.addAll(client.get());
      }
    }
    return new Answered(answers, writerNanos() - writerBefore);
  }

  private List<Answer> client(long endNanos) {
    List<Answer> answers = new ArrayList<>();
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
      long processor = THREADS.getCurrentThreadCpuTime();
      gauge.enter();
      stage.ledger.append(entry);
      long written = System.nanoTime();
      stage.policies.get(stage.tenantId, mailboxes.left());
      gauge.leave();
      answers.add(
          new Answer(
              written - start,
              System.nanoTime() - written,
              THREADS.getCurrentThreadCpuTime() - processor));
      LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
    }
    return answers;
  }

  /** Of the one writer of an SQLite file; 0 if there is none. */
  private static long writerNanos() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("sqlite-writer-main.db"))
        .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  @SuppressWarnings("SystemOut")
  private static void print(String when, Answered answered) {
    double[] millis = answered.millis();
    System.out.printf(
        "%-21s %,6d requests, p50 %.2f ms, p99 %.2f ms, longest %.0f ms%n",
        when,
        millis.length,
        Figures.quantile(millis, 0.5),
        Figures.quantile(millis, 0.99),
        Figures.quantile(millis, 1));
    double[] writes = answered.each(Answer::writeNanos);
    double[] reads = answered.each(Answer::readNanos);
    System.out.printf(
        "    entry p50 %.2f ms, p99 %.2f ms; read p50 %.2f ms, p99 %.2f ms; processor time of a"
            + " request %.0f us, and %.0f us of the writer for each%n",
        Figures.quantile(writes, 0.5),
        Figures.quantile(writes, 0.99),
        Figures.quantile(reads, 0.5),
        Figures.quantile(reads, 0.99),
        Arrays.stream(answered.each(Answer::processorNanos)).average().orElseThrow() * 1_000,
        answered.writerNanos() / 1e3 / millis.length);
  }

  /** How long a request took to write, to read, and of its thread's processor time. */
  private record Answer(long writeNanos, long readNanos, long processorNanos) {}

  private record Answered(List<Answer> answers, long writerNanos) {

    double[] millis() {
      return each(answer -> answer.writeNanos() + answer.readNanos());
    }

    double[] each(ToLongFunction<Answer> nanos) {
      return answers.stream().mapToLong(nanos).mapToDouble(Figures::millis).toArray();
    }
  }
}
