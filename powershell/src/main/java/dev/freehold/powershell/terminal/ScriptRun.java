package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.run.Errors;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.Sink;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Runs a script without a prompt: its objects go to one stream, messages for people to another. */
public final class ScriptRun {

  /** How objects are written. */
  public enum Format {
    /** As a screen shows them. */
    TEXT,
    /** As one JSON array. */
    JSON
  }

  /**
   * The environment in which a script runs.
   *
   * @param widthChars the width of lines; asked only when it matters
   * @param coloured whether both streams may have colours
   * @param questions the person to ask; empty if there is nobody
   */
  public record Surroundings(
      PrintWriter out,
      PrintWriter err,
      IntSupplier widthChars,
      boolean coloured,
      Optional<Questions> questions) {}

  private final Surroundings around;
  private final Format format;
  private final ShellAssembly shell;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Prepares a run. */
  public ScriptRun(ShellSetup setup, Surroundings around, Format format) {
    this.around = around;
    this.format = format;
    boolean coloured = around.coloured() && setup.wantsColour();
    PrintWriter shown = format == Format.JSON ? around.err() : around.out();
    PlainHost host = new PlainHost(shown, around.err(), coloured, around.questions());
    shell = ShellAssembly.of(setup, host, new PlainPages(shown, around.widthChars(), coloured));
  }

  /**
   * Runs a script file.
   *
   * @param arguments for what it declares as parameters: texts, {@code -Name}, {@code -Name:value}
   * @return what {@code exit} says, 1 after an error that ended the script or a text that is not of
   *     the language, else 0
   */
  public int file(SourceText script, List<String> arguments) {
    return run(script, arguments);
  }

  /**
   * Runs a command.
   *
   * @return as for a file, but 1 also if the last statement had an error
   */
  public int command(String text) {
    int code = run(SourceText.typed(text), List.of());
    Session session = shell.session();
    return code == 0 && !session.hasExited() && !session.hasSucceeded() ? 1 : code;
  }

  private int run(SourceText source, List<String> arguments) {
    Session session = shell.session();
    try {
      return switch (format) {
        case TEXT -> {
          DefaultOutput output = shell.output(shell.pages().lines());
          int code = session.run(source, arguments, stoppable(new ShownObjects(output)));
          output.end();
          yield code;
        }
        case JSON -> {
          JsonArray array = new JsonArray(around.out());
          int code = session.run(source, arguments, stoppable(array::accept));
          array.end();
          yield code;
        }
      };
    } catch (ParseException e) {
      Errors.of(e).forEach(session.host()::error);
      return 1;
    } finally {
      around.out().flush();
      ended.countDown();
    }
  }

  /** Ends the script when nobody reads any more what it writes: {@code freehold run … | head}. */
  private Sink stoppable(Sink sink) {
    return new Sink() {

      @Override
      public void accept(Object value) {
        sink.accept(value);
        if (around.out().checkError()) {
          shell.session().cancel();
        }
      }

      @Override
      public void release() {
        sink.release();
      }

      @Override
      public void flush() {
        sink.flush();
      }
    };
  }

  /** Asks the script to end, and gives its {@code finally} blocks a moment; for any thread. */
  public void stop() {
    if (ended.getCount() == 0) {
      return;
    }
    shell.session().cancel();
    try {
      ended.await(TerminalLimits.MAX_END_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
