package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.RollBackOption;
import dev.freehold.server.stores.AvailabilityLoss;
import java.util.concurrent.Callable;
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
    AvailabilityLoss loss = acceptsLoss ? AvailabilityLoss.ACCEPT : AvailabilityLoss.REFUSE;
    return new ServeRun(options, loss, rollBack, spec.commandLine().getOut()).serve();
  }
}
