package dev.freehold.vault.wire;

import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlWork;
import dev.freehold.vault.seals.SealedDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each request's ledger entry before its answer is sent. Thread-safe. */
public final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private static final String REHEARSAL = "rehearsal";

  private final Database database;
  private final Ledger ledger;

  /** Records in {@code ledger}, which lives in {@code database}. */
  public Recorder(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** Reads from the database. */
  public <R> R read(SqlWork<R> work) {
    return database.read(work);
  }

  /**
   * Clears what rows that were deleted left in the database's log, if that can be done now. What
   * was committed stays so whether it can or not.
   */
  void clearRemains() {
    try {
      database.clearRemains();
    } catch (PersistenceException e) {
      LOG.warn("what a purge left in the database's log is cleared later", e);
    }
  }

  /** Makes a change and its entry durable together, or neither. */
  public Answer commit(AuditTrail trail, SqlWork<Answer> change) {
    Answer answer =
        database.write(
            tx -> {
              Answer made = change.run(tx);
              ledger.append(tx, trail.entry(made.status()));
              return made;
            });
    trail.markRecorded();
    return answer;
  }

  /** Makes a change, undoes it, and records that it was tried; the answer is what it would be. */
  Answer rehearse(AuditTrail trail, SqlWork<Answer> change) {
    Answer answer =
        database.write(
            tx -> {
              tx.savepoint(REHEARSAL);
              Answer made = change.run(tx);
              tx.rollbackToSavepoint(REHEARSAL);
              SealedDatabase.undone();
              ledger.append(tx, trail.entry(made.status()));
              return made;
            });
    trail.markRecorded();
    return answer;
  }

  /** Records how a request ended, unless a change was recorded together with it. */
  public void record(AuditTrail trail, int status) {
    if (!trail.isRecorded()) {
      ledger.append(trail.entry(status));
      trail.markRecorded();
    }
  }
}
