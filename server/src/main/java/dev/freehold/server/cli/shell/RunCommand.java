package dev.freehold.server.cli.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold run}: runs a script of the shell's language. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "freehold run [OPTIONS] SCRIPT [ARGUMENTS...]",
      "       freehold run [OPTIONS] -c COMMAND",
      "       freehold run [OPTIONS] -"
    },
    description = {
      "Runs a script of PowerShell commands, one command, or what is on standard " + "input.",
      "Options stand before the script; all that follows it is the script's own."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it ran to its end",
      "1:an error ended it, it cannot be parsed, or the last statement of -c failed",
      "2:the command line is not understood",
      "3:the script cannot be read",
      "N:what its exit statement says"
    })
public final class RunCommand implements Callable<Integer> {

  @Option(
      names = {"-c", "-Command"},
      paramLabel = "COMMAND",
      description = "The command to run.")
  private String command;

  @Option(
      names = {"--output-format", "-OutputFormat"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text: as a screen shows objects (default); json: all objects as one array, "
              + "and what is for people on standard error.")
  private RunArguments.Format format;

  @Option(
      names = {"--non-interactive", "-NonInteractive"},
      description = "Never ask, even at a terminal.")
  private boolean nonInteractive;

  @Parameters(paramLabel = "SCRIPT", hidden = true)
  private List<String> script = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if ((command == null) == script.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Give either a script, or - for standard input, or -c COMMAND");
    }
    RunArguments arguments =
        new RunArguments(Optional.ofNullable(command), script, format, nonInteractive);
    return new ScriptStart(arguments, spec.commandLine().getOut(), spec.commandLine().getErr())
        .run();
  }
}
