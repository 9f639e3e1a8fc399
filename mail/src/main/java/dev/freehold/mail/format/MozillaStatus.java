package dev.freehold.mail.format;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What Thunderbird writes into the header of its copy of a message: {@code X-Mozilla-Status} and
 * {@code X-Mozilla-Status2} in hexadecimal, and {@code X-Mozilla-Keys}. Anybody who sends mail can
 * write such fields, so they say something in Thunderbird's own files only, where they come first.
 *
 * @param flags the flags and keywords
 * @param isDeleted whether the message was deleted and is only there until its folder is compacted
 */
public record MozillaStatus(MessageFlags flags, boolean isDeleted) {

  private static final int READ = 0x1;
  private static final int REPLIED = 0x2;
  private static final int MARKED = 0x4;
  private static final int EXPUNGED = 0x8;
  private static final int FORWARDED = 0x1000;

  /** Of the second field: deleted at the server, which has not removed it yet. */
  private static final int IMAP_DELETED = 0x20_0000;

  /** What the header says; nothing if it has no such fields. */
  public static MozillaStatus of(HeaderPeek header) {
    int status = number(header, "x-mozilla-status");
    Set<MessageFlag> flags = EnumSet.noneOf(MessageFlag.class);
    add(flags, status & READ, MessageFlag.SEEN);
    add(flags, status & REPLIED, MessageFlag.ANSWERED);
    add(flags, status & MARKED, MessageFlag.FLAGGED);
    add(flags, number(header, "x-mozilla-status2") & IMAP_DELETED, MessageFlag.DELETED);
    Set<String> keywords =
        Arrays.stream(header.field("x-mozilla-keys").orElse("").split("\\s+", -1))
            .filter(MessageFlags::isKeyword)
            .limit(MailLimits.MAX_KEYWORDS - 1L)
            .collect(Collectors.toCollection(TreeSet::new));
    if ((status & FORWARDED) != 0) {
      keywords.add(MessageFlags.FORWARDED);
    }
    return new MozillaStatus(new MessageFlags(flags, keywords), (status & EXPUNGED) != 0);
  }

  private static void add(Set<MessageFlag> flags, int bit, MessageFlag flag) {
    if (bit != 0) {
      flags.add(flag);
    }
  }

  private static int number(HeaderPeek header, String field) {
    return header
        .field(field)
        .filter(text -> text.matches("[0-9A-Fa-f]{1,8}"))
        .map(text -> Integer.parseUnsignedInt(text, 16))
        .orElse(0);
  }
}
