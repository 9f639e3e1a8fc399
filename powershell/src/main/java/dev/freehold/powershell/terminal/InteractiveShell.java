package dev.freehold.powershell.terminal;

import dev.freehold.powershell.complete.Completions;
import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.run.Errors;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The shell at a terminal: reads lines, runs them, and shows the results. */
public final class InteractiveShell {

  private final Screen screen;
  private final ShellAssembly shell;
  private final Session session;
  private final LineReader reader;

  private InteractiveShell(ShellSetup setup, Terminal terminal) {
    screen = new Screen(terminal, setup.wantsColour(), System::nanoTime);
    KeyPresses keys = new KeyPresses(terminal, this::checkCancelled);
    TerminalHost host = new TerminalHost(screen, keys, this::interrupt);
    shell = ShellAssembly.of(setup, host, new ScreenPages(screen, keys));
    session = shell.session();
    reader = reader(setup, terminal);
  }

  /**
   * Runs a shell at the process's own terminal until the user leaves it.
   *
   * @param hidesTyping whether the terminal shows nothing that is typed, as launchers have it that
   *     take their time; from the first line on it shows again what is typed while commands run
   * @return what {@code exit} says, else 0
   * @throws IOException if the terminal cannot be used
   */
  public static int run(ShellSetup setup, boolean hidesTyping) throws IOException {
    // The provider that runs stty instead is for systems whose C library the first does not know.
    try (Terminal terminal =
        TerminalBuilder.builder()
            .name(setup.program())
            .system(true)
            .providers("ffm,exec")
            .dumb(true)
            .encoding(StandardCharsets.UTF_8)
            .build()) {
      return run(setup, terminal, hidesTyping);
    }
  }

  /**
   * Runs a shell for what is at the other end of two streams, as if that were a terminal.
   *
   * @param in the keys that are pressed
   * @param out the codes of a terminal that shows colours
   * @return as at the process's own terminal
   * @throws IOException if this system has no such terminals
   */
  public static int run(ShellSetup setup, InputStream in, OutputStream out) throws IOException {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .name(setup.program())
            .system(false)
            .streams(in, out)
            .type("xterm-256color")
            .providers("ffm,exec")
            .encoding(StandardCharsets.UTF_8)
            .build()) {
      return run(setup, terminal, false);
    }
  }

  static int run(ShellSetup setup, Terminal terminal, boolean hidesTyping) {
    return new InteractiveShell(setup, terminal).loop(hidesTyping);
  }

  private LineReader reader(ShellSetup setup, Terminal terminal) {
    LineParser parser = new LineParser(new Completions(session, setup.live()));
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName(setup.program())
            .terminal(terminal)
            .parser(parser)
            .completer(parser)
            .completionMatcher(new TakeAll())
            .highlighter(new LineColours(screen.isColoured()))
            .history(new FileHistory())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
            .option(LineReader.Option.HISTORY_REDUCE_BLANKS, false)
            .option(LineReader.Option.AUTO_FRESH_LINE, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .variable(LineReader.HISTORY_SIZE, TerminalLimits.MAX_HISTORY_LINES)
            .variable(LineReader.HISTORY_FILE_SIZE, TerminalLimits.MAX_HISTORY_FILE_LINES)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, ">> ")
            .variable(LineReader.LIST_MAX, TerminalLimits.MAX_LISTED)
            .variable(LineReader.BLINK_MATCHING_PAREN, 0L);
    Path history = setup.home().resolve("history");
    if (FileHistory.prepare(history)) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    return builder.build();
  }

  private int loop(boolean hidesTyping) {
    boolean isHidden = hidesTyping;
    while (true) {
      String line;
      try {
        line = reader.readLine("PS " + session.folder() + "> ");
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return 0;
      }
      if (isHidden) {
        screen.terminal().echo(true);
        isHidden = false;
      }
      if (line.strip().equalsIgnoreCase("quit")) {
        return 0;
      }
      if (!line.isBlank()) {
        OptionalInt exit = runLine(line);
        if (exit.isPresent()) {
          return exit.getAsInt();
        }
      }
    }
  }

  /** Runs what was typed; the exit code if the shell is to end. */
  private OptionalInt runLine(String line) {
    AtomicBoolean cancelled = new AtomicBoolean();
    Terminal.SignalHandler before =
        screen
            .terminal()
            .handle(
                Terminal.Signal.INT,
                signal -> {
                  cancelled.set(true);
                  session.cancel();
                });
    DefaultOutput output = shell.output(shell.pages().lines());
    screen.lineBegan();
    try {
      int code = session.run(SourceText.typed(line), new ShownObjects(output));
      output.end();
      return session.hasExited() ? OptionalInt.of(code) : OptionalInt.empty();
    } catch (ParseException e) {
      Errors.of(e).forEach(this::show);
      return OptionalInt.empty();
    } catch (CompletionException e) {
      // Waking a cmdlet that was cancelled may well make it fail.
      if (!cancelled.get()) {
        show(fault(e.getCause()));
      }
      return OptionalInt.empty();
    } finally {
      screen.endProgress();
      if (cancelled.get()) {
        // The terminal shows ^C where the cursor was.
        screen.line("");
      }
      screen.terminal().handle(Terminal.Signal.INT, before);
    }
  }

  private void show(ShellError error) {
    session.host().error(error, ErrorView.of(session.global().value("ErrorView")));
  }

  /** A fault of the program itself; its text could hold anything, so only its kind is shown. */
  private static ShellError fault(Throwable cause) {
    return ShellError.of(
        "InternalError",
        ErrorCategory.NOT_SPECIFIED,
        "A fault of the shell itself ended the command (%s). Please report it."
            .formatted(cause.getClass().getName()));
  }

  private void checkCancelled() {
    session.checkCancelled();
  }

  private void interrupt() {
    session.cancel();
    session.checkCancelled();
  }
}
