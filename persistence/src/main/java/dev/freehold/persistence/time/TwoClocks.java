package dev.freehold.persistence.time;

import dev.freehold.persistence.Database;
import java.time.Instant;
import java.time.InstantSource;

/**
 * This machine's clock and that of the database server, for what destroys for good after a time: a
 * single clock that is wrong must not make that time shorter. Both must not be asked within a
 * transaction. Safe for use by many threads.
 *
 * @param ofDatabase asks the database server
 * @param own this machine's
 */
public record TwoClocks(InstantSource ofDatabase, InstantSource own) {

  /** Those of a database; on SQLite both are one. */
  public static TwoClocks of(Database database, InstantSource own) {
    return switch (database.dialect()) {
      case SQLITE -> same(own);
      case POSTGRESQL -> new TwoClocks(() -> serverTime(database), own);
    };
  }

  /** One clock for both. */
  public static TwoClocks same(InstantSource clock) {
    return new TwoClocks(clock, clock);
  }

  private static Instant serverTime(Database database) {
    return database.read(
        tx ->
            tx.createQuery("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
                .mapTo(Instant.class)
                .one());
  }

  /**
   * The earlier of both, to look what is over.
   *
   * @throws dev.freehold.persistence.PersistenceException if the database does not say
   */
  public Instant earlier() {
    Instant there = ofDatabase.instant();
    Instant here = own.instant();
    return there.isBefore(here) ? there : here;
  }

  /**
   * The later of both, to write down when something begins that will be over.
   *
   * @throws dev.freehold.persistence.PersistenceException if the database does not say
   */
  public Instant later() {
    Instant there = ofDatabase.instant();
    Instant here = own.instant();
    return there.isAfter(here) ? there : here;
  }
}
