package dev.freehold.persistence;

import java.util.ArrayList;
import java.util.List;

/** Gathers what an erasure did and what it could not do. */
public final class ErasureNotes {

  private static final int MAX_NAMES = 8;

  private final List<String> done = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private boolean hindered;

  /** Notes what was done. */
  public void done(String what) {
    done.add(what);
  }

  /** What cannot be done from here, however often it is tried. */
  public void left(String what) {
    left.add(what);
  }

  /** What can be done another time. */
  public void hindered(String what) {
    hindered = true;
    left.add(what);
  }

  /** The names of tables, the first few, since words for the ledger are bounded. */
  public static String names(List<String> tables) {
    int more = tables.size() - MAX_NAMES;
    String first = String.join(", ", tables.subList(0, Math.min(tables.size(), MAX_NAMES)));
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }

  /** What was done and what could not be. */
  public Erasure erasure() {
    return new Erasure(!hindered, done, left);
  }
}
