package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.RollBackOption;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.run.StandaloneVault;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freehold vault}. */
@Command(
    name = "vault",
    mixinStandardHelpOptions = true,
    description = "Starts key vaults alone, apart from any service, and runs until told to stop.",
    subcommands = AdmitCommand.class)
final class VaultCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(VaultCommand.class);

  @Mixin private ConfigurationOptions options;

  @Mixin private RollBackOption rollBack;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ServerSettings settings =
        ServerSettings.from(options.load().requireFor(dev.freehold.server.config.Command.VAULT));
    LogSetup.apply(settings.logging().level(), settings.logging().format());
    StandaloneVault vault = StandaloneVault.start(settings, rollBack.choice(), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(vault)));
    LoggingEventBuilder started = LOG.atInfo();
    for (Map.Entry<String, String> fact : vault.report().entrySet()) {
      started = started.addKeyValue(fact.getKey(), fact.getValue());
    }
    started.log("started");
    rollBack.tell(vault.server().acceptedRows(), spec.commandLine().getOut());
    if (vault.isFirstStart()) {
      spec.commandLine().getOut().println(firstStart(vault));
    }
    vault
        .authorityFile()
        .ifPresent(
            file ->
                spec.commandLine()
                    .getOut()
                    .println("clients trust the certificate authority in " + file.shown()));
    spec.commandLine().getOut().println("figures and health are at " + vault.metricsUri());
    spec.commandLine()
        .getOut()
        .println("freehold vault serves at " + vault.server().managementResource());
    spec.commandLine().getOut().flush();
    throw vault.ended().toCompletableFuture().join();
  }

  private static String firstStart(StandaloneVault vault) {
    return """
    This is the first start. The vault administrator's credential is in
      %s
    Keep it secret.
    tenant                    %s
    subscription              %s
    administrator, object id  %s\
    """
        .formatted(
            vault.administratorConnection(),
            vault.tenantId(),
            vault.subscriptionId(),
            vault.administratorObjectId());
  }

  /** Runs when the process is told to end. A clean stop is a success, not the signal's number. */
  private static void stop(StandaloneVault vault) {
    LOG.info("stopping");
    boolean isTold = !vault.ended().toCompletableFuture().isDone();
    vault.close();
    LOG.info("stopped");
    Runtime.getRuntime().halt(isTold ? ExitCode.OK : ExitCode.UNAVAILABLE);
  }
}
