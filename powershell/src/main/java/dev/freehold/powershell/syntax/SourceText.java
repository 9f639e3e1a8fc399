package dev.freehold.powershell.syntax;

import dev.freehold.powershell.secret.Sensitive;
import java.util.Objects;
import java.util.Optional;

/** A text to parse, which can tell the line and column of a place in it. Immutable. */
public final class SourceText {

  private final Optional<String> path;
  private final String text;

  /** Found when it is first asked for; every thread finds the same. */
  private volatile Sensitive sensitive;

  private SourceText(Optional<String> path, String text) {
    this.path = path;
    this.text = Objects.requireNonNull(text);
  }

  /** The path of the script file; empty for what was typed. */
  public Optional<String> path() {
    return path;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The text with its secrets known. */
  public Sensitive sensitive() {
    if (sensitive == null) {
      sensitive = Sensitive.of(text);
    }
    return sensitive;
  }

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

  /** The text of the line that a character stands in, without its end and without secrets. */
  public String lineText(int at) {
    return sensitive().masked(lineStart(at), lineEnd(at));
  }

  /** The place of a character in {@link #lineText}, counted from 1. */
  public int shownColumn(int at) {
    return sensitive().masked(lineStart(at), at).length() + 1;
  }

  /** How long a part is as {@link #lineText} shows it; what lies on further lines counts too. */
  public int shownLength(Span span) {
    return sensitive().masked(span.start(), span.end()).length();
  }

  /** Tells whether there is a secret in the line that a character stands in. */
  public boolean isLineSensitive(int at) {
    return sensitive().isIn(lineStart(at), lineEnd(at));
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    int stop = end < 0 ? text.length() : end;
    return stop > lineStart(at) && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
  }

  private int lineStart(int at) {
    return at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText source
        && source.path.equals(path)
        && source.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Where it is from; never the text. */
  @Override
  public String toString() {
    return path.orElse("what was typed");
  }
}
