package dev.freehold.persistence;

import java.util.ArrayList;
import java.util.List;

/** Gathers what an erasure did and what it could not do. */
final class ErasureNotes {

  private final List<String> done = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private boolean hindered;

  void done(String what) {
    done.add(what);
  }

  /** What cannot be done from here, however often it is tried. */
  void left(String what) {
    left.add(what);
  }

  /** What can be done another time. */
  void hindered(String what) {
    hindered = true;
    left.add(what);
  }

  Erasure erasure() {
    return new Erasure(!hindered, done, left);
  }
}
