package dev.freehold.server.cli;

import dev.freehold.server.cli.options.Given;
import dev.freehold.server.cli.shell.ShellEntry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(
    name = "freehold",
    mixinStandardHelpOptions = true,
    versionProvider = VersionReport.class,
    description = "Keeps tenants' mail and files encrypted under keys the tenants own.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was done",
      "1:the command finished, but a check failed",
      "2:the command line is not understood",
      "3:something named on the command line or in the configuration is wrong",
      "4:it could not start or reach what it needs",
      "5:the server refused",
      "70:a fault of the program itself"
    })
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, utf8(FileDescriptor.out), utf8(FileDescriptor.err)));
  }

  private static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    try {
      OptionalInt code = ShellEntry.run(arguments, out, err);
      if (code.isEmpty()) {
        code = StartRehearsal.run(arguments, out, err);
      }
      if (code.isPresent()) {
        return code.getAsInt();
      }
      Optional<ServeRun> serve = ServeRun.plain(arguments, out);
      if (serve.isPresent()) {
        return serve.get().serve();
      }
    } catch (IOException | RuntimeException failure) {
      return CommandFailures.report(failure, err);
    }
    return commandLine(arguments).setOut(out).setErr(err).execute(arguments);
  }

  /** What is printed is UTF-8 in any locale: scripts and other programs read it. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * The parser of a command line, which knows the command that the first argument names; every
   * command if it names none.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine program = new CommandLine(new Main());
    Subcommands.addTo(program, arguments);
    return program
        .registerConverter(UUID.class, Given::id)
        .registerConverter(LocalDate.class, Given::day)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new CommandFailures());
  }
}
