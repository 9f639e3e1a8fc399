package dev.freehold.server.restore;

import dev.freehold.custody.copies.KeyReach;
import dev.freehold.custody.copies.TriedWay;
import java.util.List;
import java.util.UUID;

/**
 * The finding about one policy.
 *
 * @param name empty if only a key bundle knows the policy
 * @param kind as the database has it, such as {@code MAILBOX}; empty if only a key bundle knows the
 *     policy
 * @param state as the database has it, such as {@code PURGED}; empty likewise
 * @param isPurged whether it is known to have been purged, from the list given or the backup itself
 * @param ways each way to open its key, and the result
 */
public record PolicyResult(
    UUID id,
    String name,
    String kind,
    String state,
    boolean isPurged,
    KeyReach standing,
    List<TriedWay> ways) {

  /** Copies the list. */
  public PolicyResult {
    ways = List.copyOf(ways);
  }
}
