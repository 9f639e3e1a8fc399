package dev.freehold.mail.messages;

/**
 * A change of flags.
 *
 * @param mode how {@code flags} are applied
 * @param flags the flags named in the change
 */
public record FlagChange(Mode mode, MessageFlags flags) {

  /** How a change is applied (RFC 9051 section 6.4.6). */
  public enum Mode {
    /** Adds the flags. */
    ADD,
    /** Removes the flags. */
    REMOVE,
    /** Sets exactly the flags, except that {@code \Recent} stays as it is. */
    REPLACE
  }

  MessageFlags applyTo(MessageFlags before) {
    return switch (mode) {
      case ADD -> before.plus(flags);
      case REMOVE -> before.minus(flags);
      case REPLACE -> {
        MessageFlags recent = MessageFlags.of(MessageFlag.RECENT);
        yield before.has(MessageFlag.RECENT) ? flags.plus(recent) : flags.minus(recent);
      }
    };
  }
}
