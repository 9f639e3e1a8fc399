package dev.freehold.custody.availability;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlWork;
import java.util.Optional;

/**
 * The availability database. Each change of it is counted in it and then confirmed in the main
 * database. A crash in between leaves a count that is higher than the confirmed one, which a start
 * accepts; it refuses a lower one. Changes of several nodes are made one after another, and may be
 * confirmed in any order. Not to be written from inside a transaction of the main database. Safe
 * for use by many threads.
 */
public final class ConfirmedDatabase implements Database {

  private final Database availability;
  private final Database main;

  /** Confirms changes of {@code availability} in {@code main}; closes neither. */
  public ConfirmedDatabase(Database availability, Database main) {
    this.availability = availability;
    this.main = main;
  }

  /**
   * @throws CustodyException {@code AVAILABILITY_DATABASE_LOST} if another database was put in the
   *     place of this one since the start
   */
  @Override
  public <R> R write(SqlWork<R> work) {
    Changed<R> changed =
        availability.write(
            tx -> {
              // First, since it locks the row: changes of all nodes come one after another.
              AvailabilityIdentity present = AvailabilityIdentityRows.change(tx);
              return new Changed<>(work.run(tx), present);
            });
    if (!main.write(tx -> ConfirmationRows.confirm(tx, changed.present()))) {
      throw new CustodyException(
          CustodyError.AVAILABILITY_DATABASE_LOST,
          "another availability database was put in the place of this service's; stop the service"
              + " and put the right one back");
    }
    return changed.result();
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    return availability.read(work);
  }

  @Override
  public boolean clearRemains() {
    return availability.clearRemains();
  }

  @Override
  public Erasure eraseFreed() {
    return availability.eraseFreed();
  }

  @Override
  public Attachments attachments() {
    return availability.attachments();
  }

  @Override
  public Dialect dialect() {
    return availability.dialect();
  }

  @Override
  public void ping() {
    availability.ping();
  }

  @Override
  public Optional<PersistenceException> outgrown() {
    return availability.outgrown();
  }

  @Override
  public DatabaseStatistics statistics() {
    return availability.statistics();
  }

  /** Does nothing: the caller that opened the database closes it. */
  @Override
  public void close() {}

  /** What a change gave, and where the database was after it. */
  private record Changed<R>(R result, AvailabilityIdentity present) {}
}
