package dev.freehold.server.coverage;

import java.nio.file.Path;
import java.util.List;

/**
 * The places where data is stored, and what protects it there.
 *
 * @param dataFolder the folder that was looked at
 * @param places every place, ordered by area
 */
public record CoverageReport(Path dataFolder, List<Place> places) {

  /** Copies the list. */
  public CoverageReport {
    places = List.copyOf(places);
  }

  /** What no rule covers, and what is differs from its rule. */
  public List<Place> findings() {
    return places.stream().filter(place -> place.protection().means().isFinding()).toList();
  }

  /** Whether every place is covered by a rule and is as the rule says. */
  public boolean isComplete() {
    return findings().isEmpty();
  }
}
