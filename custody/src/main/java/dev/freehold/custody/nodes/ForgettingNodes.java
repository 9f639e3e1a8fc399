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

  /** For the ledger: each node with what is known of it; empty without any. */
  public String words() {
    return Stream.of(
            done.stream().map(name -> name + " overwrote its keys"),
            silent.stream().map(name -> name + " did not answer, its leases have ended"),
            removed.stream().map(name -> name + " was removed"))
        .flatMap(words -> words)
        .collect(Collectors.joining("; "));
  }
}
