package dev.freehold.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The entry point. */
@Command(
    name = "freehold",
    mixinStandardHelpOptions = true,
    versionProvider = VersionReport.class,
    description = "Keeps tenants' mail and files encrypted under keys the tenants own.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      VaultCommand.class,
      QuickstartCommand.class,
      MailCommand.class,
      RescueCommand.class,
      CoverageCommand.class,
      ConfigCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was done",
      "1:it ran to its end, but not everything held",
      "2:the command line is not understood",
      "3:something named on the command line or in the configuration is wrong",
      "4:it could not start or reach what it needs",
      "70:a fault of the program itself"
    })
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }
}
