package dev.freehold.mailserver.imap.wire;

import dev.freehold.mailserver.MailServerLimits;

/**
 * How long a command may be.
 *
 * @param lineBytes without its literals
 * @param literalBytes all its literals together
 * @param messageBytes a message that it brings
 */
public record CommandBounds(int lineBytes, int literalBytes, int messageBytes) {

  /** Before sign-in, when no command brings a message. */
  public static final CommandBounds OF_STRANGER =
      new CommandBounds(
          MailServerLimits.MAX_COMMAND_BYTES_OF_STRANGER,
          MailServerLimits.MAX_LITERAL_BYTES_OF_STRANGER,
          0);

  /** After sign-in. */
  public static CommandBounds ofUser(int messageBytes) {
    return new CommandBounds(
        MailServerLimits.MAX_COMMAND_BYTES, MailServerLimits.MAX_LITERAL_BYTES, messageBytes);
  }
}
