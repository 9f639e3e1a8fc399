package dev.freehold.custody.purge;

import java.util.Optional;

/** The logs and free pages of the databases, where what was overwritten may still be. */
@FunctionalInterface
public interface Journals {

  /**
   * Makes sure, as far as the databases allow, that nothing that was destroyed is left in them. May
   * be repeated.
   *
   * @return what was done and what was not, in at most 1,024 characters for the ledger; empty if
   *     others who use the databases did not let it, to be repeated later
   */
  Optional<String> erase();
}
