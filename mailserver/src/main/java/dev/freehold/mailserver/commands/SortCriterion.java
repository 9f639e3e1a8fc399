package dev.freehold.mailserver.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One of the keys of a SORT.
 *
 * @param isReverse whether the highest comes first
 */
record SortCriterion(SortKey key, boolean isReverse) {

  /** Sorts by all criteria; what is equal in all of them stays in the order of UIDs. */
  static List<OrderFacts> sort(List<OrderFacts> messages, List<SortCriterion> criteria) {
    Comparator<OrderFacts> order = (_, _) -> 0;
    for (SortCriterion criterion : criteria) {
      Comparator<OrderFacts> next = criterion.key.order();
      order = order.thenComparing(criterion.isReverse ? next.reversed() : next);
    }
    List<OrderFacts> sorted = new ArrayList<>(messages);
    sorted.sort(order.thenComparingLong(OrderFacts::uid));
    return sorted;
  }
}
