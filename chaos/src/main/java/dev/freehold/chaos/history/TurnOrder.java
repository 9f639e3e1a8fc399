package dev.freehold.chaos.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether turns of one register can have happened one after the other, each at a moment between its
 * begin and its end, so that each saw what the one before it left: whether they are linearizable.
 *
 * <p>It searches as Wing and Gong do (1993), and remembers the sets of turns after which it found
 * no way on, as Lowe does (2017). Reads that fit are taken at once, because they never stand in the
 * way of others. What nobody knows to have happened may happen at any time after its begin, or not
 * at all.
 */
final class TurnOrder {

  /**
   * So many sets of turns are looked at; more means that a register has too many unknown writes.
   */
  private static final int MAX_SEEN = 500_000;

  private final List<Turn> turns;
  private final Set<State> seen = new HashSet<>();

  private TurnOrder(List<Turn> turns) {
    this.turns = turns;
  }

  private record State(BitSet done, String value) {}

  /** Tells whether there is an order, with {@code initial} before the first turn. */
  static boolean exists(List<Turn> turns, String initial) {
    List<Turn> sorted = new ArrayList<>(turns);
    sorted.sort(Comparator.comparingLong(Turn::begin));
    return new TurnOrder(sorted).search(new BitSet(), initial);
  }

  /**
   * The first turn, by its end, up to which there is no order.
   *
   * @return nothing if there is an order of all
   */
  static Optional<Turn> firstMisfit(List<Turn> turns, String initial) {
    if (exists(turns, initial)) {
      return Optional.empty();
    }
    List<Turn> ended =
        turns.stream()
            .filter(turn -> !turn.isOptional())
            .sorted(Comparator.comparingLong(Turn::end))
            .toList();
    int fits = 0;
    int fails = ended.size();
    while (fits + 1 < fails) {
      int middle = (fits + fails) / 2;
      if (exists(until(ended.get(middle - 1).end(), turns), initial)) {
        fits = middle;
      } else {
        fails = middle;
      }
    }
    return Optional.of(ended.get(fails - 1));
  }

  /** What was known at a moment. */
  private static List<Turn> until(long moment, List<Turn> turns) {
    List<Turn> known = new ArrayList<>();
    for (Turn turn : turns) {
      if (turn.end() <= moment) {
        known.add(turn);
      } else if (turn.begin() < moment && !turn.isRead()) {
        known.add(turn.uncertain());
      }
    }
    return known;
  }

  private boolean search(BitSet done, String value) {
    long earliestEnd = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < turns.size(); i = done.nextClearBit(i + 1)) {
      earliestEnd = Math.min(earliestEnd, turns.get(i).end());
    }
    if (earliestEnd == Long.MAX_VALUE) {
      return true;
    }
    if (!seen.add(new State((BitSet) done.clone(), value))) {
      return false;
    }
    if (seen.size() > MAX_SEEN) {
      throw new IllegalStateException("too many unknown writes to " + turns.getFirst());
    }
    List<Integer> possible = possible(done, earliestEnd, value);
    for (int i : possible) {
      if (turns.get(i).isRead()) {
        return then(done, i, value);
      }
    }
    for (int i : possible) {
      if (then(done, i, turns.get(i).leaves())) {
        return true;
      }
    }
    return false;
  }

  private boolean then(BitSet done, int next, String value) {
    done.set(next);
    boolean found = search(done, value);
    done.clear(next);
    return found;
  }

  /** Those that begin before any other one has ended, and that fit. */
  private List<Integer> possible(BitSet done, long earliestEnd, String value) {
    List<Integer> possible = new ArrayList<>();
    for (int i = done.nextClearBit(0); i < turns.size(); i = done.nextClearBit(i + 1)) {
      Turn turn = turns.get(i);
      if (turn.begin() > earliestEnd) {
        break;
      }
      if (turn.fits(value)) {
        possible.add(i);
      }
    }
    return possible;
  }
}
