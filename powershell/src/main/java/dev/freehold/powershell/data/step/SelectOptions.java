package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Selector;
import java.util.List;
import java.util.Set;

/**
 * What Select-Object was asked for.
 *
 * @param properties what results have; empty to give objects on as they are
 * @param excluded what they have not
 * @param expand the property whose value is given on instead; null for none
 * @param range which objects
 * @param unique whether each result comes once
 */
public record SelectOptions(
    List<Selector> properties,
    List<Selector> excluded,
    String expand,
    Range range,
    boolean unique) {

  /**
   * Which objects are selected by their place.
   *
   * @param first how many from the beginning; -1 if it was not asked for
   * @param last how many from the end; -1 if it was not asked for
   * @param skip how many to leave out at the beginning, or at the end if only the last are selected
   * @param skipLast how many to leave out at the end
   * @param indexes which places, counted from 0; empty for no choice by place
   */
  public record Range(int first, int last, int skip, int skipLast, Set<Integer> indexes) {

    /** All objects. */
    public static final Range ALL = new Range(-1, -1, 0, 0, Set.of());
  }

  /** Only properties, of all objects. */
  public static SelectOptions of(List<Selector> properties) {
    return new SelectOptions(properties, List.of(), null, Range.ALL, false);
  }

  /** The same with a choice of objects. */
  public SelectOptions in(Range chosen) {
    return new SelectOptions(properties, excluded, expand, chosen, unique);
  }

  /** The same without some properties. */
  public SelectOptions without(List<Selector> selectors) {
    return new SelectOptions(properties, selectors, expand, range, unique);
  }

  /** The same with a property to expand. */
  public SelectOptions expanding(String property) {
    return new SelectOptions(properties, excluded, property, range, unique);
  }

  /** The same with each result once. */
  public SelectOptions once() {
    return new SelectOptions(properties, excluded, expand, range, true);
  }
}
