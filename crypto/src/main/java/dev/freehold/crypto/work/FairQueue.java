package dev.freehold.crypto.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Work that waits. Whoever's turn it is gives one piece and goes to the end. Locks itself, and may
 * be locked by others for several steps.
 */
final class FairQueue {

  private final Map<Object, Deque<Piece<?>>> shares = new LinkedHashMap<>();
  private int waiting;

  synchronized void add(Piece<?> piece) {
    shares.computeIfAbsent(piece.share(), any -> new ArrayDeque<>()).add(piece);
    waiting++;
  }

  /** Takes the piece whose turn it is, null if none waits. */
  synchronized Piece<?> next() {
    if (waiting == 0) {
      return null;
    }
    Object turn = shares.keySet().iterator().next();
    Deque<Piece<?>> pieces = shares.remove(turn);
    Piece<?> first = pieces.remove();
    if (!pieces.isEmpty()) {
      shares.put(turn, pieces);
    }
    waiting--;
    return first;
  }

  /** Takes a piece out; false if it was taken before. */
  synchronized boolean remove(Piece<?> piece) {
    Deque<Piece<?>> pieces = shares.get(piece.share());
    if (pieces == null || !pieces.remove(piece)) {
      return false;
    }
    if (pieces.isEmpty()) {
      shares.remove(piece.share());
    }
    waiting--;
    return true;
  }

  synchronized int waiting() {
    return waiting;
  }

  synchronized int waitingOf(Object share) {
    Deque<Piece<?>> pieces = shares.get(share);
    return pieces == null ? 0 : pieces.size();
  }

  /** How many pieces are taken before one more of this share is. */
  synchronized long before(Object share) {
    int own = waitingOf(share);
    return shares.entrySet().stream()
        .mapToLong(
            entry ->
                entry.getKey().equals(share) ? own : Math.min(entry.getValue().size(), own + 1))
        .sum();
  }
}
