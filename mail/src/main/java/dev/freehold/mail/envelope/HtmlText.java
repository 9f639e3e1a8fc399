package dev.freehold.mail.envelope;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The text of an HTML page for a preview: without tags, comments, styles and scripts. It is no
 * parser of HTML, and what it gives must not be put into a page unescaped.
 */
final class HtmlText {

  private static final int MAX_ENTITY_CHARS = 10;

  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private HtmlText() {}

  static String of(String html) {
    StringBuilder text = new StringBuilder(html.length());
    int at = 0;
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '<') {
        at = tagEnd(html, at);
        text.append(' ');
      } else if (c == '&') {
        at = entity(html, at, text);
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }

  private static int tagEnd(String html, int from) {
    if (html.startsWith("<!--", from)) {
      return after(html, "-->", from);
    }
    for (String element : new String[] {"style", "script", "head", "title"}) {
      if (isElement(html, from, element)) {
        return after(html, ">", after(html.toLowerCase(Locale.ROOT), "</" + element, from) - 1);
      }
    }
    return after(html, ">", from);
  }

  private static boolean isElement(String html, int from, String element) {
    int end = from + 1 + element.length();
    return html.regionMatches(true, from + 1, element, 0, element.length())
        && end < html.length()
        && !Character.isLetterOrDigit(html.charAt(end));
  }

  /** Behind {@code end}, or at the end of the page. */
  private static int after(String html, String end, int from) {
    int at = html.indexOf(end, from + 1);
    return at < 0 ? html.length() : at + end.length();
  }

  private static int entity(String html, int from, StringBuilder text) {
    int end = html.indexOf(';', from, Math.min(html.length(), from + MAX_ENTITY_CHARS));
    if (end > from + 1) {
      Optional<String> value = value(html.substring(from + 1, end));
      if (value.isPresent()) {
        text.append(value.get());
        return end + 1;
      }
    }
    text.append('&');
    return from + 1;
  }

  private static Optional<String> value(String name) {
    if (!name.startsWith("#")) {
      return Optional.ofNullable(ENTITIES.get(name.toLowerCase(Locale.ROOT)));
    }
    boolean isHex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int character = Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? 16 : 10);
      return Character.isValidCodePoint(character)
          ? Optional.of(Character.toString(character))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
