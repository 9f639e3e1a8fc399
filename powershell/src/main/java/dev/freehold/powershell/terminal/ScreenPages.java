package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.ColourOutput;
import dev.freehold.powershell.format.LineOutput;
import org.jline.utils.AttributedString;

/** Lines of objects on a terminal. */
final class ScreenPages implements Pages {

  private static final String QUESTION = "<SPACE> next page; <CR> next line; Q quit";

  private final Screen screen;
  private final KeyPresses keys;

  ScreenPages(Screen screen, KeyPresses keys) {
    this.screen = screen;
    this.keys = keys;
  }

  @Override
  public LineOutput lines() {
    return coloured(new Lines());
  }

  @Override
  public LineOutput paged(Runnable end) {
    return coloured(new PagedLines(end));
  }

  @Override
  public void clear() {
    screen.clear();
  }

  private LineOutput coloured(LineOutput lines) {
    return screen.isColoured() ? new ColourOutput(lines) : lines;
  }

  private class Lines implements LineOutput {

    @Override
    public int widthChars() {
      return screen.widthChars();
    }

    @Override
    public void line(String text) {
      screen.line(text);
    }
  }

  /** Counts the lines of the screen, and asks after each page. */
  private final class PagedLines extends Lines {

    private final Runnable end;
    private int left = screen.heightLines() - 1;
    private boolean ended;

    PagedLines(Runnable end) {
      this.end = end;
    }

    @Override
    public void line(String text) {
      if (ended) {
        // What ends a table comes after the user has left, and must not ask again.
        return;
      }
      if (left <= 0) {
        left = ask();
      }
      super.line(text);
      int columns = AttributedString.fromAnsi(text).columnLength();
      left -= Math.max(1, Math.ceilDiv(columns, widthChars()));
    }

    private void leave() {
      ended = true;
      end.run();
    }

    private int ask() {
      screen.print(QUESTION);
      try {
        while (true) {
          int key = keys.next();
          switch (key) {
            case ' ' -> {
              return screen.heightLines() - 1;
            }
            case '\r', '\n' -> {
              return 1;
            }
            case 'q', 'Q' -> leave();
            default -> {
              if (key < 0) {
                leave();
              }
            }
          }
        }
      } finally {
        screen.print("\r" + " ".repeat(QUESTION.length()) + "\r");
      }
    }
  }
}
