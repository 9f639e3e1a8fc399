package dev.freehold.vault.throttling;

import java.time.Duration;

/** What a node may still count without asking again. Thread-safe. */
interface Grants {

  /**
   * What was granted.
   *
   * @param amount 0 if not even the least that was asked for is left
   * @param left how long the interval lasts still for which it was granted
   */
  record Grant(long amount, Duration left) {}

  /**
   * Asks for more of what all nodes may count for {@code name} in the present interval.
   *
   * @param least what is needed; any amount is granted in an empty interval
   * @param wish what would spare further questions, {@code least} or more
   * @param limit how much all nodes get together
   * @throws dev.freehold.persistence.PersistenceException if nobody can say
   */
  Grant ask(String name, long least, long wish, long limit);
}
