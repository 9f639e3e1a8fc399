package dev.freehold.mailserver.imap.answers;

import java.util.Optional;

/**
 * Why a command is refused, as the client is told.
 *
 * @param condition {@code NO}, or {@code BAD} if the command itself is wrong
 * @param code of RFC 5530 and others, without its brackets
 * @param sentence says what happened and what to do, in ASCII; safe to show to the one who asked
 */
public record Refusal(String condition, Optional<String> code, String sentence) {

  /** The memory for what clients send is in use; it is free again soon. */
  public static final Refusal NO_MEMORY =
      no("LIMIT", "too much is being sent to this server just now; try again in a minute");

  /** Something follows a message that has to be the last. */
  public static final Refusal NOT_AT_END =
      new Refusal("BAD", Optional.empty(), "the command does not end after its message");

  /** A {@code NO} with this code. */
  public static Refusal no(String code, String sentence) {
    return new Refusal("NO", Optional.of(code), sentence);
  }

  /** A literal is longer than {@code bytes}. */
  public static Refusal tooBig(int bytes) {
    return no("TOOBIG", "the literal is too long; %d bytes are accepted".formatted(bytes));
  }
}
