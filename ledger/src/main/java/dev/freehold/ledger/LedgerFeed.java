package dev.freehold.ledger;

import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Set;

/**
 * The entries of all tenants in the order of their sequence numbers, for code that sends them
 * elsewhere. No entry with a smaller number ever appears after one that was read, because they get
 * their numbers in turns. Thread-safe.
 */
public final class LedgerFeed {

  private final Database database;

  /** Reads from {@code database}, where a {@link Ledger} is. */
  public LedgerFeed(Database database) {
    this.database = database;
  }

  /**
   * Entries in their order.
   *
   * @param afterSequence 0, or the sequence of the last entry already seen
   * @param max how many at most, 1 to 1,000
   * @throws LedgerException {@link LedgerError#DAMAGED} if one of them cannot be read
   */
  public List<RecordedEntry> after(long afterSequence, int max) {
    LedgerLimits.checkPage(afterSequence, max);
    Integration.beforeReading(database);
    return database.read(tx -> EntryRows.after(tx, afterSequence, max)).stream()
        .map(Ledger::recorded)
        .toList();
  }

  /**
   * Those entries of certain operations, in their order. Entries of others are passed over without
   * being read.
   *
   * @param operations at least one
   * @param afterSequence 0, or the sequence after which to look
   * @param upTo the last sequence to look at
   * @param max how many at most, 1 to 1,000
   * @throws LedgerException {@link LedgerError#DAMAGED} if one of them cannot be read
   */
  public List<RecordedEntry> of(Set<String> operations, long afterSequence, long upTo, int max) {
    LedgerLimits.checkPage(afterSequence, max);
    Integration.beforeReading(database);
    return database
        .read(tx -> EntryRows.ofOperations(tx, operations, afterSequence, upTo, max))
        .stream()
        .map(Ledger::recorded)
        .toList();
  }

  /** The last sequence; 0 if there is none. */
  public long last() {
    Integration.beforeReading(database);
    return database.read(EntryRows::lastSequence);
  }
}
