package dev.freehold.mail.format;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.envelope.HeaderDates;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the beginning of a message, at most {@link MailLimits#MAX_PEEK_BYTES}, for its date and the
 * status that mbox programs write into the header. It never changes bytes.
 */
public final class HeaderPeek {

  private final byte[] start;
  private final String header;

  private HeaderPeek(byte[] start) {
    this.start = start;
    this.header = headerOf(new String(start, StandardCharsets.ISO_8859_1));
  }

  /** Reads the start of {@code in}; closes nothing. */
  public static HeaderPeek of(InputStream in) throws IOException {
    return new HeaderPeek(in.readNBytes(MailLimits.MAX_PEEK_BYTES));
  }

  /** The message's first bytes, at most {@code count}. */
  public byte[] firstBytes(int count) {
    return Arrays.copyOf(start, Math.min(count, start.length));
  }

  /** When the message was last received, as its topmost Received field says, or else its Date. */
  public Optional<Instant> date() {
    return field("received")
        .map(value -> value.substring(value.lastIndexOf(';') + 1))
        .flatMap(HeaderDates::parse)
        .or(() -> field("date").flatMap(HeaderDates::parse));
  }

  /**
   * The flags in {@code Status} and {@code X-Status}: R read, A answered, F flagged, D deleted, T
   * draft. A message without {@code O} (old) in its Status is not recent for that: not every
   * program writes the field.
   */
  public MessageFlags statusFlags() {
    String letters = field("status").orElse("") + field("x-status").orElse("");
    Set<MessageFlag> flags = EnumSet.noneOf(MessageFlag.class);
    add(flags, letters, 'R', MessageFlag.SEEN);
    add(flags, letters, 'A', MessageFlag.ANSWERED);
    add(flags, letters, 'F', MessageFlag.FLAGGED);
    add(flags, letters, 'D', MessageFlag.DELETED);
    add(flags, letters, 'T', MessageFlag.DRAFT);
    return new MessageFlags(flags, Set.of());
  }

  private static void add(Set<MessageFlag> flags, String letters, char letter, MessageFlag flag) {
    if (letters.indexOf(letter) >= 0) {
      flags.add(flag);
    }
  }

  /** The unfolded value of the first field of this name. */
  Optional<String> field(String name) {
    String prefix = name + ":";
    int at = 0;
    while (at < header.length()) {
      int end = endOfField(at);
      if (header.regionMatches(true, at, prefix, 0, prefix.length())) {
        String value = header.substring(at + prefix.length(), end);
        return Optional.of(value.replace('\r', ' ').replace('\n', ' ').strip());
      }
      at = end;
    }
    return Optional.empty();
  }

  /** After the line feed that is not followed by white space. */
  private int endOfField(int from) {
    int at = from;
    while (true) {
      int lineFeed = header.indexOf('\n', at);
      if (lineFeed < 0) {
        return header.length();
      }
      at = lineFeed + 1;
      if (at >= header.length() || (header.charAt(at) != ' ' && header.charAt(at) != '\t')) {
        return at;
      }
    }
  }

  private static String headerOf(String text) {
    int unix = text.indexOf("\n\n");
    int internet = text.indexOf("\n\r\n");
    int end = unix < 0 ? internet : internet < 0 ? unix : Math.min(unix, internet);
    return end < 0 ? text : text.substring(0, end + 1);
  }
}
