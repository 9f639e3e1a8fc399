package dev.freehold.powershell.syntax;

/**
 * A part of a source.
 *
 * @param start the first character, counted from 0
 * @param end the character after the last one
 */
public record Span(int start, int end) {

  /** From the start of one part to the end of another behind it. */
  public Span to(Span last) {
    return new Span(start, Math.max(end, last.end));
  }

  /** How many characters it has. */
  public int length() {
    return end - start;
  }
}
