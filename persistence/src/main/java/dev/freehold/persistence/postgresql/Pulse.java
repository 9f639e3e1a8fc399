package dev.freehold.persistence.postgresql;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a PostgreSQL server answers, because it asks all the time, over a connection of its
 * own. A pool learns of a dead server only when a call fails, and of one that is stopped or cut off
 * only when a socket times out: a call may take its time, an answer to a question like this one may
 * not.
 *
 * <p>Two platform threads: virtual ones wait while others keep the processors, and the server would
 * be blamed for it. Thread-safe.
 */
final class Pulse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  /** SQLSTATE of a connection that is no use any more. */
  private static final String CONNECTION_FAILURE = "08006";

  private static final long PERIOD_MILLIS = PersistenceLimits.PULSE_MILLIS;
  private static final long LOOK_MILLIS = 50;
  private static final long MAX_SILENCE_NANOS =
      Duration.ofMillis(PersistenceLimits.MAX_SILENCE_MILLIS).toNanos();

  /** A server that refuses does so at once. */
  private static final long MAX_REFUSAL_NANOS = Duration.ofMillis(500).toNanos();

  private static final long LOOK_NANOS = Duration.ofMillis(LOOK_MILLIS).toNanos();

  private final String database;
  private final DataSource source;
  private final Runnable whenSilent;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread beating;
  private final Thread watching;

  @GuardedBy("this")
  private long answeredAt;

  @GuardedBy("this")
  private long lookedAt;

  private volatile boolean isRefused;

  /** What the last look came to: whoever asks may be the first to run after a pause. */
  private volatile boolean isTooLate;

  /** Asks nothing yet. */
  Pulse(String database, DataSource source, Runnable whenSilent, long now) {
    this.database = database;
    this.source = source;
    this.whenSilent = whenSilent;
    this.answeredAt = now;
    this.lookedAt = now;
    this.beating = Thread.ofPlatform().daemon().name("postgresql-pulse").unstarted(this::beat);
    this.watching = Thread.ofPlatform().daemon().name("postgresql-watch").unstarted(this::watch);
  }

  /**
   * Starts to ask a server that has just answered.
   *
   * @param database the database's name for the log
   * @param source of the pulse's own connection
   * @param whenSilent ends calls under way; run again and again while the server is silent
   */
  static Pulse start(String database, DataSource source, Runnable whenSilent) {
    Pulse pulse = new Pulse(database, source, whenSilent, System.nanoTime());
    pulse.beating.start();
    pulse.watching.start();
    return pulse;
  }

  /** Whether the server refuses connections, or has not answered for too long. */
  boolean isSilent() {
    return isRefused || isTooLate;
  }

  private void beat() {
    do {
      try {
        askUntilItBreaks();
      } catch (RuntimeException | Error unforeseen) {
        // Without this thread the server would be silent for ever.
        if (!isSilent()) {
          LOG.warn("{} could not be asked whether it answers", database, unforeseen);
        }
      }
    } while (!isClosedWithin(PERIOD_MILLIS));
  }

  /** Asks over one connection. */
  private void askUntilItBreaks() {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(true);
      do {
        ask(connection);
        answered();
      } while (!isClosedWithin(PERIOD_MILLIS));
    } catch (SQLException failed) {
      hear(failed);
    }
  }

  /** A standby shows the past and takes no writes, so it is as good as none. */
  private static void ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      if (row.next() && row.getBoolean(1)) {
        throw new SQLException("the server is a standby", CONNECTION_FAILURE);
      }
    }
  }

  /** A connection that ends may be the only one; a server that takes no other one is down. */
  private void hear(SQLException failed) {
    if (!SqlFailures.isLost(failed)) {
      answered();
      return;
    }
    long askedAt = System.nanoTime();
    try (Connection another = source.getConnection()) {
      ask(another);
      answered();
    } catch (SQLException again) {
      if (!SqlFailures.isLost(again)) {
        answered();
        return;
      }
      if (System.nanoTime() - askedAt > MAX_REFUSAL_NANOS) {
        return; // No refusal but silence, which the looks count.
      }
      if (!isRefused) {
        LOG.warn("no connection to {}: {}", database, again.getMessage());
      }
      isRefused = true;
    }
  }

  private synchronized void answered() {
    answeredAt = System.nanoTime();
    isRefused = false;
    isTooLate = false;
  }

  private void watch() {
    boolean wasSilent = false;
    while (!isClosedWithin(LOOK_MILLIS)) {
      look(System.nanoTime());
      boolean isSilent = isSilent();
      if (isSilent) {
        giveUpCalls();
      }
      if (isSilent && !wasSilent) {
        LOG.warn(
            "{} does not answer; calls under way were given up, and new ones are refused until it"
                + " answers again",
            database);
      } else if (wasSilent && !isSilent) {
        LOG.info("{} answers again", database);
      }
      wasSilent = isSilent;
    }
  }

  /** Without the thread that does this, nobody would notice the next silence. */
  private void giveUpCalls() {
    try {
      whenSilent.run();
    } catch (RuntimeException | Error failed) {
      LOG.warn("calls to {} could not be given up; it is tried again", database, failed);
    }
  }

  /**
   * A look that comes late shows that this process stood still, or that its machine is too busy.
   * Nobody could hear an answer meanwhile: that is not the server's fault, and does not count.
   */
  synchronized void look(long now) {
    long late = Math.max(0, now - lookedAt - LOOK_NANOS);
    answeredAt += Math.min(late, now - answeredAt);
    lookedAt = now;
    isTooLate = now - answeredAt > MAX_SILENCE_NANOS;
  }

  private boolean isClosedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      return true;
    }
  }

  /** Stops asking; a question under way ends by its own bound. */
  @Override
  public void close() {
    closed.countDown();
  }
}
