package dev.freehold.custody.moves;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a shard of a move is: first every key moves, so that new content is under the new policy as
 * soon as can be; then what is left under renewed keys is sealed again.
 *
 * @param phase which of the two
 * @param after the owner after which it goes on; empty at the beginning of the phase
 * @param emptied the key of that owner that was dealt with last in this phase; if it was destroyed,
 *     its part of the bundle may still be there
 */
record MovePosition(Phase phase, Optional<UUID> after, Optional<UUID> emptied) {

  private static final String SEPARATOR = ":";

  /** The parts of the work. */
  enum Phase {
    KEYS,
    CONTENT
  }

  static MovePosition parse(String text) {
    if (text.isEmpty()) {
      return new MovePosition(Phase.KEYS, Optional.empty(), Optional.empty());
    }
    String[] parts = text.split(SEPARATOR, -1);
    return new MovePosition(Phase.valueOf(parts[0]), id(parts, 1), id(parts, 2));
  }

  private static Optional<UUID> id(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? Optional.of(UUID.fromString(parts[index]))
        : Optional.empty();
  }

  static String keysAfter(UUID ownerId) {
    return Phase.KEYS + SEPARATOR + ownerId;
  }

  static String content() {
    return Phase.CONTENT + SEPARATOR;
  }

  static String contentAfter(RetiredKey key) {
    return Phase.CONTENT + SEPARATOR + key.ownerId() + SEPARATOR + key.ownerKeyId();
  }

  ShardRange within(ShardRange range) {
    return after.map(range::startingAfter).orElse(range);
  }
}
