package dev.freehold.ledger;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A search among a tenant's entries.
 *
 * @param after 0, or the last sequence of the page before
 * @param max how many entries at most, 1 to 1,000
 * @param from no entry before this moment
 * @param to no entry at this moment or later
 * @param wanted tells whether an entry is wanted; must be quick, since it is called thousands of
 *     times
 */
public record LedgerQuery(
    long after,
    int max,
    Optional<Instant> from,
    Optional<Instant> to,
    Predicate<LedgerEntry> wanted) {

  /** Checks the bounds. */
  public LedgerQuery {
    LedgerLimits.checkPage(after, max);
  }

  boolean hasTimes() {
    return from.isPresent() || to.isPresent();
  }
}
