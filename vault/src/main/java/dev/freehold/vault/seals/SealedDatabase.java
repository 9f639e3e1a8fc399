package dev.freehold.vault.seals;

import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.SqlWork;
import java.util.Optional;
import java.util.function.Function;

/**
 * The vaults' database, with the seals in every transaction. What a transaction sealed is recorded
 * outside the database before its result is returned. Closing it leaves the database open.
 * Thread-safe.
 */
public final class SealedDatabase implements Database {

  private static final int MAX_READS = 100;

  private final Database database;
  private final VaultSeals seals;

  /** Checks and seals the rows of {@code database} by {@code seals}. */
  public SealedDatabase(Database database, VaultSeals seals) {
    this.database = database;
    this.seals = seals;
  }

  /**
   * Forgets what the transaction under way has sealed, because that was undone by going back to a
   * savepoint.
   */
  public static void undone() {
    if (SealedTransaction.NOW.isBound()) {
      SealedTransaction.NOW.get().undone();
    }
  }

  /** Work that reads may run again, when what it saw was changed meanwhile. */
  @Override
  public <R> R read(SqlWork<R> work) {
    return again(transaction -> database.read(within(transaction, work)));
  }

  /**
   * Marks that are raised while it waits for a connection count as raised after it began, so that a
   * row may be read again without need.
   */
  @Override
  public <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    return again(
        transaction -> {
          transaction.begin();
          return ScopedValue.where(SealedTransaction.NOW, transaction)
              .<Optional<R>, RuntimeException>call(() -> database.find(query, values));
        });
  }

  private <R> R again(Function<SealedTransaction, R> reading) {
    for (int reads = 1; ; reads++) {
      try {
        return reading.apply(new SealedTransaction(seals, false));
      } catch (StaleReadException changed) {
        if (reads == MAX_READS) {
          throw changed;
        }
      }
    }
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    SealedTransaction transaction = new SealedTransaction(seals, true);
    R result = database.write(within(transaction, work));
    seals.remember(transaction.written());
    return result;
  }

  private static <R> SqlWork<R> within(SealedTransaction transaction, SqlWork<R> work) {
    return tx -> {
      transaction.begin();
      return ScopedValue.where(SealedTransaction.NOW, transaction)
          .<R, RuntimeException>call(() -> work.run(tx));
    };
  }

  @Override
  public boolean clearRemains() {
    return database.clearRemains();
  }

  @Override
  public Erasure eraseFreed() {
    return database.eraseFreed();
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public Attachments attachments() {
    return database.attachments();
  }

  @Override
  public void ping() {
    database.ping();
  }

  @Override
  public Optional<PersistenceException> outgrown() {
    return database.outgrown();
  }

  @Override
  public DatabaseStatistics statistics() {
    return database.statistics();
  }

  @Override
  public void close() {
    // Whoever opened the database closes it.
  }
}
