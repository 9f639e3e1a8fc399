package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;

/** Collects what a string consists of. */
final class StringParts {

  private final List<Expression> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int textStart;
  private boolean plain = true;

  void add(char c, int at) {
    if (text.isEmpty()) {
      textStart = at;
    }
    text.append(c);
  }

  void add(String added, int at) {
    if (text.isEmpty()) {
      textStart = at;
    }
    text.append(added);
  }

  void add(Expression value) {
    flush(value.span().start());
    parts.add(value);
    plain = false;
  }

  /** Remembers that a part was quoted or escaped, so that the whole is not taken for a number. */
  void quoted() {
    plain = false;
  }

  boolean isPlain() {
    return plain;
  }

  Expression finish(Span span) {
    if (parts.isEmpty()) {
      return new Expression.Text(span, text.toString());
    }
    flush(span.end());
    return new Expression.Expandable(span, List.copyOf(parts));
  }

  private void flush(int end) {
    if (!text.isEmpty()) {
      parts.add(new Expression.Text(new Span(textStart, end), text.toString()));
      text.setLength(0);
    }
  }
}
