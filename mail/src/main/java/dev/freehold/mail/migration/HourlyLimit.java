package dev.freehold.mail.migration;

import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;

/**
 * How many messages are fetched from a source within an hour, over all batches and nodes. Messages
 * are counted before they are fetched, so what a node that was killed has not fetched counts too.
 * Safe for use by many threads.
 */
final class HourlyLimit {

  private final Database database;
  private final Clock clock;

  HourlyLimit(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a step may fetch. One thread. */
  static final class Allowance {
    private final int granted;
    private final Instant takenAt;
    private int spent;

    private Allowance(int granted, Instant takenAt) {
      this.granted = granted;
      this.takenAt = takenAt;
    }

    int left() {
      return granted - spent;
    }

    void spend(int messages) {
      spent += messages;
    }
  }

  /** Takes as many messages as are left of the hour, and no more than are wanted. */
  Allowance take(MigrationEndpoint endpoint, int wanted) {
    if (endpoint.messagesPerHour() == 0) {
      return new Allowance(wanted, clock.instant());
    }
    return database.write(
        tx -> {
          EndpointRows.lock(tx, endpoint.tenantId(), endpoint.id());
          // Not before the lock: whoever had it may have begun the next hour.
          Instant now = clock.instant();
          return new Allowance(EndpointRows.takeOfHour(tx, endpoint, wanted, now), now);
        });
  }

  /** Gives back what was not fetched. */
  void giveBack(MigrationEndpoint endpoint, Allowance allowance) {
    if (endpoint.messagesPerHour() > 0 && allowance.left() > 0) {
      database.write(
          tx -> {
            EndpointRows.giveBackOfHour(tx, endpoint.id(), allowance.left(), allowance.takenAt);
            return null;
          });
    }
  }
}
