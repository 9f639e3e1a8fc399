package dev.freehold.shell.syntax;

import java.util.Optional;

/**
 * A text to read, and how to say where in it something stands.
 *
 * @param path of the script file; empty for what was typed
 * @param text the whole text
 */
public record SourceText(Optional<String> path, String text) {

  /** What was typed at a prompt. */
  public static SourceText typed(String text) {
    return new SourceText(Optional.empty(), text);
  }

  /** The contents of a script file. */
  public static SourceText file(String path, String text) {
    return new SourceText(Optional.of(path), text);
  }

  /** The text of a part. */
  public String of(Span span) {
    return text.substring(span.start(), span.end());
  }

  /** The line that a character stands in, counted from 1. */
  public int line(int at) {
    int line = 1;
    for (int from = text.indexOf('\n');
        from >= 0 && from < at;
        from = text.indexOf('\n', from + 1)) {
      line++;
    }
    return line;
  }

  /** The place of a character in its line, counted from 1. */
  public int column(int at) {
    return at - lineStart(at) + 1;
  }

  /** The text of the line that a character stands in, without its end. */
  public String lineText(int at) {
    int end = text.indexOf('\n', at);
    String line = text.substring(lineStart(at), end < 0 ? text.length() : end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private int lineStart(int at) {
    return at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  }
}
