package dev.freehold.powershell.format;

import java.util.function.Consumer;

/** Lines of a given width without colour, for files, strings and tests. */
public final class TextOutput implements LineOutput {

  private final int widthChars;
  private final Consumer<String> lines;

  /** Makes an output that gives each line on. */
  public TextOutput(int widthChars, Consumer<String> lines) {
    this.widthChars = widthChars;
    this.lines = lines;
  }

  @Override
  public int widthChars() {
    return widthChars;
  }

  @Override
  public void line(String text) {
    lines.accept(text);
  }
}
