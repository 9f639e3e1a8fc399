package dev.freehold.ledger;

import java.util.List;

/**
 * A page of search results.
 *
 * @param entries the entries that were found, in order
 * @param lastSequence where the next page begins: after the last entry that was looked at
 * @param more whether there may be more. A page can be short or empty and have more after it,
 *     because a search for one page reads a bounded number of entries and returns about a mebibyte
 *     of them
 */
public record LedgerPage(List<RecordedEntry> entries, long lastSequence, boolean more) {

  /** Copies the list. */
  public LedgerPage {
    entries = List.copyOf(entries);
  }
}
