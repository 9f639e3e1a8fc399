package dev.freehold.ledger;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.ReadOnlyDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts entries that wait into their tenants' logs, on behalf of whoever comes: readers, who are to
 * find what was recorded before they ask, and a round in each process.
 */
final class Integration {

  private static final Logger LOG = LoggerFactory.getLogger(Integration.class);

  private Integration() {}

  /**
   * Puts all that waits into the logs.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if an entry cannot be read, or a log's end
   *     is not as it was left
   */
  static void run(Database database) {
    if (!LogAppender.integratesLater(database.dialect()) || database instanceof ReadOnlyDatabase) {
      return;
    }
    long last = database.read(PendingRows::lastId);
    try {
      long done = 0;
      // What is recorded meanwhile can wait, and nobody waits for the turn longer than for a batch.
      while (done < last) {
        done = database.write(tx -> LogAppender.withTurn(tx, database.dialect()).integrate());
      }
    } catch (LedgerException | PersistenceException known) {
      throw known;
    } catch (RuntimeException changed) {
      // The ledger's own statements and trees fit each other, until somebody else writes there.
      throw new LedgerException(
          LedgerError.DAMAGED, "entries cannot get their places in the logs", changed);
    }
  }

  /** For readers, who see the entries that are in the logs even if no more can be put there. */
  static void beforeReading(Database database) {
    try {
      run(database);
    } catch (LedgerException | PersistenceException failed) {
      // Readers come often; the round of the process logs the whole failure.
      LOG.debug("entries wait for their places in the ledger's logs", failed);
    }
  }
}
