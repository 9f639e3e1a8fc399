package dev.freehold.mail.messages;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.List;

/**
 * The lines of an mbox file around a message, kept so that an export can write the identical file.
 *
 * @param fromLine the separator line with its line end; one character per byte (ISO 8859-1)
 * @param tail the empty line after the message: {@code "\n"}, {@code "\r\n"} or, at the end of a
 *     file, nothing
 * @param quoting how body lines were quoted
 * @param bareFromLines which of the message's lines that could be quoted were not quoted in the
 *     file, counted from 0 in rising order
 */
public record MboxEnvelope(
    String fromLine, String tail, MboxQuoting quoting, List<Integer> bareFromLines) {

  /**
   * Checks the bounds and copies.
   *
   * @throws MailException {@code message-properties-invalid}
   */
  public MboxEnvelope {
    bareFromLines = List.copyOf(bareFromLines);
    require(quoting != null, "quoting is MBOXRD or MBOXO");
    require(fromLine.startsWith("From "), "a separator line begins with \"From \"");
    require(
        fromLine.length() <= MailLimits.MAX_FROM_LINE_BYTES
            && fromLine.chars().allMatch(c -> c <= 0xFF),
        "a separator line has at most %d bytes".formatted(MailLimits.MAX_FROM_LINE_BYTES));
    require(
        fromLine.indexOf('\n') == fromLine.length() - 1,
        "a separator line is one line that ends with a line feed");
    require(
        tail.isEmpty() || tail.equals("\n") || tail.equals("\r\n"),
        "after a message comes one empty line or nothing");
    require(
        bareFromLines.size() <= MailLimits.MAX_BARE_FROM_LINES && rising(bareFromLines),
        "at most %d line numbers, rising".formatted(MailLimits.MAX_BARE_FROM_LINES));
  }

  private static boolean rising(List<Integer> numbers) {
    int previous = -1;
    for (int number : numbers) {
      if (number <= previous) {
        return false;
      }
      previous = number;
    }
    return true;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new MailException(MailError.PROPERTIES_INVALID, rule);
    }
  }
}
