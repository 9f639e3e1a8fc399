package dev.freehold.bench.ledger;

import com.sun.management.OperatingSystemMXBean;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.Verification;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Counts durable ledger entries per second of 64 writers, and for comparison plain rows in an audit
 * table by the same group commit. Each entry has an actor and an address that can be erased. Rounds
 * alternate; the medians count. In the end the ledger is verified.
 */
public final class AppendBench {

  private static final int WRITERS = 64;
  private static final int TENANTS = 8;
  private static final int ROUNDS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration MEASURED = Duration.ofSeconds(4);

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * What one round gave.
   *
   * @param cpuMicros of the whole process for one entry, which others on the machine change least
   */
  private record Round(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {}

  private AppendBench() {}

  /**
   * Arguments: a folder on the disk to be measured; then, for PostgreSQL instead of SQLite, the
   * address of an empty database, the user and the password.
   */
  @SuppressWarnings("SystemOut") // The table is the result.
  public static void main(String... arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "appends");
    DatabaseSettings settings =
        arguments.length > 1
            ? new DatabaseSettings.Postgresql(arguments[1], arguments[2], arguments[3], 140)
            : new DatabaseSettings.Sqlite(folder.resolve("bench.db"));
    try (Database database = Databases.open(settings, List.of(Ledger.MIGRATIONS))) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      PlainTable plain = new PlainTable(database);
      measure(WARM_UP, ledger::append);
      measure(WARM_UP, plain::append);
      List<Round> ledgers = new ArrayList<>();
      List<Round> plains = new ArrayList<>();
      System.out.println("what          entries/s   p50 ms   p99 ms   cpu us   load");
      for (int i = 0; i < ROUNDS; i++) {
        ledgers.add(print("ledger", measure(MEASURED, ledger::append)));
        plains.add(print("plain table", measure(MEASURED, plain::append)));
      }
      Round median = print("ledger, median", median(ledgers));
      Round peer = print("plain, median", median(plains));
      System.out.printf(
          "ledger / plain table: %.2f of the entries, %.2f of the p99, %.2f of the processor%n",
          median.perSecond / peer.perSecond,
          median.p99Millis / peer.p99Millis,
          median.cpuMicros / peer.cpuMicros);
      if (!(ledger.verify() instanceof Verification.Intact intact)) {
        throw new IllegalStateException("the ledger does not verify");
      }
      System.out.println("verified " + intact.entries() + " entries");
    }
  }

  private static Round median(List<Round> rounds) {
    return new Round(
        median(rounds.stream().mapToDouble(Round::perSecond).toArray()),
        median(rounds.stream().mapToDouble(Round::p50Millis).toArray()),
        median(rounds.stream().mapToDouble(Round::p99Millis).toArray()),
        median(rounds.stream().mapToDouble(Round::cpuMicros).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @SuppressWarnings("SystemOut")
  private static Round print(String what, Round round) {
    System.out.printf(
        "%-14s %8.0f %8.2f %8.2f %8.1f %6.1f%n",
        what,
        round.perSecond,
        round.p50Millis,
        round.p99Millis,
        round.cpuMicros,
        SYSTEM.getSystemLoadAverage());
    return round;
  }

  private static Round measure(Duration duration, Consumer<LedgerEntry> append)
      throws InterruptedException, ExecutionException {
    long startCpu = SYSTEM.getProcessCpuTime();
    AppendLoad.Counted counted = new AppendLoad(WRITERS, TENANTS, append).run(duration);
    double cpuMicros = (SYSTEM.getProcessCpuTime() - startCpu) / 1e3 / counted.entries();
    return new Round(counted.perSecond(), counted.p50Millis(), counted.p99Millis(), cpuMicros);
  }
}
