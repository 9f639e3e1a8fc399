package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Commands that scripts know and that this shell does not have on purpose, each with its reason.
 */
final class Refusals {

  private static final Pattern PROGRAM =
      Pattern.compile(".*\\.(?:exe|cmd|bat|com|sh|py|vbs|msi)|(?:\\.{0,2}|~)/.*");

  private Refusals() {}

  /** The error of a name that stands for such a command; empty if it is just not known. */
  static Optional<ShellException> of(String name, Session session) {
    return reason(Scope.fold(name))
        .or(() -> session.commands().whyMissing(name))
        .or(() -> ofProgram(name, session))
        .map(
            why ->
                ShellException.ofStatement(
                    ShellError.of(
                            "CommandNotSupported",
                            ErrorCategory.NOT_IMPLEMENTED,
                            "The command '%s' is not part of this shell: %s".formatted(name, why))
                        .withException("System.Management.Automation.CommandNotFoundException")
                        .about(name)
                        .in(name)));
  }

  private static Optional<String> reason(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "invoke-command", "icm" ->
              "it runs commands only here; call a block with & instead.";
          case "invoke-expression", "iex" ->
              "text does not become commands, so that no value can; call a block with & instead.";
          case "start-process", "saps", "start", "start-job", "sajb", "start-threadjob" ->
              "it runs no other programs and no jobs.";
          case "new-pssession",
              "nsn",
              "import-pssession",
              "enter-pssession",
              "etsn",
              "remove-pssession",
              "rsn",
              "get-pssession",
              "gsn" ->
              "it has no remote sessions; Connect-ExchangeOnline and its like make connections.";
          case "add-type", "import-localizeddata" -> "it loads no code.";
          case "out-gridview", "ogv" -> "it has no windows; use Format-Table.";
          case "invoke-webrequest", "iwr", "invoke-restmethod", "irm" ->
              "it talks to nothing but the servers that it is connected to.";
          default -> null;
        });
  }

  private static Optional<String> ofProgram(String name, Session session) {
    if (!PROGRAM.matcher(FilePaths.slashed(Scope.fold(name))).matches()) {
      return Optional.empty();
    }
    return Scope.fold(name).endsWith(".exe") || Files.isRegularFile(session.resolve(name))
        ? Optional.of("it runs scripts that end in .ps1, but no other programs.")
        : Optional.empty();
  }
}
