package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Selector;
import java.util.List;

/**
 * The options of Sort-Object.
 *
 * @param properties what to sort by; empty for the objects themselves
 * @param top return only this many from the beginning; 0 for all
 * @param bottom return only this many from the end; 0 for all
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
