package dev.freehold.server.features.ledger;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives entries of acts their places in the logs for as long as nobody else does, and once more
 * when the process stops. Each process of a cluster does so, also for one that was killed.
 */
public final class LedgerIntegration implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerIntegration.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final Recurring rounds;

  /** A database that is down for an hour is not to fill the log. */
  private volatile boolean isFailing;

  private LedgerIntegration(Ledger ledger) {
    this.ledger = ledger;
    this.rounds = new Recurring("ledger-integration", EVERY, this::run);
  }

  /** Begins where entries wait at all: SQLite has one writer, who puts them into their logs. */
  public static void begin(Ledger ledger, Database database, Closer closer) {
    switch (database.dialect()) {
      case SQLITE -> {}
      case POSTGRESQL -> closer.add(new LedgerIntegration(ledger));
    }
  }

  private void run() {
    try {
      ledger.integrate();
      isFailing = false;
    } catch (LedgerException | PersistenceException failed) {
      if (!isFailing) {
        LOG.warn("entries wait for their places in the ledger's logs, and are tried again", failed);
      }
      isFailing = true;
    }
  }

  @Override
  public void close() {
    rounds.close();
    ledger.integrate();
  }
}
