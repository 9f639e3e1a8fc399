package dev.freehold.custody.nodes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether every node has overwritten what it had in memory of purged policies.
 *
 * @param done names of nodes that said so
 * @param silent names of nodes that did not; only the end of their leases ends what they had
 * @param removed names of nodes that operators struck off, the newest first
 * @param longestLease of any of them
 */
public record ForgettingNodes(
    List<String> done, List<String> silent, List<String> removed, Duration longestLease) {

  private static final int MAX_REMOVED_NAMED = 8;

  /** Whether nobody has to be waited for: there are nodes, and each said so. */
  public boolean isEveryone() {
    return !done.isEmpty() && silent.isEmpty();
  }

  /** For people who watch: whom a purge waits for. */
  public String waitedFor() {
    return silent.isEmpty()
        ? "No node has said yet that it overwrote its keys"
        : "Not heard from yet: " + String.join(", ", silent);
  }

  /**
   * For the ledger: each node with what is known of it; empty without any. Of removed ones the
   * newest are named, so that the words of as many nodes as there can be fit into a detail.
   */
  public String words() {
    List<String> newest = removed.subList(0, Math.min(removed.size(), MAX_REMOVED_NAMED));
    int others = removed.size() - newest.size();
    return Stream.of(
            said(done, " overwrote its keys", " overwrote their keys"),
            said(
                silent,
                " did not answer, its leases have ended",
                " did not answer, their leases have ended"),
            said(newest, " was removed", " were removed"),
            others == 0 ? "" : others + " more removed earlier")
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String said(List<String> names, String ofOne, String ofSeveral) {
    return switch (names.size()) {
      case 0 -> "";
      case 1 -> names.getFirst() + ofOne;
      default -> String.join(", ", names) + ofSeveral;
    };
  }
}
