package dev.freehold.custody.history;

import java.util.ArrayList;
import java.util.List;

/** When which root of which policy's place refused. Roots are counted from 1. */
final class Permissions {

  private final List<Change> changes = new ArrayList<>();

  private record Change(int place, int root, boolean refuses, long at, long atNanos) {}

  void changed(int place, int root, boolean refuses, long at, long atNanos) {
    changes.add(new Change(place, root, refuses, at, atNanos));
  }

  /** What a root did at some moment between; before its first change it agreed. */
  boolean ever(int place, int root, boolean refused, long from, long to) {
    boolean state = false;
    boolean found = false;
    for (Change change : changes) {
      if (change.place == place && change.root == root && change.at < to) {
        if (change.at > from) {
          found |= state == refused;
        }
        state = change.refuses;
      }
    }
    return found || state == refused;
  }

  /** Whether it did the same all the time, from a time to a place in the history. */
  boolean always(int place, int root, boolean refused, long fromNanos, long to) {
    boolean state = false;
    for (Change change : changes) {
      if (change.place == place && change.root == root && change.at < to) {
        if (change.atNanos > fromNanos && state != refused) {
          return false;
        }
        state = change.refuses;
      }
    }
    return state == refused;
  }
}
