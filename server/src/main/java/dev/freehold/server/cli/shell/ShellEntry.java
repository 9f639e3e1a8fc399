package dev.freehold.server.cli.shell;

import dev.freehold.powershell.terminal.InteractiveShell;
import dev.freehold.server.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts the shell quickly: without the command-line parser, whose start takes longer than a short
 * script, and without classes of the server.
 */
public final class ShellEntry {

  /** What the launcher starts once to learn which classes a shell needs. */
  private static final String WARM_UP = "warm-up";

  /** What the launcher sets where it has kept the terminal from showing what is typed. */
  private static final String TYPING_HIDDEN = "freehold.typing-hidden";

  private static final String WARM_UP_SCRIPT =
      """
      function Twice([int] $n) { $n * 2 }
      $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Name = "row$_"; Size = Twice $_ } }
      $rows | Where-Object Size -gt 2 | Sort-Object Size -Descending | Format-Table
      $rows | Select-Object -First 1 | Format-List
      $rows | ConvertTo-Json | ConvertFrom-Json | Measure-Object Size -Sum
      try { throw 'no' } catch { Write-Warning $_ }
      foreach ($row in $rows) { if ($row.Name -match '3') { Write-Host $row.Name } }
      Get-Date | Out-String | Out-Null
      Write-Error 'as it should be'
      """;

  /** Completion by Tab, a table, an error, a line that goes on, and the end. */
  private static final String WARM_UP_KEYS =
      "$a = 1..3\nGet-Comm\t Get-D* | ft\nWrite-Error x\nif ($a) {\n'y' }\nexit\n";

  private ShellEntry() {}

  /**
   * Runs a command of the shell if it is given in the usual way.
   *
   * @return the exit code; empty if the arguments are for the parser of command lines
   */
  public static OptionalInt run(String[] arguments, PrintWriter out, PrintWriter err)
      throws IOException {
    String first = arguments.length == 0 ? "" : arguments[0];
    boolean alone = arguments.length == 1;
    if (first.equals("run")) {
      List<String> own = Arrays.asList(arguments).subList(1, arguments.length);
      Optional<RunArguments> run = RunArguments.plain(own);
      return run.isPresent()
          ? OptionalInt.of(new ScriptStart(run.get(), out, err).run())
          : OptionalInt.empty();
    }
    if (first.equals("shell") && alone) {
      return OptionalInt.of(shell(out, err));
    }
    if (first.equals(WARM_UP) && alone) {
      return OptionalInt.of(warmUp());
    }
    return OptionalInt.empty();
  }

  /** A shell at the terminal; without one, a script from standard input. */
  static int shell(PrintWriter out, PrintWriter err) throws IOException {
    if (Terminal.isPresent()) {
      return InteractiveShell.run(
          ShellParts.setup(System.getenv()), Boolean.getBoolean(TYPING_HIDDEN));
    }
    RunArguments standardInput =
        new RunArguments(
            Optional.empty(),
            List.of(RunArguments.STANDARD_INPUT),
            RunArguments.Format.TEXT,
            false);
    return new ScriptStart(standardInput, out, err).run();
  }

  private static int warmUp() throws IOException {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    run(new String[] {"run", "-c", WARM_UP_SCRIPT}, nowhere, nowhere);
    run(new String[] {"run", "--output-format", "json", "-c", "1..3"}, nowhere, nowhere);
    Path home = Files.createTempDirectory("freehold-warm-up-");
    try {
      return InteractiveShell.run(
          ShellParts.setup(Map.of("TERM", "xterm-256color", "FREEHOLD_HOME", home.toString())),
          new ByteArrayInputStream(WARM_UP_KEYS.getBytes(StandardCharsets.UTF_8)),
          OutputStream.nullOutputStream());
    } finally {
      Files.deleteIfExists(home.resolve("history"));
      Files.deleteIfExists(home);
    }
  }
}
