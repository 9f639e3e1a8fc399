package dev.freehold.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command did: run in this process, with its output caught. */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs the command in this process. */
  public static CommandRun of(String... arguments) {
    return of(new StringWriter(), arguments);
  }

  /** The same; {@code err} has at any time what it has said on standard error until then. */
  public static CommandRun of(StringWriter err, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine(arguments);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
