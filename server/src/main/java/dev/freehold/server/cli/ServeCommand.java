package dev.freehold.server.cli;

import dev.freehold.custody.availability.AvailabilityFinding;
import dev.freehold.custody.availability.LostKey;
import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.RollBackOption;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.AvailabilityLoss;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Starts the service and the key vaults and runs until it is told to stop.")
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--accept-availability-loss",
      description = {
        "Starts although the availability database is not the service's own, is older "
            + "than the database, or lacks keys. Lists what is lost and writes it into the "
            + "ledger.",
        "Data that only the lost keys could open stays closed for good."
      })
  private boolean acceptsLoss;

  @Mixin private RollBackOption rollBack;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ServerSettings settings =
        ServerSettings.from(options.load().requireFor(dev.freehold.server.config.Command.SERVE));
    LogSetup.apply(settings.logging().level(), settings.logging().format());
    AvailabilityLoss loss = acceptsLoss ? AvailabilityLoss.ACCEPT : AvailabilityLoss.REFUSE;
    FreeholdServer server =
        FreeholdServer.start(settings, loss, rollBack.choice(), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
    LoggingEventBuilder started = LOG.atInfo().addKeyValue("startMillis", millisSinceJvmStart());
    for (Map.Entry<String, String> fact : server.report().entrySet()) {
      started = started.addKeyValue(fact.getKey(), fact.getValue());
    }
    started.log("started");
    server.lostKeys().ifPresent(this::tell);
    rollBack.tell(server.acceptedRows(), spec.commandLine().getOut());
    if (server.isFirstStart()) {
      spec.commandLine()
          .getOut()
          .println(
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
            file ->
                spec.commandLine()
                    .getOut()
                    .println("clients trust the certificate authority in " + file.shown()));
    spec.commandLine().getOut().println("figures and health are at " + server.metricsUri());
    spec.commandLine()
        .getOut()
        .println(
            server
                .vaultAddress()
                .map(address -> "key vaults are at " + address)
                .orElseGet(() -> noVaults(settings)));
    spec.commandLine().getOut().println("sites are S3 buckets at " + server.s3Uri());
    spec.commandLine().getOut().println("the web console is at " + server.apiUri() + "/console");
    spec.commandLine().getOut().println("freehold serves at " + server.apiUri());
    spec.commandLine().getOut().flush();
    NodeEnd end = server.ended().toCompletableFuture().join();
    throw new ServerException(ServerError.NODE_ENDED, end.words());
  }

  private static String noVaults(ServerSettings settings) {
    return switch (settings.vaults().builtIn()) {
      case LOCAL -> "the key vaults could not start; see the log";
      case NONE -> "there are no key vaults here";
    };
  }

  private void tell(AvailabilityFinding finding) {
    PrintWriter out = spec.commandLine().getOut();
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
