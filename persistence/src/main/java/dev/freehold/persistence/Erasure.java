package dev.freehold.persistence;

import java.util.List;

/**
 * The result of an erasure, which removes deleted and overwritten values from a database's files.
 *
 * @param isComplete whether everything that this process can do was done; if not, {@code left} says
 *     what prevented it for the moment, and the caller repeats the erasure later
 * @param done what was done, one sentence each, for people and the ledger; without values of rows
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
