package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.config.Configuration;
import dev.freehold.server.config.LogFormat;
import dev.freehold.server.config.LogLevel;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.coverage.Coverage;
import dev.freehold.server.coverage.CoverageReport;
import dev.freehold.server.coverage.CoverageText;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.run.TableRules;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold coverage}. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = {
      "Lists every place where data is stored, and the key that protects it there.",
      "Reads the data folder and the databases of the configuration; a server may "
          + "run meanwhile.",
      "Changes nothing but SQLite's index of a log that a killed server left. Ends with 1 if no"
          + " rule covers some file, table or column, or if one is differs from its rule."
    })
final class CoverageCommand implements Callable<Integer> {

  /** The forms of the report. */
  private enum Output {
    TABLE,
    JSON
  }

  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table or json (default: table).")
  private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LogSetup.apply(LogLevel.ERROR, LogFormat.TEXT);
    Configuration configuration = options.load();
    CoverageReport report =
        new Coverage(
                ServerSettings.from(configuration.requireFor(command(configuration))),
                TableRules.all())
            .report();
    spec.commandLine().getOut().print(text(report));
    spec.commandLine().getOut().flush();
    return report.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /** The command whose folder it is; what has no effect on that one is refused here too. */
  private static dev.freehold.server.config.Command command(Configuration configuration) {
    return Coverage.isStandaloneVault(ServerSettings.from(configuration).dataFolder())
        ? dev.freehold.server.config.Command.VAULT
        : dev.freehold.server.config.Command.SERVE;
  }

  private String text(CoverageReport report) {
    return switch (output) {
      case TABLE -> CoverageText.table(report);
      case JSON -> CoverageText.json(report);
    };
  }
}
