package dev.freehold.content.rescue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Copies of one part that were found, the newest first, each once. A bundle that someone made up
 * may have any number: the oldest are left out.
 */
final class Copies<T> {

  /** Many times what crashes and races leave. */
  private static final int MAX = 64;

  private final Comparator<T> newestFirst;
  private final List<T> found = new ArrayList<>();

  Copies(ToLongFunction<T> revision) {
    this.newestFirst = Comparator.comparingLong(revision).reversed();
  }

  void add(T copy) {
    if (found.contains(copy)) {
      return;
    }
    found.add(copy);
    found.sort(newestFirst);
    if (found.size() > MAX) {
      found.removeLast();
    }
  }

  List<T> newestFirst() {
    return List.copyOf(found);
  }
}
