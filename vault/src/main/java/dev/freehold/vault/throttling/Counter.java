package dev.freehold.vault.throttling;

import java.time.Duration;

/**
 * Counts for each key what was done since its present interval began. Thread-safe.
 *
 * @param <K> what is counted for
 */
interface Counter<K> {

  /**
   * Counts {@code weight} more for {@code key} if that makes at most {@code limit}, and tells
   * whether it did. One piece of any weight always fits into an empty interval.
   */
  boolean take(K key, long weight, long limit);

  /** Takes back what was counted. */
  void give(K key, long weight);

  /** How long the present interval of {@code key} lasts still. */
  Duration left(K key);
}
