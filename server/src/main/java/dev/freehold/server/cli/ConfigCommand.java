package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.config.Explanation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freehold config}: about the configuration. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Shows the configuration.",
    subcommands = ConfigCommand.Explain.class)
final class ConfigCommand {

  /** {@code freehold config explain}. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Prints every key with its meaning, bounds, default, and present value.")
  static final class Explain implements Callable<Integer> {

    @Mixin private ConfigurationOptions configuration;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(Explanation.of(configuration.load()));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
  }
}
