package dev.freehold.custody.roots;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.time.TwoClocks;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with that of the database server, which all nodes have. An SQLite file
 * is read by one process with one clock, so there is nothing to compare.
 */
public record DatabaseTime(Database database, Clock clock) implements BooleanSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);

  /** Whether both clocks agree; false if the database does not say. */
  @Override
  public boolean getAsBoolean() {
    return switch (database.dialect()) {
      case SQLITE -> true;
      case POSTGRESQL -> agrees();
    };
  }

  private boolean agrees() {
    try {
      Duration apart = ahead().abs();
      boolean agrees = apart.compareTo(CustodyLimits.MAX_CLOCK_DIFFERENCE) <= 0;
      if (!agrees) {
        LOG.warn("the clock of this node and that of the database are {} apart", apart);
      }
      return agrees;
    } catch (PersistenceException unknown) {
      return false;
    }
  }

  /**
   * By how much this node's clock is ahead; below zero if it is behind.
   *
   * @throws PersistenceException if the database does not say
   */
  public Duration ahead() {
    return switch (database.dialect()) {
      case SQLITE -> Duration.ZERO;
      case POSTGRESQL ->
          Duration.between(TwoClocks.of(database, clock).ofDatabase().instant(), clock.instant());
    };
  }
}
