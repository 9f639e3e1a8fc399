package dev.freehold.mail.migration.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a command ended, and what was said before.
 *
 * @param text the status and what follows it
 * @param untagged the responses before, in their order
 */
record ImapAnswer(String text, List<String> untagged) {

  private static final Pattern CAPABILITIES =
      Pattern.compile("(?:^\\* |\\[)CAPABILITY ([^\\]\r\n]*)", Pattern.CASE_INSENSITIVE);

  /** What the server is able to do, in upper case; empty if these responses do not tell. */
  static Optional<Set<String>> capabilities(List<String> responses) {
    return responses.stream()
        .map(CAPABILITIES::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(told -> words(told.group(1)));
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.strip().toUpperCase(Locale.ROOT).split(" +")));
  }

  /** The same of this answer. */
  Optional<Set<String>> capabilities() {
    return capabilities(untagged).or(() -> capabilities(List.of(text)));
  }

  boolean isOk() {
    return text.toUpperCase(Locale.ROOT).startsWith("OK");
  }

  /** The server has understood, and does not do it. */
  boolean isRefusal() {
    return text.toUpperCase(Locale.ROOT).startsWith("NO");
  }

  /** RFC 5530: the server is not able to now, which says nothing about what was asked for. */
  boolean isBusy() {
    String reason = text.toUpperCase(Locale.ROOT);
    return !isOk() && Stream.of("[UNAVAILABLE]", "[INUSE]", "[LIMIT]").anyMatch(reason::contains);
  }

  ImapAnswer requireOk(SourceError otherwise) throws SourceException {
    if (!isOk()) {
      throw new SourceException(otherwise);
    }
    return this;
  }
}
