package dev.freehold.mail.migration.imap;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How a command ended, and what was said before.
 *
 * @param text the status and what follows it
 * @param untagged the responses before, in their order
 */
record ImapAnswer(String text, List<String> untagged) {

  boolean isOk() {
    return text.toUpperCase(Locale.ROOT).startsWith("OK");
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
