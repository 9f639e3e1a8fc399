package dev.freehold.server.cli.shell;

import dev.freehold.powershell.run.RunLimits;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.terminal.Questions;
import dev.freehold.powershell.terminal.ScriptRun;
import dev.freehold.powershell.terminal.TerminalWidth;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs what {@code freehold run} is told to. */
final class ScriptStart {

  private final RunArguments arguments;
  private final PrintWriter out;
  private final PrintWriter err;

  ScriptStart(RunArguments arguments, PrintWriter out, PrintWriter err) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it to its end.
   *
   * @return the process's exit code
   */
  int run() throws IOException {
    Optional<SourceText> file =
        arguments.command().isPresent() ? Optional.empty() : source(arguments.script().getFirst());
    String typed = file.isPresent() ? "" : typed();
    ScriptRun run = new ScriptRun(ShellParts.setup(System.getenv()), surroundings(), format());
    Thread hook = Thread.ofPlatform().unstarted(run::stop);
    Runtime.getRuntime().addShutdownHook(hook);
    return file.isPresent()
        ? run.file(file.get(), arguments.script().subList(1, arguments.script().size()))
        : run.command(typed);
  }

  private String typed() throws IOException {
    return arguments.command().isPresent()
        ? arguments.command().get()
        : text(System.in, "standard input");
  }

  private ScriptRun.Format format() {
    return switch (arguments.format()) {
      case TEXT -> ScriptRun.Format.TEXT;
      case JSON -> ScriptRun.Format.JSON;
    };
  }

  private ScriptRun.Surroundings surroundings() {
    boolean terminal = Terminal.isPresent();
    boolean asks = terminal && !arguments.nonInteractive();
    return new ScriptRun.Surroundings(
        out,
        err,
        new TerminalWidth(terminal),
        terminal,
        asks ? Optional.of(Questions.at(System.console())) : Optional.empty());
  }

  /** The script of a file; empty if its name means standard input. */
  private static Optional<SourceText> source(String name) throws IOException {
    if (name.equals(RunArguments.STANDARD_INPUT)) {
      return Optional.empty();
    }
    Path file = Path.of(name).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ServerException(
          ServerError.SCRIPT_UNREADABLE,
          "'%s' is no file that can be read; give the path of a script".formatted(name));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(SourceText.file(file.toString(), text(in, name)));
    }
  }

  /** A script's text without the mark that editors put before UTF-8. */
  private static String text(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes((int) RunLimits.MAX_SCRIPT_BYTES + 1);
    if (bytes.length > RunLimits.MAX_SCRIPT_BYTES) {
      throw new ServerException(
          ServerError.SCRIPT_UNREADABLE,
          "'%s' has more than the %d bytes that a script may have; split it"
              .formatted(name, RunLimits.MAX_SCRIPT_BYTES));
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
