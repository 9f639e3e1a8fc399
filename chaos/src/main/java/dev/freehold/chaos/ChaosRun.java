package dev.freehold.chaos;

import dev.freehold.chaos.faults.Storm;
import dev.freehold.chaos.faults.StormRun;
import dev.freehold.chaos.faults.TenantPermissions;
import dev.freehold.chaos.history.Violation;
import dev.freehold.chaos.load.ChaosLoad;
import dev.freehold.chaos.world.ChaosWorld;
import dev.freehold.chaos.world.Namespaces;
import dev.freehold.chaos.world.Patience;
import dev.freehold.chaos.world.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chaos test: storms of faults while clients work, each followed by a calm in which the service
 * has to come back by itself; at the end everything is read at every node and the history judged.
 */
final class ChaosRun {

  private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);

  /** Within which everything has to work again once all is healed and all programs serve. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

  /** More threads than this waiting for each core make everything slower by as much. */
  private static final double BUSY = 4;

  /** Killed programs may need long to start on a busy machine, which says nothing about them. */
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(4);

  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(4);
  private static final Duration CALM = Duration.ofSeconds(4);

  /** A run has one fault for each of these at least, so that twenty minutes have 200. */
  private static final Duration ONE_FAULT_IN = Duration.ofSeconds(6);

  private final long seed;
  private final Duration length;
  private final Path results;
  private final PrintStream out;
  private final PrintStream log;
  private final long began = System.nanoTime();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private Duration longestOutage = Duration.ZERO;

  private ChaosRun(Duration length, long seed, Path results, PrintStream out) throws IOException {
    this.length = length;
    this.seed = seed;
    this.results = results;
    this.out = out;
    this.log =
        new PrintStream(
            Files.newOutputStream(results.resolve("faults.log")), true, StandardCharsets.UTF_8);
  }

  /**
   * Ends with 1 if the service broke a promise, with 2 if the test itself failed.
   *
   * @param arguments SECONDS SEED FOLDER-OF-STATE FOLDER-OF-RESULTS JAR [CACHE]
   */
  public static void main(String[] arguments) {
    int code = 2;
    try {
      Path results = Path.of(arguments[3]);
      Programs programs =
          new Programs(
              Path.of(arguments[4]), Stream.of(arguments).skip(5).findFirst().map(Path::of));
      ChaosRun run =
          new ChaosRun(
              Duration.ofSeconds(Long.parseLong(arguments[0])),
              Long.parseLong(arguments[1]),
              results,
              System.out);
      code = run.run(new ChaosWorld(Path.of(arguments[2]), results, programs)) ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.error("the test itself failed", e);
    }
    System.exit(code);
  }

  private boolean run(ChaosWorld world) throws IOException, InterruptedException {
    out.printf("chaos: seed %d, %d s; results in %s%n", seed, length.toSeconds(), results);
    Namespaces.make();
    try (world) {
      world.begin();
      say("all machines serve");
      try (ChaosLoad load = ChaosLoad.prepare(world.target(results.resolve("clients")), seed)) {
        load.start();
        say("the clients work");
        world.manage(
            ended -> {
              say(ended);
              faults.add(ended);
            });
        StormRun storms = new StormRun(world, permissions(load), this::say);
        long end = System.nanoTime() + length.toNanos();
        long fewest = length.dividedBy(ONE_FAULT_IN);
        for (int number = 1; System.nanoTime() < end || storms.count() < fewest; number++) {
          say("storm " + number);
          storms.happen(Storm.of(seed, number));
          if (!isServingAgain(world, load)) {
            break;
          }
          Patience.pause(CALM);
        }
        load.stop();
        say("the clients have ended; everything is read at every node");
        List<Violation> violations = load.check();
        violations.forEach(violation -> faults.add(violation.toString()));
        report(storms, load.summary());
      }
    }
    return faults.isEmpty();
  }

  private static TenantPermissions permissions(ChaosLoad load) {
    return new TenantPermissions() {
      @Override
      public boolean revoke(Duration patience) {
        return load.revoke(patience);
      }

      @Override
      public boolean giveBack(Duration patience) {
        return load.giveBack(patience);
      }
    };
  }

  /** Everything is healed: without anybody's help all kinds of work have to go on. */
  private boolean isServingAgain(ChaosWorld world, ChaosLoad load) {
    if (!Patience.until(world::isStarted, STARTED_WITHIN)) {
      throw new IllegalStateException("programs do not start; their logs say why");
    }
    long healed = System.nanoTime();
    Instant since = Instant.now();
    boolean back = Patience.until(() -> serves(world, load, since), GIVEN_UP_AFTER);
    Duration outage = Duration.ofNanos(System.nanoTime() - healed);
    longestOutage = outage.compareTo(longestOutage) > 0 ? outage : longestOutage;
    say("served again %.1f s after all was healed".formatted(seconds(outage)));
    Duration bound = bound();
    if (outage.compareTo(bound) > 0) {
      faults.add(
          "it served again %.0f s after all was healed, and not within %.0f s"
              .formatted(seconds(outage), seconds(bound)));
    }
    if (!back) {
      faults.add("it did not come back; what was missed: " + missing(load, since));
    }
    return back;
  }

  /** The time that it may take, longer on a machine that has more to do than this test. */
  private static Duration bound() {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    double waiting = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
    return Duration.ofMillis(Math.round(BACK_WITHIN.toMillis() * Math.max(1, waiting / BUSY)));
  }

  private static boolean serves(ChaosWorld world, ChaosLoad load, Instant since) {
    return world.isReady() && missing(load, since).isEmpty();
  }

  private static String missing(ChaosLoad load, Instant since) {
    return Stream.of(ChaosLoad.Kind.values())
        .filter(kind -> load.acknowledgedAfter(since, kind).isEmpty())
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private void report(StormRun storms, String summary) {
    String kinds =
        new TreeMap<>(storms.happened())
            .entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().word())
                .collect(Collectors.joining(", "));
    faults.forEach(fault -> out.println("fault: " + fault));
    out.println(summary);
    out.printf(
        Locale.ROOT,
        "== chaos %s: seed %d, %d faults (%s), longest outage after all was healed %.1f s%n",
        faults.isEmpty() ? "passed" : "failed",
        seed,
        storms.count(),
        kinds,
        seconds(longestOutage));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private synchronized void say(String line) {
    log.printf(
        Locale.ROOT, "%8.1f %s%n", seconds(Duration.ofNanos(System.nanoTime() - began)), line);
  }
}
