package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The audit log of one database: entries of all tenants in one sequence, each a leaf of one RFC
 * 6962 Merkle tree whose root is known after every append. Entries are never changed.
 *
 * <p>Safe for use by many threads and, on PostgreSQL, by many processes: appends take their turns
 * at one row. A transaction that also appends does so as its last step, or it holds up all others
 * and may deadlock with them.
 */
public final class Ledger {

  /** The tables of the ledger, for opening the database it lives in. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("ledger");

  private final Database database;
  private final Clock clock;
  private final SharedAppends shared = new SharedAppends(this::appendTogether);

  /** A ledger on {@code database}, which was opened with {@link #MIGRATIONS}. */
  public Ledger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Records {@code entry}; it is durable when this returns. Entries that come at the same time
   * share a transaction.
   *
   * @return its sequence
   * @throws LedgerException {@link LedgerError#UNAVAILABLE} if it could not be recorded; the caller
   *     must refuse the act then
   */
  public long append(LedgerEntry entry) {
    return shared.append(entry);
  }

  private long appendTogether(List<LedgerEntry> entries) {
    try {
      return database.write(handle -> appendAtHead(handle, entries));
    } catch (RuntimeException e) {
      // Whatever it is, there is no entry, so there must be no act.
      throw unavailable(e);
    }
  }

  /**
   * Records {@code entry} in the caller's transaction: it is durable if and only if that one is.
   *
   * @param transaction of the ledger's own database
   * @return its sequence, which another entry gets if the transaction is undone
   * @throws LedgerException {@link LedgerError#UNAVAILABLE} if it could not be recorded; the caller
   *     must let the transaction fail
   */
  public long append(Handle transaction, LedgerEntry entry) {
    try {
      return appendAtHead(transaction, List.of(entry));
    } catch (RuntimeException e) {
      // Whatever it is, there is no entry, so there must be no act.
      throw unavailable(e);
    }
  }

  /** Returns the sequence of the first. */
  private long appendAtHead(Handle transaction, List<LedgerEntry> entries) {
    MerkleFrontier tree = LedgerRows.lockHead(transaction, entries.size());
    long first = tree.size() + 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<LedgerRows.Row> rows = new ArrayList<>(entries.size());
    for (LedgerEntry entry : entries) {
      byte[] bytes = EntryFormat.write(tree.size() + 1, now, entry);
      MerkleHash leaf = MerkleHash.ofLeaf(bytes);
      tree = tree.append(leaf);
      rows.add(LedgerRows.Row.of(tree, now, entry, bytes, leaf));
    }
    LedgerRows.insert(transaction, rows);
    LedgerRows.saveFrontier(transaction, tree);
    return first;
  }

  /**
   * How many entries there are, and the root of the tree over them.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if that is not recorded any more
   */
  public LedgerHead head() {
    Optional<LedgerRows.Head> head = database.read(LedgerRows::head);
    try {
      MerkleFrontier tree = head.orElseThrow().tree();
      return new LedgerHead(tree.size(), tree.root());
    } catch (NoSuchElementException | IllegalArgumentException e) {
      throw new LedgerException(
          LedgerError.DAMAGED, "the head of the ledger cannot be read; verify the ledger", e);
    }
  }

  /**
   * The tenant's entries in their order.
   *
   * @param afterSequence 0, or the sequence of the last entry already seen
   * @param max how many at most, 1 to 1,000
   * @throws LedgerException {@link LedgerError#DAMAGED} if one of them cannot be read
   */
  public List<RecordedEntry> entries(UUID tenantId, long afterSequence, int max) {
    LedgerLimits.checkPage(afterSequence, max);
    return database
        .read(handle -> LedgerRows.ofTenantAfter(handle, tenantId, afterSequence, max))
        .stream()
        .map(Ledger::recorded)
        .toList();
  }

  /**
   * Looks for some of the tenant's entries, through at most ten thousand at a time.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if one that is looked at cannot be read
   */
  public LedgerPage search(UUID tenantId, LedgerQuery query) {
    return new LedgerSearch(database, tenantId, query).run();
  }

  static RecordedEntry recorded(LedgerRows.Row row) {
    try {
      EntryFormat.Content content = EntryFormat.read(row.entry());
      return new RecordedEntry(
          row.sequence(), content.time(), content.entry(), MerkleHash.fromBytes(row.leafHash()));
    } catch (IOException | IllegalArgumentException e) {
      throw new LedgerException(
          LedgerError.DAMAGED,
          "ledger entry %d cannot be read; verify the ledger".formatted(row.sequence()),
          e);
    }
  }

  /**
   * Recomputes every hash from the entries up to the present head and compares all that is
   * recorded. Appends go on meanwhile. Takes time in proportion to the number of entries.
   */
  public Verification verify() {
    return new LedgerVerifier(database).verify();
  }

  private static LedgerException unavailable(Exception cause) {
    return new LedgerException(
        LedgerError.UNAVAILABLE,
        "the act could not be recorded in the ledger and is refused; look at the ledger's"
            + " database, then try again",
        cause);
  }
}
