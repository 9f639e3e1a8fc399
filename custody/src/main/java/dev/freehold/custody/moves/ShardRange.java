package dev.freehold.custody.moves;

import java.util.UUID;

/**
 * The part of all ids that one shard of a job has, by their first byte.
 *
 * @param after below every id of the part
 * @param last at or above every id of the part
 */
record ShardRange(UUID after, UUID last) {

  private static final int FIRST_BYTES = 256;
  private static final int FIRST_BYTE_SHIFT = 56;

  /** No random id (RFC 9562, version 4) ends in zeros or in ones alone, so none is a border. */
  static ShardRange of(int shard, int shards) {
    long from = (long) FIRST_BYTES * shard / shards;
    long to = (long) FIRST_BYTES * (shard + 1) / shards;
    return new ShardRange(
        new UUID(from << FIRST_BYTE_SHIFT, 0), new UUID((to << FIRST_BYTE_SHIFT) - 1, -1));
  }

  ShardRange startingAfter(UUID id) {
    return new ShardRange(id, last);
  }
}
