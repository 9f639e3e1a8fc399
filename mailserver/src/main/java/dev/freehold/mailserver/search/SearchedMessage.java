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
record SearchedMessage(
    StoredMessage row,
    boolean isRecent,
    Optional<Envelope> envelope,
    Optional<Set<TextTerm>> matched) {

  /** With its envelope. */
  SearchedMessage with(Optional<Envelope> opened) {
    return new SearchedMessage(row, isRecent, opened, matched);
  }

  /** With what its bytes have. */
  SearchedMessage with(Set<TextTerm> found) {
    return new SearchedMessage(row, isRecent, envelope, Optional.of(found));
  }

  /** Whether its bytes have a term. */
  MatchState has(TextTerm term) {
    return matched.map(found -> MatchState.of(found.contains(term))).orElse(MatchState.OPEN);
  }
}
