package dev.freehold.mail.messages;

import java.util.Optional;

/**
 * A message with what its mailbox key had to be opened for.
 *
 * @param message what SQL knows of it; true if and only if there are details
 * @param details what is sealed of it; empty if its row is damaged: what SQL says of the message is
 *     not what was stored, and it does not open
 */
public record DescribedMessage(StoredMessage message, Optional<MessageDetails> details) {

  /** Tells whether its row is damaged. */
  public boolean isDamaged() {
    return details.isEmpty();
  }
}
