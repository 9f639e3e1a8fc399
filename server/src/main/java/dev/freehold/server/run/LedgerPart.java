package dev.freehold.server.run;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerWatch;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.ledger.LedgerIntegration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * The one ledger of a database, with its alarm: while it takes no entry, every act and every new
 * use of a key is refused, and somebody has to know.
 *
 * @param ledger for code that records
 * @param watch what happened to entries
 */
record LedgerPart(Ledger ledger, LedgerWatch watch) {

  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * The ledger of a database.
   *
   * @param closer of what works for it until the database is closed
   */
  static LedgerPart of(Database database, Clock clock, Closer closer) {
    LedgerWatch watch = new LedgerWatch();
    Ledger ledger = new Ledger(database, clock, watch);
    LedgerIntegration.begin(ledger, database, closer);
    return new LedgerPart(ledger, watch);
  }

  /**
   * Shows figures.
   *
   * @param name of the ledger among those of the process
   */
  void show(String name, MeterRegistry meters) {
    FunctionCounter.builder("freehold.ledger.refused", watch, LedgerWatch::refused)
        .tag("ledger", name)
        .register(meters);
    Gauge.builder("freehold.ledger.available", watch, each -> each.takesEntries() ? 1 : 0)
        .tag("ledger", name)
        .register(meters);
  }

  /**
   * Returns if and only if the ledger takes entries. After a refusal an entry that reports it is
   * the test, because nobody else may have tried since.
   *
   * @throws dev.freehold.ledger.LedgerException otherwise
   */
  void requireTakesEntries() {
    if (!watch.takesEntries()) {
      ledger.append(
          new LedgerEntry(
              NOBODY,
              "system:health",
              "LedgerResume",
              "ledger",
              Outcome.DONE,
              Map.of("refusedSinceStart", Long.toString(watch.refused()))));
    }
  }
}
