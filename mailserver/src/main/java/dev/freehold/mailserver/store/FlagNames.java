package dev.freehold.mailserver.store;

import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.util.EnumSet;
import java.util.Set;
import javax.mail.Flags;

/** Flags as James has them. */
final class FlagNames {

  private FlagNames() {}

  static Flags toJames(MessageFlags flags) {
    Flags made = new Flags();
    flags.system().forEach(flag -> made.add(toJames(flag)));
    flags.keywords().forEach(made::add);
    return made;
  }

  /**
   * The other way.
   *
   * @throws dev.freehold.mail.MailException {@code keyword-invalid}
   */
  static MessageFlags fromJames(Flags flags) {
    EnumSet<MessageFlag> system = EnumSet.noneOf(MessageFlag.class);
    for (MessageFlag flag : MessageFlag.values()) {
      if (flags.contains(toJames(flag))) {
        system.add(flag);
      }
    }
    return new MessageFlags(system, Set.of(flags.getUserFlags()));
  }

  private static Flags.Flag toJames(MessageFlag flag) {
    return switch (flag) {
      case SEEN -> Flags.Flag.SEEN;
      case ANSWERED -> Flags.Flag.ANSWERED;
      case FLAGGED -> Flags.Flag.FLAGGED;
      case DELETED -> Flags.Flag.DELETED;
      case DRAFT -> Flags.Flag.DRAFT;
      case RECENT -> Flags.Flag.RECENT;
    };
  }
}
