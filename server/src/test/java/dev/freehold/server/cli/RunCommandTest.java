package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.shell.ShellEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("freehold run")
class RunCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** The way past the parser of command lines. */
  private OptionalInt quick(String... arguments) throws IOException {
    return ShellEntry.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("do it.ps1"), text).toString();
  }

  @Test
  @DisplayName("runs a command, and ends with what it says")
  void command() throws IOException {
    assertThat(CommandRun.of("run", "-c", "1 + 1; exit 6")).isEqualTo(new CommandRun(6, "2\n", ""));
    assertThat(quick("run", "-Command", "1 + 1; exit 6")).hasValue(6);
    assertThat(out).hasToString("2\n");
  }

  @Test
  @DisplayName("gives a script all that follows it")
  void script() throws IOException {
    String script = script("\ufeffparam($Name, [switch] $c) \"$Name $c $PSScriptRoot\"");
    String[] arguments = {"run", script, "-c", "--output-format"};

    assertThat(CommandRun.of(arguments).out()).isEqualTo("--output-format True " + folder + "\n");
    assertThat(quick(arguments)).hasValue(0);
    assertThat(out).hasToString("--output-format True " + folder + "\n");
  }

  @Test
  @DisplayName("writes JSON if it is told to, by either spelling of the option")
  void json() throws IOException {
    for (String option : List.of("--output-format", "-OutputFormat")) {
      CommandRun run = CommandRun.of("run", option, "JSON", "-c", "'a'");
      assertThat(run).isEqualTo(new CommandRun(0, "[\n\"a\"\n]\n", ""));
      out.getBuffer().setLength(0);
      assertThat(quick("run", option, "JSON", "-c", "'a'")).hasValue(0);
      assertThat(out).hasToString(run.out());
    }
  }

  @Test
  @DisplayName("leaves help and mistakes to the parser of command lines")
  void notPlain() throws IOException {
    for (String[] arguments :
        List.of(
            new String[] {"run"},
            new String[] {"run", "--help"},
            new String[] {"run", "-c"},
            new String[] {"run", "-c", "1", "2"},
            new String[] {"run", "--output-format", "xml", "-c", "1"},
            new String[] {"run", "--nope", "-c", "1"},
            new String[] {"shell", "--help"},
            new String[] {"serve"},
            new String[] {})) {
      assertThat(quick(arguments)).as(String.join(" ", arguments)).isEmpty();
    }
    assertThat(CommandRun.of("run").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(CommandRun.of("run", "-c", "1", "2").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(CommandRun.of("run", "--help").out()).contains("freehold run [OPTIONS] -c COMMAND");
  }

  @Test
  @DisplayName("says what is wrong with a script that cannot be read")
  void unreadable() {
    CommandRun run = CommandRun.of("run", folder.resolve("none.ps1").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: script-unreadable: ").contains("none.ps1");
  }
}
