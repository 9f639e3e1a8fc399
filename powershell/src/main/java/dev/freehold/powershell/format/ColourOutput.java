package dev.freehold.powershell.format;

/** Lines with headings and labels in green, for a terminal. */
public final class ColourOutput implements LineOutput {

  private static final String GREEN = "\u001b[32;1m";
  private static final String RESET = "\u001b[0m";

  private final LineOutput out;

  /** Colours what goes to another output. */
  public ColourOutput(LineOutput out) {
    this.out = out;
  }

  @Override
  public int widthChars() {
    return out.widthChars();
  }

  @Override
  public void line(String text) {
    out.line(text);
  }

  @Override
  public String emphasised(String text) {
    return GREEN + text + RESET;
  }
}
