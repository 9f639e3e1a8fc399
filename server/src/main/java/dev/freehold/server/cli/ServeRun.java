package dev.freehold.server.cli;

import dev.freehold.custody.availability.AvailabilityFinding;
import dev.freehold.custody.availability.LostKey;
import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.RollBackOption;
import dev.freehold.server.config.Command;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.AvailabilityLoss;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What {@code freehold serve} does, however its command line was read.
 *
 * @param loss whether it goes on without availability keys that are lost
 */
record ServeRun(
    ConfigurationOptions options, AvailabilityLoss loss, RollBackOption rollBack, PrintWriter out) {

  private static final Logger LOG = LoggerFactory.getLogger(ServeRun.class);

  /**
   * Reads a command line that is written in the usual way. The parser of command lines needs a
   * tenth of a start, and is only for the rest: other options, help, and what is wrong.
   *
   * @return empty if that parser is to have its say
   */
  static Optional<ServeRun> plain(String[] arguments, PrintWriter out) {
    if (arguments.length % 2 == 0 || !arguments[0].equals("serve")) {
      return Optional.empty();
    }
    Optional<Path> file = Optional.empty();
    Optional<Path> dataFolder = Optional.empty();
    for (int at = 1; at < arguments.length; at += 2) {
      String value = arguments[at + 1];
      Optional<Path> path = isPlain(value) ? Optional.of(Path.of(value)) : Optional.empty();
      if (path.isPresent() && arguments[at].equals("--config") && file.isEmpty()) {
        file = path;
      } else if (path.isPresent() && arguments[at].equals("--data") && dataFolder.isEmpty()) {
        dataFolder = path;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        new ServeRun(
            ConfigurationOptions.of(file, dataFolder),
            AvailabilityLoss.REFUSE,
            new RollBackOption(),
            out));
  }

  /** Neither an option nor, with an @, a file that arguments are read from. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && !value.startsWith("-") && !value.startsWith("@");
  }

  /** Serves until this node may not serve any more; then throws. */
  int serve() {
    ServerSettings settings = ServerSettings.from(options.load().requireFor(Command.SERVE));
    LogSetup.apply(settings.logging().level(), settings.logging().format());
    FreeholdServer server =
        FreeholdServer.start(settings, loss, rollBack.choice(), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
    logStart(server);
    server.lostKeys().ifPresent(this::tell);
    rollBack.tell(server.acceptedRows(), out);
    if (server.isFirstStart()) {
      out.println(
          """
          This is the first start. The operator's credential is in
            %s
          Keep it secret. It makes tenants, and never sees their content or keys.\
          """
              .formatted(server.operatorConnection()));
    }
    server
        .authorityFile()
        .ifPresent(
            file -> out.println("clients trust the certificate authority in " + file.shown()));
    out.println("figures and health are at " + server.metricsUri());
    out.println(
        server
            .vaultAddress()
            .map(address -> "key vaults are at " + address)
            .orElseGet(() -> noVaults(settings)));
    out.println("sites are S3 buckets at " + server.s3Uri());
    out.println("the web console is at " + server.apiUri() + "/console");
    out.println("freehold serves at " + server.apiUri());
    out.flush();
    NodeEnd end = server.ended().toCompletableFuture().join();
    throw new ServerException(ServerError.NODE_ENDED, end.words());
  }

  /** Says in the log how long the start took, and what was chosen. */
  static void logStart(FreeholdServer server) {
    LoggingEventBuilder started = LOG.atInfo().addKeyValue("startMillis", millisSinceJvmStart());
    for (Map.Entry<String, String> fact : server.report().entrySet()) {
      started = started.addKeyValue(fact.getKey(), fact.getValue());
    }
    started.log("started");
  }

  private static String noVaults(ServerSettings settings) {
    return switch (settings.vaults().builtIn()) {
      case LOCAL -> "the key vaults could not start; see the log";
      case NONE -> "there are no key vaults here";
    };
  }

  private void tell(AvailabilityFinding finding) {
    out.println("the availability database " + finding.fault().words());
    for (LostKey key : finding.lost()) {
      out.printf(
          "  lost: %s %s of the policy %s %s, tenant %s%n",
          key.kind().name().toLowerCase(Locale.ROOT),
          key.keyId(),
          key.policyName(),
          key.policyId(),
          key.tenantId());
    }
    out.println("this is in the ledger; the service goes on without them");
  }

  /** Runs when the process is told to end. A clean stop is a success, not the signal's number. */
  private static void stop(FreeholdServer server) {
    LOG.info("stopping");
    boolean isTold = !server.ended().toCompletableFuture().isDone();
    server.close();
    LOG.info("stopped");
    Runtime.getRuntime().halt(isTold ? ExitCode.OK : ExitCode.UNAVAILABLE);
  }

  private static long millisSinceJvmStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
