package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import dev.freehold.powershell.value.TypeNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The values by which objects are sorted and grouped. */
final class SortKeys {

  private static final Set<PsKind> NUMBERS =
      Set.of(PsKind.BYTE, PsKind.INT, PsKind.LONG, PsKind.DOUBLE, PsKind.DECIMAL);

  private static final Set<PsKind> ORDERED_KINDS =
      Set.of(
          PsKind.CHAR,
          PsKind.BOOLEAN,
          PsKind.DATE,
          PsKind.DATE_OFFSET,
          PsKind.TIME_SPAN,
          PsKind.GUID,
          PsKind.VERSION);

  private SortKeys() {}

  /** A value for each selector; the object itself if there is none. */
  static List<Object> of(Object value, List<Selector> selectors) {
    List<Object> keys = new ArrayList<>();
    selectors.forEach(selector -> keys.add(selector.value(value)));
    if (selectors.isEmpty()) {
      keys.add(value);
    }
    return keys;
  }

  static boolean equal(List<Object> one, List<Object> other, boolean caseSensitive) {
    for (int at = 0; at < one.size(); at++) {
      if (!Comparison.equal(one.get(at), other.get(at), caseSensitive)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The order of one key. Values of one kind have their own order, all others that of their texts:
   * deciding so for the whole column, not for each pair, keeps the order transitive.
   */
  static Comparator<Object> order(List<Object> column, boolean caseSensitive) {
    Set<PsKind> kinds =
        column.stream()
            .filter(Objects::nonNull)
            .map(value -> TypeNames.kindOf(value).orElse(PsKind.OBJECT))
            .map(kind -> NUMBERS.contains(kind) ? PsKind.DOUBLE : kind)
            .collect(Collectors.toSet());
    boolean own =
        kinds.size() == 1 && (kinds.contains(PsKind.DOUBLE) || ORDERED_KINDS.containsAll(kinds));
    return (one, other) -> {
      if (one == null || other == null) {
        return Boolean.compare(one != null, other != null);
      }
      return own
          ? Comparison.compare(one, other, caseSensitive)
          : Comparison.compareTexts(Text.of(one), Text.of(other), caseSensitive);
    };
  }

  /** Whether a selector sorts downwards: as it says itself, or as the whole is sorted. */
  static boolean descends(Selector selector, boolean descending) {
    if (selector.option("descending").isPresent()) {
      return Truth.of(selector.option("descending").get());
    }
    return selector.option("ascending").isPresent()
        ? !Truth.of(selector.option("ascending").get())
        : descending;
  }
}
