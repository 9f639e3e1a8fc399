package dev.freehold.powershell.syntax;

/** Type names in brackets. */
final class Types {

  private final Cursor in;

  Types(Cursor in) {
    this.in = in;
  }

  /** Reads {@code [name]} and gives the name, which may end in {@code []}. */
  String bracketed() {
    int start = in.at();
    in.countToken();
    in.next();
    int depth = 1;
    StringBuilder name = new StringBuilder();
    while (depth > 0) {
      char c = in.peek();
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (in.atEnd()) {
        throw in.incomplete(
            "EndSquareBracketExpectedAtEndOfType", "Missing ] at end of type token.", in.here());
      } else if (!isTypeChar(c)) {
        throw in.error(
            "MissingTypename", "Missing type name after '['.", new Span(start, start + 1));
      }
      if (depth > 0 && !Chars.isBlank(c)) {
        name.append(c);
      }
      in.next();
    }
    if (name.isEmpty()) {
      throw in.error("MissingTypename", "Missing type name after '['.", in.from(start));
    }
    return name.toString();
  }

  private static boolean isTypeChar(char c) {
    return Chars.isName(c) || Chars.isBlank(c) || c == '.' || c == ',' || c == '+' || c == '`';
  }
}
