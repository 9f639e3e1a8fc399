package dev.freehold.custody.identity.ways;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records when ways in were last used: each at most once in a while, {@link
 * CustodyLimits#LAST_USE_STEP} for most. A sign-in neither waits for this nor fails because of it;
 * if it fails, the next use is recorded. Safe for use by many threads.
 */
public final class LastUses {

  private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

  private final Database database;
  private final Clock clock;
  private final Duration step;
  private final Semaphore writers = new Semaphore(CustodyLimits.MAX_LAST_USE_WRITERS);

  @GuardedBy("this")
  private final LinkedHashMap<UUID, Instant> noted = new LinkedHashMap<>(16, 0.75f, true);

  /** Writes to {@code database}. */
  public LastUses(Database database, Clock clock) {
    this(database, clock, CustodyLimits.LAST_USE_STEP);
  }

  /**
   * Writes to {@code database}.
   *
   * @param step how often at most a use of the same way is written
   */
  public LastUses(Database database, Clock clock, Duration step) {
    this.database = database;
    this.clock = clock;
    this.step = step;
  }

  /** Somebody has come in by this way. */
  public void note(UUID wayId) {
    Instant now = clock.instant();
    if (isDue(wayId, now)) {
      if (writers.tryAcquire()) {
        Thread.ofVirtual().name("last-use").start(() -> write(wayId, now));
      } else {
        forget(wayId);
      }
    }
  }

  private synchronized boolean isDue(UUID wayId, Instant now) {
    Instant before = noted.get(wayId);
    if (before != null && now.isBefore(before.plus(step))) {
      return false;
    }
    noted.put(wayId, now);
    if (noted.size() > CustodyLimits.MAX_NOTED_WAYS) {
      noted.pollFirstEntry();
    }
    return true;
  }

  private synchronized void forget(UUID wayId) {
    noted.remove(wayId);
  }

  private void write(UUID wayId, Instant now) {
    try {
      database.write(
          tx -> {
            WayRows.used(tx, wayId, now, now.minus(step));
            return wayId;
          });
    } catch (RuntimeException failed) {
      forget(wayId);
      LOG.debug("a use of a way in was not written down", failed);
    } finally {
      writers.release();
    }
  }
}
