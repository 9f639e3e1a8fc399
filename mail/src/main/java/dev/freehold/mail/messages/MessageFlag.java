package dev.freehold.mail.messages;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The system flags of IMAP (RFC 9051 section 2.3.2) with their bit in SQL, never renumbered. */
public enum MessageFlag {
  /** Has been read. */
  SEEN(1),
  /** Has been answered. */
  ANSWERED(2),
  /** Is marked for attention. */
  FLAGGED(4),
  /** Is to be removed by the next expunge. */
  DELETED(8),
  /** Is not finished. */
  DRAFT(16),
  /** No session has been told of it yet. */
  RECENT(32);

  private final int bit;

  MessageFlag(int bit) {
    this.bit = bit;
  }

  /** How IMAP writes it, such as {@code \Seen}. */
  public String imapName() {
    return "\\" + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  static int bits(Set<MessageFlag> flags) {
    return flags.stream().mapToInt(flag -> flag.bit).sum();
  }

  static Set<MessageFlag> ofBits(int bits) {
    Set<MessageFlag> flags = EnumSet.noneOf(MessageFlag.class);
    for (MessageFlag flag : values()) {
      if ((bits & flag.bit) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
