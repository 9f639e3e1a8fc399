package dev.freehold.mailserver.search;

import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.messages.StoredMessage;
import java.util.Optional;
import java.util.Set;

/**
 * A message with what was read of it until now.
 *
 * @param isRecent whether the session has it as recent
 * @param envelope its envelope, if it was opened and is not damaged
 * @param matched the terms that its bytes have, if they were read
 */
record Candidate(
    StoredMessage message,
    boolean isRecent,
    Optional<Envelope> envelope,
    Optional<Set<TextTerm>> matched) {

  /** With its envelope. */
  Candidate with(Optional<Envelope> opened) {
    return new Candidate(message, isRecent, opened, matched);
  }

  /** With what its bytes have. */
  Candidate with(Set<TextTerm> found) {
    return new Candidate(message, isRecent, envelope, Optional.of(found));
  }

  /** Whether its bytes have a term. */
  Truth has(TextTerm term) {
    return matched.map(found -> Truth.of(found.contains(term))).orElse(Truth.OPEN);
  }
}
