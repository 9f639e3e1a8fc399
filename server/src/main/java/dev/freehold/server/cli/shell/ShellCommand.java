package dev.freehold.server.cli.shell;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freehold shell}: starts the shell at the terminal. */
@Command(
    name = "shell",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a shell that takes administrators' PowerShell commands for keys, "
          + "vaults, policies, mailboxes and sites.",
      "Ends with exit, quit or Ctrl-D. Without a terminal it runs what is on "
          + "standard input, as 'freehold run -' does."
    },
    footer = {
      "",
      "Lines are kept in ~/.freehold/history, or in FREEHOLD_HOME; those with secrets are not."
    })
public final class ShellCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return ShellEntry.shell(spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
