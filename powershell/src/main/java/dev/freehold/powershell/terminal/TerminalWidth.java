package dev.freehold.powershell.terminal;

import java.io.IOException;
import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The width of the process's terminal, determined only when it is needed, because that takes time.
 */
public final class TerminalWidth implements IntSupplier {

  private final boolean isTerminal;
  private int columns;

  /**
   * Prepares the question.
   *
   * @param isTerminal whether standard output is a terminal; if not, lines have 120 characters
   */
  public TerminalWidth(boolean isTerminal) {
    this.isTerminal = isTerminal;
  }

  @Override
  public int getAsInt() {
    if (columns == 0) {
      columns = isTerminal ? ask() : TerminalLimits.DEFAULT_WIDTH_CHARS;
    }
    return columns;
  }

  private static int ask() {
    try (Terminal terminal =
        TerminalBuilder.builder().providers("ffm,exec").dumb(true).nativeSignals(false).build()) {
      return terminal.getWidth() > 0 ? terminal.getWidth() : TerminalLimits.DEFAULT_WIDTH_CHARS;
    } catch (IOException e) {
      // A terminal that does not tell its width is treated as none.
      return TerminalLimits.DEFAULT_WIDTH_CHARS;
    }
  }
}
