package dev.freehold.powershell.terminal;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.WCWidth;

/**
 * The terminal as output goes to it. A progress line is drawn below what was written and taken away
 * before anything else is, so that it is never left behind. For one thread at a time.
 */
final class Screen {

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int BAR_CHARS = 20;
  private static final int DONE_PERCENT = 100;

  private final Terminal terminal;
  private final PrintWriter out;
  private final boolean coloured;
  private final LongSupplier nanoTime;
  private boolean atLineStart = true;
  private boolean progressShown;
  private long progressDrawn;

  Screen(Terminal terminal, boolean coloured, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.out = terminal.writer();
    this.coloured = coloured && !isDumb(terminal);
    this.nanoTime = nanoTime;
    progressDrawn = nanoTime.getAsLong() - TerminalLimits.PROGRESS_INTERVAL.toNanos();
  }

  private static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  Terminal terminal() {
    return terminal;
  }

  boolean isColoured() {
    return coloured;
  }

  int widthChars() {
    Size size = terminal.getSize();
    return size.getColumns() > 0 ? size.getColumns() : TerminalLimits.DEFAULT_WIDTH_CHARS;
  }

  int heightLines() {
    Size size = terminal.getSize();
    return size.getRows() > 0 ? size.getRows() : TerminalLimits.DEFAULT_HEIGHT_LINES;
  }

  /** Writes a text as it is. */
  void print(String text) {
    if (text.isEmpty()) {
      return;
    }
    endProgress();
    out.print(text);
    out.flush();
    atLineStart = text.endsWith("\n") || text.endsWith("\r");
  }

  /** Tells that somebody else has begun a line: the person who types ends it with Enter. */
  void lineBegan() {
    atLineStart = true;
  }

  void line(String text) {
    print(text + "\n");
  }

  void clear() {
    endProgress();
    terminal.puts(Capability.clear_screen);
    terminal.flush();
    atLineStart = true;
  }

  /** Draws how far something is, unless that would be within a line or too soon after the last. */
  void progress(String activity, String status, int percent) {
    if (percent > DONE_PERCENT) {
      endProgress();
      return;
    }
    long now = nanoTime.getAsLong();
    boolean due = now - progressDrawn >= TerminalLimits.PROGRESS_INTERVAL.toNanos();
    if (isDumb(terminal) || !due || (!atLineStart && !progressShown)) {
      return;
    }
    progressDrawn = now;
    String shown = fitted(progressText(activity, status, percent), widthChars() - 1);
    out.print(ERASE_LINE + Paint.PROGRESS.on(shown, coloured));
    out.flush();
    progressShown = true;
  }

  private static String progressText(String activity, String status, int percent) {
    if (percent < 0) {
      return "%s: %s".formatted(activity, status);
    }
    int full = percent * BAR_CHARS / DONE_PERCENT;
    String bar = "=".repeat(full) + " ".repeat(BAR_CHARS - full);
    return "%s [%s] %3d%% %s".formatted(activity, bar, percent, status);
  }

  /** As much of a text as fits, without what would move the cursor. */
  static String fitted(String text, int columns) {
    StringBuilder fitted = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      int width = WCWidth.wcwidth(c);
      if (used + Math.max(0, width) > columns) {
        break;
      }
      if (width > 0) {
        fitted.appendCodePoint(c);
        used += width;
      }
    }
    return fitted.toString();
  }

  /** Takes the progress line away, if there is one. */
  void endProgress() {
    if (progressShown) {
      out.print(ERASE_LINE);
      out.flush();
      progressShown = false;
    }
  }
}
