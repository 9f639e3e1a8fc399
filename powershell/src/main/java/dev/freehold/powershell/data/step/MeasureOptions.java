package dev.freehold.powershell.data.step;

import java.util.List;

/**
 * The options of Measure-Object for numbers.
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
