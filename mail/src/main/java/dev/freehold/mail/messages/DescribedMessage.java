package dev.freehold.mail.messages;

import java.util.Optional;

/**
 * A message with its sealed details, which need its mailbox key.
 *
 * @param message the data that SQL has in clear; authentic if and only if there are details
 * @param details the sealed details; empty if they do not open or do not match the row, because the
 *     row was damaged or changed
 */
public record DescribedMessage(StoredMessage message, Optional<MessageDetails> details) {

  /** Tells whether its row is damaged. */
  public boolean isDamaged() {
    return details.isEmpty();
  }
}
