package dev.freehold.powershell.format;

/** Receives lines of output. */
public interface LineOutput {

  /** How many columns a line has. */
  int widthChars();

  /** Writes a line without a line end in it. Texts by themselves may be wider than a line. */
  void line(String text);

  /** Marks a heading or label, with colour or not at all; the text's width stays as it is. */
  default String emphasised(String text) {
    return text;
  }
}
