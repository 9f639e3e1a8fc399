package dev.freehold.crypto.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What waits, by share. Whichever share's turn it is gives the one that came first and goes to the
 * end. Locks itself, and may be locked by others for several steps.
 */
final class FairQueue<T> {

  @GuardedBy("this")
  private final Map<Object, Deque<T>> shares = new LinkedHashMap<>();

  @GuardedBy("this")
  private int waiting;

  synchronized void add(Object share, T one) {
    shares.computeIfAbsent(share, any -> new ArrayDeque<>()).add(one);
    waiting++;
  }

  /** Takes the one whose turn it is, of those shares that may have one now. */
  synchronized Optional<T> next(Predicate<Object> may) {
    for (Iterator<Map.Entry<Object, Deque<T>>> turns = shares.entrySet().iterator();
        turns.hasNext(); ) {
      Map.Entry<Object, Deque<T>> turn = turns.next();
      if (may.test(turn.getKey())) {
        Object share = turn.getKey();
        Deque<T> own = turn.getValue();
        turns.remove();
        T first = own.remove();
        if (!own.isEmpty()) {
          shares.put(share, own);
        }
        waiting--;
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  /** Takes one out; false if it was taken before. */
  synchronized boolean remove(Object share, T one) {
    Deque<T> own = shares.get(share);
    if (own == null || !own.remove(one)) {
      return false;
    }
    if (own.isEmpty()) {
      shares.remove(share);
    }
    waiting--;
    return true;
  }

  synchronized int waiting() {
    return waiting;
  }

  synchronized int waitingOf(Object share) {
    Deque<T> own = shares.get(share);
    return own == null ? 0 : own.size();
  }

  /** How many are taken before one more of this share is. */
  synchronized long before(Object share) {
    int own = waitingOf(share);
    return shares.entrySet().stream()
        .mapToLong(
            entry ->
                entry.getKey().equals(share) ? own : Math.min(entry.getValue().size(), own + 1))
        .sum();
  }
}
