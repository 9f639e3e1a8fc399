package dev.freehold.powershell.terminal;

import dev.freehold.powershell.syntax.token.Token;
import dev.freehold.powershell.syntax.token.TokenKind;
import dev.freehold.powershell.syntax.token.TokenScan;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours of a line while it is typed, or none. */
final class LineColours implements Highlighter {

  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  private final boolean coloured;

  LineColours(boolean coloured) {
    this.coloured = coloured;
  }

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    AttributedStringBuilder painted = new AttributedStringBuilder();
    int at = 0;
    if (coloured) {
      for (Token token : TokenScan.of(line)) {
        painted.styled(PLAIN, line.substring(at, token.span().start()));
        at = token.span().end();
        painted.styled(style(token.kind()), line.substring(token.span().start(), at));
      }
    }
    return painted.styled(PLAIN, line.substring(at)).toAttributedString();
  }

  private static AttributedStyle style(TokenKind kind) {
    return switch (kind) {
      case COMMENT -> PLAIN.foreground(AttributedStyle.GREEN);
      case TEXT -> PLAIN.foreground(AttributedStyle.CYAN);
      case COMMAND -> PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.YELLOW);
      case VARIABLE, KEYWORD -> PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.GREEN);
      case PARAMETER, OPERATOR -> PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);
      case NUMBER -> PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.WHITE);
      case TYPE, MEMBER, WORD, OPENING, CLOSING, SEPARATOR -> PLAIN;
    };
  }
}
