package dev.freehold.custody.moves;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a shard of a move is: first every key moves, so that new content is under the new policy as
 * soon as can be; then what is left under renewed keys is sealed again.
 *
 * @param phase which of the two
 * @param after the owner after which it goes on; empty at the beginning of the phase
 */
record MovePosition(Phase phase, Optional<UUID> after) {

  private static final String SEPARATOR = ":";

  /** The parts of the work. */
  enum Phase {
    KEYS,
    CONTENT
  }

  static MovePosition parse(String text) {
    if (text.isEmpty()) {
      return new MovePosition(Phase.KEYS, Optional.empty());
    }
    int separator = text.indexOf(SEPARATOR);
    String id = text.substring(separator + 1);
    return new MovePosition(
        Phase.valueOf(text.substring(0, separator)),
        id.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(id)));
  }

  static String keysAfter(UUID ownerId) {
    return Phase.KEYS + SEPARATOR + ownerId;
  }

  static String content() {
    return Phase.CONTENT + SEPARATOR;
  }

  static String contentAfter(UUID ownerId) {
    return Phase.CONTENT + SEPARATOR + ownerId;
  }

  ShardRange within(ShardRange range) {
    return after.map(range::startingAfter).orElse(range);
  }
}
