package dev.freehold.persistence;

import java.util.List;

/**
 * What was done so that deleted and overwritten values are not left in a database's files.
 *
 * @param isComplete whether all that can be done from here was done; if not, something was in the
 *     way for the moment, {@code left} says what, and it is to be repeated later
 * @param done what was done, one sentence each, for people and the ledger; no value of any row
 * @param left where copies may still be, and who can remove them
 */
public record Erasure(boolean isComplete, List<String> done, List<String> left) {

  /** Copies the lists. */
  public Erasure {
    done = List.copyOf(done);
    left = List.copyOf(left);
  }

  /** All of it in one text. */
  public String words() {
    return left.isEmpty()
        ? String.join("; ", done)
        : "%s; not done: %s".formatted(String.join("; ", done), String.join("; ", left));
  }
}
