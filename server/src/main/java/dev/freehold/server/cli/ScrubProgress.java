package dev.freehold.server.cli;

import dev.freehold.server.text.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a scrub is: a bar that redraws itself on a terminal, nothing elsewhere. */
final class ScrubProgress implements AutoCloseable {

  private static final int BAR_CHARACTERS = 28;

  private final PrintWriter out;
  private final boolean onTerminal;
  private boolean drawn;

  ScrubProgress(PrintWriter out, boolean onTerminal) {
    this.out = out;
    this.onTerminal = onTerminal;
  }

  /** To standard error, where a pipe of standard output does not hide it. */
  static ScrubProgress toStandardError(PrintWriter err) {
    return new ScrubProgress(err, Terminal.isPresent());
  }

  void show(long done, long total) {
    if (!onTerminal) {
      return;
    }
    double fraction = total == 0 ? 1 : Math.min(1, (double) done / total);
    int filled = (int) (fraction * BAR_CHARACTERS);
    out.print(
        String.format(
            Locale.ROOT,
            "\r[%s%s] %3d %%  %d of about %d\u001b[K",
            "#".repeat(filled),
            ".".repeat(BAR_CHARACTERS - filled),
            (int) (fraction * 100),
            done,
            total));
    out.flush();
    drawn = true;
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (drawn) {
      out.println();
      out.flush();
    }
  }
}
