package dev.freehold.powershell.data.step;

import java.util.List;

/**
 * What Measure-Object was asked for of numbers.
 *
 * @param properties names and wildcards; empty for the objects themselves
 */
public record MeasureOptions(
    List<String> properties,
    boolean sum,
    boolean average,
    boolean maximum,
    boolean minimum,
    boolean standardDeviation) {

  boolean isNumeric() {
    return sum || average || standardDeviation;
  }
}
