package dev.freehold.custody.nodes;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.DatabaseTime;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that nodes have in common: this machine's, less what it was ahead of the database's when
 * {@link #follow} was last called. So a node whose clock is wrong takes no other for silent, nor do
 * others take it. It is for that alone: whoever runs the database can set its clock, so how long a
 * key may be in memory goes by this machine's. Safe for use by many threads.
 */
public final class DatabaseClock implements InstantSource {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

  private final DatabaseTime time;
  private final Clock own;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * Does not follow yet.
   *
   * @param own this machine's
   */
  public DatabaseClock(Database database, Clock own) {
    this.time = new DatabaseTime(database, own);
    this.own = own;
  }

  /**
   * Asks the database what time it is.
   *
   * @throws dev.freehold.persistence.PersistenceException if it does not say; nothing changes then
   */
  public void follow() {
    Duration found = time.ahead();
    if (isWrong(found) && !isWrong(ahead)) {
      LOG.warn(
          "the clock of this node and that of the database are {} apart; set it right, or vaults"
              + " refuse this node's tokens",
          found.abs());
    }
    ahead = found;
  }

  private static boolean isWrong(Duration ahead) {
    return ahead.abs().compareTo(CustodyLimits.MAX_CLOCK_DIFFERENCE) > 0;
  }

  @Override
  public Instant instant() {
    return own.instant().minus(ahead);
  }
}
