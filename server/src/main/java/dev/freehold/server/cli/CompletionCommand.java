package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that lets a shell complete the freehold command.",
    footer = {
      "",
      "bash: source <(freehold completion bash)",
      "zsh:  source <(freehold completion zsh)",
      "fish: freehold completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells that there is a script for. */
  enum Kind {
    BASH,
    ZSH,
    FISH
  }

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Kind shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = Main.commandLine();
    String script =
        switch (shell) {
          case BASH -> AutoComplete.bash("freehold", root);
          case ZSH ->
              "autoload -Uz compinit bashcompinit\ncompinit -u\nbashcompinit\n"
                  + AutoComplete.bash("freehold", root);
          case FISH -> FishCompletion.of(root.getCommandSpec());
        };
    spec.commandLine().getOut().print(script);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
