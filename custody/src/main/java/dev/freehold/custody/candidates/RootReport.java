package dev.freehold.custody.candidates;

import dev.freehold.custody.roots.RootKeyUri;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found about two keys that are to become roots.
 *
 * @param together about both together
 * @param keys about each, in the order in which they were named
 */
public record RootReport(List<RootFinding> together, List<OfKey> keys) {

  /** Copies the lists. */
  public RootReport {
    together = List.copyOf(together);
    keys = List.copyOf(keys);
  }

  /**
   * What was found about one key.
   *
   * @param uri its address in canonical form, if it is one
   * @param version the version that would be used, if the vault named one
   */
  public record OfKey(
      Optional<RootKeyUri> uri, Optional<RootKeyUri> version, List<RootFinding> findings) {

    /** Copies the list. */
    public OfKey {
      findings = List.copyOf(findings);
    }
  }

  /** Whether every rule holds. */
  public boolean isSound() {
    return all().allMatch(one -> one.outcome() == RootFinding.Outcome.HELD);
  }

  /** The codes of the rules that are broken, each once. */
  public List<String> codes() {
    return all().flatMap(one -> one.code().stream()).distinct().toList();
  }

  private Stream<RootFinding> all() {
    return Stream.concat(together.stream(), keys.stream().flatMap(key -> key.findings().stream()));
  }
}
