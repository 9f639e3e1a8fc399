package dev.freehold.persistence;

import java.util.List;

/**
 * The result of an erasure, which removes deleted and overwritten values from a database's files.
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
