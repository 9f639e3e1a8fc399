package dev.freehold.custody.history;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whether there is an order of calls, none outside its own time, in which a model allows each. */
final class Linearizable {

  private Linearizable() {}

  /**
   * A call on a model.
   *
   * @param from before which it has no effect
   * @param to after which it has none
   * @param next what the model can be afterwards; empty if the model does not allow it
   */
  record Call<S>(long from, long to, String text, Function<S, Set<S>> next) {}

  private record Point<S>(BitSet done, S state) {}

  static <S> boolean check(S initial, List<Call<S>> unsorted) {
    List<Call<S>> calls =
        unsorted.stream().sorted(Comparator.comparingLong(Call<S>::from)).toList();
    Set<Point<S>> seen = new HashSet<>();
    Deque<Point<S>> open = new ArrayDeque<>();
    open.push(new Point<>(new BitSet(), initial));
    while (!open.isEmpty()) {
      Point<S> point = open.pop();
      if (point.done.cardinality() == calls.size()) {
        return true;
      }
      long bound = Long.MAX_VALUE;
      for (int i = point.done.nextClearBit(0); i < calls.size(); i++) {
        bound = point.done.get(i) ? bound : Math.min(bound, calls.get(i).to);
      }
      for (int i = point.done.nextClearBit(0); i < calls.size() && calls.get(i).from < bound; i++) {
        if (!point.done.get(i)) {
          for (S next : calls.get(i).next.apply(point.state)) {
            BitSet done = (BitSet) point.done.clone();
            done.set(i);
            Point<S> reached = new Point<>(done, next);
            if (seen.add(reached)) {
              open.push(reached);
            }
          }
        }
      }
    }
    return false;
  }
}
