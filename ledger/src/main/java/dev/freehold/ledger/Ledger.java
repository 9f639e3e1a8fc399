package dev.freehold.ledger;

import dev.freehold.crypto.RandomSource;
import dev.freehold.ledger.entry.EntryContent;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.entry.PersonalValues;
import dev.freehold.ledger.entry.PreparedEntry;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.SqlFailures;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The audit log of one database. The entries of all tenants are in one sequence. Those of each
 * tenant are a log by themselves, the leaves of one RFC 6962 Merkle tree, so that a tenant can
 * prove and publish its own entries without revealing others. Entries are never changed; values
 * that name a person can be erased.
 *
 * <p>Safe for use by many threads and, on PostgreSQL, by many processes. There a transaction that
 * records an act waits for nobody: its entry gets its place in the log right after the commit, by
 * whoever has the turn to append next, and before anything reads the log. What has the turn keeps
 * it to its end, so {@link #record(Handle, LedgerEntry)} must be a transaction's last step.
 */
public final class Ledger {

  /** The tables of the ledger, for opening the database it lives in. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("ledger");

  private final Database database;
  private final RandomSource random;
  private final Clock clock;
  private final LedgerWatch watch;
  private final SharedAppends<PreparedEntry, Appended> shared =
      new SharedAppends<>(this::appendTogether);

  /** A ledger on {@code database}, which was opened with {@link #MIGRATIONS}. */
  public Ledger(Database database, Clock clock) {
    this(database, clock, new LedgerWatch());
  }

  /** The same, under a watch that all ledgers of a database may share. */
  public Ledger(Database database, Clock clock, LedgerWatch watch) {
    this(database, clock, watch, new SecureRandom()::nextBytes);
  }

  /**
   * A ledger with its salts from {@code random}.
   *
   * @param random cryptographically strong
   */
  Ledger(Database database, Clock clock, RandomSource random) {
    this(database, clock, new LedgerWatch(), random);
  }

  private Ledger(Database database, Clock clock, LedgerWatch watch, RandomSource random) {
    this.database = database;
    this.watch = watch;
    this.random = random;
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
    return record(entry).sequence();
  }

  /** As {@link #append(LedgerEntry)}, and tells the place in the tenant's log too. */
  public Appended record(LedgerEntry entry) {
    try {
      return shared.append(prepared(entry));
    } catch (LedgerException refused) {
      watch.refuse();
      throw refused;
    }
  }

  private List<Appended> appendTogether(Supplier<List<PreparedEntry>> entries) {
    try {
      List<TimedEntry> together = new ArrayList<>();
      List<Appended> appended =
          database
              .write(
                  tx -> {
                    LogAppender log = LogAppender.withTurn(tx, database.dialect());
                    // Where others append too, those who come while this waits get into it. What
                    // waits for its place is taken after them: it may have come before they did.
                    entries.get().forEach(entry -> together.add(timed(entry)));
                    return log.appendSoon(together);
                  })
              .orElseGet(() -> appendBehindMany(together));
      watch.placed();
      watch.taken();
      return appended;
    } catch (RuntimeException e) {
      // Whatever it is, there is no entry, so there must be no act.
      throw unavailable(e);
    }
  }

  private List<Appended> appendBehindMany(List<TimedEntry> entries) {
    Integration.run(database);
    return database.write(tx -> LogAppender.withTurn(tx, database.dialect()).append(entries));
  }

  /**
   * Records {@code entry} in the caller's transaction: it is durable if and only if that one is.
   *
   * @param transaction of the ledger's own database
   * @return the entry as it was recorded, with where the act came from
   * @throws LedgerException {@link LedgerError#UNAVAILABLE} if it could not be recorded; the caller
   *     must let the transaction fail
   */
  public LedgerEntry append(Handle transaction, LedgerEntry entry) {
    PreparedEntry prepared = prepared(entry);
    orRefused(
        () -> {
          if (LogAppender.integratesLater(database.dialect())) {
            watch.requirePlaces();
            PendingRows.add(transaction, timed(prepared));
          } else {
            write(transaction, prepared);
          }
          return null;
        });
    return prepared.entry();
  }

  /**
   * As {@link #append(Handle, LedgerEntry)}, for an act that needs the entry's place in the log. It
   * takes the turn to append, and nobody else appends until the transaction ends.
   *
   * @return its places, which another entry gets if the transaction is undone
   */
  public Appended record(Handle transaction, LedgerEntry entry) {
    PreparedEntry prepared = prepared(entry);
    return orRefused(() -> write(transaction, prepared));
  }

  private Appended write(Handle transaction, PreparedEntry prepared) {
    return LogAppender.withTurn(transaction, database.dialect())
        .append(List.of(timed(prepared)))
        .getFirst();
  }

  private <R> R orRefused(Supplier<R> recording) {
    try {
      R recorded = recording.get();
      watch.taken();
      return recorded;
    } catch (RuntimeException e) {
      // Whatever it is, there is no entry, so there must be no act.
      watch.refuse();
      // The transaction says what is the matter with a database of what JDBI throws alone.
      throw unavailable(SqlFailures.ofWrite(e));
    }
  }

  private TimedEntry timed(PreparedEntry entry) {
    return new TimedEntry(entry, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private PreparedEntry prepared(LedgerEntry entry) {
    return PreparedEntry.of(ActOrigin.completed(entry), random);
  }

  /**
   * Gives places in the logs to all entries that wait for them. Those who read a log and those who
   * append do so too; a process calls this every second, for the time when nobody comes.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if an entry that waits cannot be read; no
   *     act is recorded then until this, or an entry by itself, succeeds
   */
  public void integrate() {
    try {
      Integration.run(database);
      watch.placed();
    } catch (LedgerException damaged) {
      watch.holdUp();
      throw damaged;
    }
  }

  /**
   * The log of one tenant. Entries that are older than the trees of tenants get theirs here, which
   * takes time in proportion to their number, once.
   */
  public TenantLog log(UUID tenantId) {
    return TenantLog.open(database, tenantId);
  }

  /**
   * Whose logs there are, in the order of their ids; the service's own acts are in that of the id
   * zero.
   *
   * @param after the last id already seen; empty for the first page
   * @param max how many at most, 1 to 1,000
   */
  public List<UUID> tenants(Optional<UUID> after, int max) {
    LedgerLimits.checkPage(0, max);
    Integration.beforeReading(database);
    return database.read(tx -> LogHeads.tenants(tx, after, max));
  }

  /**
   * Erases what names or describes a person in the entries recorded so far: all of it in those that
   * the person is the actor of; all but the actor in those about the person, or that name the
   * person's object id among personal values. The entries stay, with everything else, and so do the
   * hashes. An entry in the tenant's log records the erasure.
   *
   * <p>It goes through the log step by step and can be repeated, after a failure too. Entries of
   * the first form have what they have in the hashed bytes; that cannot be erased. What was erased
   * can still be in the database's journals and free pages: see {@link Database}.
   *
   * @param objectId the person's object id, as actor and as object of entries
   * @param actor who has it erased
   * @return from how many entries something was erased
   * @throws LedgerException {@link LedgerError#UNAVAILABLE} if it could not be recorded; nothing
   *     was erased then
   */
  public long erasePersonalData(UUID tenantId, String objectId, String actor) {
    return new PersonalErasure(this, database, tenantId, objectId).run(actor);
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
    Integration.beforeReading(database);
    return database
        .read(
            tx ->
                EntryRows.ofTenant(
                    tx, tenantId, EntryRows.firstIndexAfter(tx, tenantId, afterSequence), max))
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
    Integration.beforeReading(database);
    return new LedgerSearch(database, tenantId, query).run();
  }

  static RecordedEntry recorded(EntryRow row) {
    try {
      EntryContent content = EntryContent.read(row.entry());
      PersonalValues personal = PersonalRow.read(row.personal());
      return new RecordedEntry(
          row.sequence(),
          row.index(),
          content.time(),
          content.entry(personal),
          MerkleHash.fromBytes(row.leafHash()),
          content.erased(personal));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new LedgerException(
          LedgerError.DAMAGED,
          "ledger entry %d cannot be read; verify the ledger".formatted(row.sequence()),
          e);
    }
  }

  /**
   * Recomputes the trees of all tenants from the entries up to the present heads and compares all
   * that is recorded, with the personal values that are still there. Appends go on meanwhile. Takes
   * time in proportion to the number of entries.
   */
  public Verification verify() {
    try {
      integrate();
    } catch (LedgerException waiting) {
      // A fault of a log can be the cause, and says more.
      if (new LedgerVerifier(database).verify() instanceof Verification.Broken broken) {
        return broken;
      }
      throw waiting;
    }
    return new LedgerVerifier(database).verify();
  }

  private static LedgerException unavailable(Throwable cause) {
    return new LedgerException(
        LedgerError.UNAVAILABLE,
        "the act could not be recorded in the ledger and is refused; look at the ledger's"
            + " database, then try again",
        cause);
  }
}
