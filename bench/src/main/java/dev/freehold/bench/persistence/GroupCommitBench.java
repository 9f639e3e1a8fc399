package dev.freehold.bench.persistence;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import java.util.concurrent.locks.ReentrantLock;

/**
 * Durable ledger entries per second by the number of writers, with group commit and, in the same
 * run, with a lock around each write, which is a transaction and a flush per entry.
 */
public final class GroupCommitBench {

  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final List<Integer> WRITERS = List.of(1, 8, 64);

  private GroupCommitBench() {}

  /**
   * Arguments: a folder on the disk to be measured; then, for PostgreSQL instead of SQLite, the
   * address of an empty database, the user and the password.
   */
  @SuppressWarnings("SystemOut") // The table is the result.
  public static void main(String... arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "group-commit");
    DatabaseSettings settings =
        arguments.length > 1
            ? new DatabaseSettings.Postgresql(arguments[1], arguments[2], arguments[3], 140)
            : new DatabaseSettings.Sqlite(folder.resolve("bench.db"));
    System.out.println("writers  way                 entries/s  commits/s  p50 ms  p99 ms");
    try (Database database = Databases.open(settings, List.of(Ledger.MIGRATIONS))) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      LedgerEntry entry =
          new LedgerEntry(
              UUID.randomUUID(),
              "system:bench",
              "KeyUnwrap",
              UUID.randomUUID().toString(),
              Outcome.DONE,
              Map.of("root", "1"));
      ReentrantLock lock = new ReentrantLock(true);
      Runnable inCompany = () -> ledger.append(entry);
      Runnable alone = () -> appendAlone(ledger, entry, lock);
      for (int writers : WRITERS) {
        print("group commit", writers, database, inCompany);
        print("one by one", writers, database, alone);
      }
    }
  }

  private static void appendAlone(Ledger ledger, LedgerEntry entry, ReentrantLock lock) {
    lock.lock();
    try {
      ledger.append(entry);
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(String way, int writers, Database database, Runnable append)
      throws InterruptedException, ExecutionException {
    run(writers, WARM_UP, append);
    DatabaseStatistics before = database.statistics();
    List<Long> nanos = run(writers, MEASURED, append);
    DatabaseStatistics after = database.statistics();
    Collections.sort(nanos);
    System.out.printf(
        "%7d  %-18s %10d %10d %7.2f %7.2f%n",
        writers,
        way,
        nanos.size() / MEASURED.toSeconds(),
        (after.commits() - before.commits()) / MEASURED.toSeconds(),
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get((int) (nanos.size() * 0.99)) / 1e6);
  }

  /** How long each append took, of all that ended in the given time. */
  private static List<Long> run(int writers, Duration duration, Runnable append)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + duration.toNanos();
    List<Callable<List<Long>>> tasks = Collections.nCopies(writers, () -> appendUntil(end, append));
    List<Long> nanos = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> task : threads.invokeAll(tasks)) {
        nanos.addAll(task.get());
      }
    }
    return nanos;
  }

  private static List<Long> appendUntil(long end, Runnable append) {
    List<Long> nanos = new ArrayList<>();
    long start = System.nanoTime();
    while (start - end < 0) {
      append.run();
      long now = System.nanoTime();
      nanos.add(now - start);
      start = now;
    }
    return nanos;
  }
}
