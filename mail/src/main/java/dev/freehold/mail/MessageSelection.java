package dev.freehold.mail;

import java.util.List;

/** The bounds of calls that name or list messages. */
final class MessageSelection {

  private MessageSelection() {}

  static void requirePage(int max) {
    if (max < 1 || max > MailLimits.MAX_MESSAGES_PER_CALL) {
      throw new IllegalArgumentException(
          "a page has 1 to %d rows, asked for %d".formatted(MailLimits.MAX_MESSAGES_PER_CALL, max));
    }
  }

  static void requireUids(List<Long> uids) {
    if (uids.isEmpty() || uids.size() > MailLimits.MAX_MESSAGES_PER_CALL) {
      throw new MailException(
          MailError.TOO_MANY_MESSAGES,
          "one call names 1 to %d messages, got %d"
              .formatted(MailLimits.MAX_MESSAGES_PER_CALL, uids.size()));
    }
  }
}
