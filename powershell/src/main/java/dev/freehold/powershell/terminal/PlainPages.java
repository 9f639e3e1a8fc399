package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.ColourOutput;
import dev.freehold.powershell.format.LineOutput;
import java.io.PrintWriter;
import java.util.function.IntSupplier;

/** Lines of objects on a stream, which never stops at a page's end. */
final class PlainPages implements Pages {

  private final PrintWriter out;
  private final IntSupplier widthChars;
  private final boolean coloured;

  PlainPages(PrintWriter out, IntSupplier widthChars, boolean coloured) {
    this.out = out;
    this.widthChars = widthChars;
    this.coloured = coloured;
  }

  @Override
  public LineOutput lines() {
    LineOutput plain =
        new LineOutput() {

          @Override
          public int widthChars() {
            return widthChars.getAsInt();
          }

          @Override
          public void line(String text) {
            out.println(text);
            out.flush();
          }
        };
    return coloured ? new ColourOutput(plain) : plain;
  }

  @Override
  public LineOutput paged(Runnable end) {
    return lines();
  }

  @Override
  public void clear() {}
}
