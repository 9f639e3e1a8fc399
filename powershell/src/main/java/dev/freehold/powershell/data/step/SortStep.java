package dev.freehold.powershell.data.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Sort-Object: objects that are equal by all keys keep their order. */
public final class SortStep implements Step {

  private record Keyed(Object value, List<Object> keys) {}

  private final SortOptions options;
  private final Consumer<Object> out;
  private final List<Keyed> kept = new ArrayList<>();

  /** Makes the step of one pipeline. */
  public SortStep(SortOptions options, Consumer<Object> out) {
    this.options = options;
    this.out = out;
  }

  @Override
  public boolean accept(Object value) {
    kept.add(new Keyed(value, SortKeys.of(value, options.properties())));
    return true;
  }

  @Override
  public void end() {
    kept.sort(order());
    List<Keyed> sorted = options.unique() ? distinct() : kept;
    int from = options.bottom() > 0 ? Math.max(0, sorted.size() - options.bottom()) : 0;
    int to = options.top() > 0 ? Math.min(sorted.size(), options.top()) : sorted.size();
    sorted.subList(Math.min(from, to), to).forEach(each -> out.accept(each.value()));
  }

  private Comparator<Keyed> order() {
    Comparator<Keyed> order = (_, _) -> 0;
    for (int key = 0; key < Math.max(1, options.properties().size()); key++) {
      int place = key;
      List<Object> column = new ArrayList<>();
      kept.forEach(each -> column.add(each.keys().get(place)));
      Comparator<Object> byKey = SortKeys.order(column, options.caseSensitive());
      boolean descends =
          options.properties().isEmpty()
              ? options.descending()
              : SortKeys.descends(options.properties().get(place), options.descending());
      Comparator<Keyed> byPlace =
          (one, other) -> byKey.compare(one.keys().get(place), other.keys().get(place));
      order = order.thenComparing(descends ? byPlace.reversed() : byPlace);
    }
    return order;
  }

  private List<Keyed> distinct() {
    List<Keyed> distinct = new ArrayList<>();
    for (Keyed each : kept) {
      if (distinct.isEmpty()
          || !SortKeys.equal(distinct.getLast().keys(), each.keys(), options.caseSensitive())) {
        distinct.add(each);
      }
    }
    return distinct;
  }
}
