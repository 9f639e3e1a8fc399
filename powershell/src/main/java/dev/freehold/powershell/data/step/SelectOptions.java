package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Selector;
import java.util.List;
import java.util.Set;

/**
 * The options of Select-Object.
 *
 * @param properties the properties of the results; empty to pass objects on unchanged
 * @param excluded the properties to leave out
 * @param expand the property whose value is passed on instead of the object; null for none
 * @param range which objects
 * @param unique whether to pass on equal results only once
 */
public record SelectOptions(
    List<Selector> properties,
    List<Selector> excluded,
    String expand,
    Range range,
    boolean unique) {

  /**
   * Selects objects by their position.
   *
   * @param first how many from the beginning; -1 if not given
   * @param last how many from the end; -1 if not given
   * @param skip how many to leave out at the beginning, or at the end if only the last are selected
   * @param skipLast how many to leave out at the end
   * @param indexes which positions, counted from 0; empty for no choice by position
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
