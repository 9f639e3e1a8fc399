package dev.freehold.ledger;

import dev.freehold.ledger.entry.PreparedEntry;
import java.time.Instant;

/**
 * An entry on its way into its tenant's log.
 *
 * @param time when it was recorded, in whole milliseconds
 */
record TimedEntry(PreparedEntry entry, Instant time) {}
