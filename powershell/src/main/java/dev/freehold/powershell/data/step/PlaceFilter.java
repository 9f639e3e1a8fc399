package dev.freehold.powershell.data.step;

import dev.freehold.powershell.data.step.SelectOptions.Range;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Gives objects on by their place in the stream, and keeps no more of them than it must. */
final class PlaceFilter {

  private final Range range;
  private final Consumer<Object> out;
  private final Deque<Object[]> kept = new ArrayDeque<>();
  private int place;
  private int given;

  PlaceFilter(Range range, Consumer<Object> out) {
    this.range = range;
    this.out = out;
  }

  /** Takes the next object; false if no later one can be wanted. */
  boolean accept(Object value) {
    int at = place++;
    if (!range.indexes().isEmpty()) {
      if (range.indexes().contains(at)) {
        out.accept(value);
      }
      return range.indexes().stream().anyMatch(index -> index > at);
    }
    boolean onlyLast = range.last() >= 0 && range.first() < 0;
    if (!onlyLast && at < range.skip()) {
      return range.first() != 0;
    }
    if (range.first() >= 0 && given < range.first()) {
      given++;
      out.accept(value);
      return given < range.first() || range.last() > 0;
    }
    if (range.last() >= 0) {
      keep(value, range.last() + (onlyLast ? range.skip() : 0));
      return range.last() > 0;
    }
    if (range.first() >= 0) {
      return false;
    }
    if (range.skipLast() > 0) {
      kept.addLast(new Object[] {value});
      if (kept.size() > range.skipLast()) {
        out.accept(kept.removeFirst()[0]);
      }
    } else {
      out.accept(value);
    }
    return true;
  }

  /** Gives the last ones on, if they were asked for. */
  void end() {
    if (range.last() < 0) {
      return;
    }
    int leave = range.first() < 0 ? range.skip() : 0;
    while (kept.size() > leave) {
      out.accept(kept.removeFirst()[0]);
    }
  }

  /** An array of one around each, for a deque holds no null. */
  private void keep(Object value, int most) {
    kept.addLast(new Object[] {value});
    if (kept.size() > most) {
      kept.removeFirst();
    }
  }
}
