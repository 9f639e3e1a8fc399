package dev.freehold.custody.nodes;

import java.time.Instant;
import java.util.Optional;

/**
 * A node as operators see it.
 *
 * @param seenAt when its process last wrote that it runs; empty before its first start
 * @param version of the program that it runs; empty before its first start
 * @param authority the fingerprint of its newest local authority, as it wrote it; empty if it shows
 *     none
 */
public record NodeStanding(
    Node node,
    State state,
    Optional<Instant> seenAt,
    Optional<String> version,
    Optional<String> authority) {

  /** What a node does, as far as the database shows. */
  public enum State {
    /** It joined and has not served yet. */
    JOINED,
    /** It has written lately that it runs. */
    SERVING,
    /** It has served, and has not written that of late: it ended, or lost the database. */
    SILENT,
    /** An operator struck it off. */
    REMOVED
  }
}
