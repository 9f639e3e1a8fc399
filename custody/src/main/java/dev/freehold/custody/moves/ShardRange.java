package dev.freehold.custody.moves;

import java.util.UUID;

/**
 * The part of all ids that one shard of a job has. A border is the id of an owner, the last of the
 * part that ends there.
 *
 * @param after below every id of the part
 * @param last at or above every id of the part
 */
record ShardRange(UUID after, UUID last) {

  /** Nothing has this id (RFC 9562, section 5.9), and in databases it is before all others. */
  static final UUID BEFORE_ALL = new UUID(0, 0);

  /** Nothing has this id (RFC 9562, section 5.10), and in databases it is after all others. */
  static final UUID AFTER_ALL = new UUID(-1, -1);

  ShardRange startingAfter(UUID id) {
    return new ShardRange(id, last);
  }
}
