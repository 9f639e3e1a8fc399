package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Selector;
import java.util.List;

/**
 * What Sort-Object was asked for.
 *
 * @param properties what to sort by; empty for the objects themselves
 * @param top how many of the first to give; 0 for all
 * @param bottom how many of the last to give; 0 for all
 */
public record SortOptions(
    List<Selector> properties,
    boolean descending,
    boolean unique,
    boolean caseSensitive,
    int top,
    int bottom) {

  /** Upwards by some properties. */
  public static SortOptions by(List<Selector> properties) {
    return new SortOptions(properties, false, false, false, 0, 0);
  }
}
