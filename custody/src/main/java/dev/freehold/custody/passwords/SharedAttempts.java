package dev.freehold.custody.passwords;

import dev.freehold.persistence.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Counts in a table of PostgreSQL that all nodes have, so that several allow no more than one. Rows
 * have hashes of names and networks, and are deleted when their time is over: there are those of
 * attempts within a window, and one for each place where somebody has signed in of late. If there
 * are too many of attempts, those with the fewest are forgotten, so that an attacker with many
 * names and networks cannot fill the database, nor make it forget those with many.
 */
final class SharedAttempts implements AttemptCounts {

  /** After how many attempts on this node rows are deleted whose time is over. */
  private static final int CLEAN_EVERY = 500;

  /** About 40 MB with its indexes. */
  private static final int MAX_ROWS = 200_000;

  private static final String SUCCESS = "success ";

  private final Database database;
  private final Clock clock;
  private final Duration window;
  private final int maxRows;
  private final AtomicLong taken = new AtomicLong();

  SharedAttempts(Database database, Clock clock, Duration window) {
    this(database, clock, window, MAX_ROWS);
  }

  /** Keeps {@code maxRows} of attempts, and until it looks next those that nodes make meanwhile. */
  SharedAttempts(Database database, Clock clock, Duration window, int maxRows) {
    this.database = database;
    this.clock = clock;
    this.window = window;
    this.maxRows = maxRows;
  }

  /** One bound has nothing left; what was taken from the others is undone. */
  private static final class NothingLeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingLeftException() {
      super("no attempt is left", null, false, false);
    }
  }

  /** In one order on all nodes, so that none waits for one that waits for it. */
  private record Row(String hash, int max) {
    static List<Row> of(List<Bound> bounds) {
      return bounds.stream()
          .map(bound -> new Row(hashOf(bound.kind(), bound.key()), bound.max()))
          .sorted(Comparator.comparing(Row::hash))
          .toList();
    }
  }

  @Override
  public boolean take(List<Bound> bounds) {
    Instant now = clock.instant();
    try {
      database.write(
          tx -> {
            Row.of(bounds).forEach(row -> take(tx, row, now));
            if (taken.incrementAndGet() % CLEAN_EVERY == 0) {
              clean(tx, now);
            }
            return now;
          });
      return true;
    } catch (NothingLeftException refused) {
      return false;
    }
  }

  private void take(Handle tx, Row row, Instant now) {
    int changed =
        tx.createUpdate(
                """
                INSERT INTO sign_in_attempts (key_hash, taken, ends_at) VALUES (:hash, 1, :endsAt)
                ON CONFLICT (key_hash) DO UPDATE SET
                  taken = CASE WHEN sign_in_attempts.ends_at <= :now THEN 1
                    ELSE sign_in_attempts.taken + 1 END,
                  ends_at = CASE WHEN sign_in_attempts.ends_at <= :now THEN :endsAt
                    ELSE sign_in_attempts.ends_at END
                WHERE sign_in_attempts.ends_at <= :now OR sign_in_attempts.taken < :max\
                """)
            .bind("hash", row.hash())
            .bind("now", now)
            .bind("endsAt", now.plus(window))
            .bind("max", row.max())
            .execute();
    if (changed == 0) {
      throw new NothingLeftException();
    }
  }

  /** Leaves out rows that somebody else is about to use: both would wait for each other. */
  private void clean(Handle tx, Instant now) {
    tx.createUpdate(
            """
            DELETE FROM sign_in_attempts WHERE key_hash IN
              (SELECT key_hash FROM sign_in_attempts WHERE ends_at <= :now
               FOR UPDATE SKIP LOCKED)\
            """)
        .bind("now", now)
        .execute();
    long tooMany =
        tx.createQuery("SELECT COUNT(*) FROM sign_in_attempts WHERE taken > 0")
                .mapTo(Long.class)
                .one()
            - maxRows;
    if (tooMany > 0) {
      tx.createUpdate(
              """
              DELETE FROM sign_in_attempts WHERE key_hash IN
                (SELECT key_hash FROM sign_in_attempts WHERE taken > 0
                 ORDER BY taken, ends_at LIMIT :tooMany FOR UPDATE SKIP LOCKED)\
              """)
          .bind("tooMany", tooMany)
          .execute();
    }
  }

  @Override
  public void giveBack(List<Bound> bounds) {
    database.write(
        tx -> {
          for (Row row : Row.of(bounds)) {
            tx.createUpdate(
                    """
                    UPDATE sign_in_attempts SET taken = taken - 1
                    WHERE key_hash = :hash AND taken > 0\
                    """)
                .bind("hash", row.hash())
                .execute();
          }
          return bounds;
        });
  }

  @Override
  public void succeeded(String kind, String place, Duration age) {
    Instant endsAt = clock.instant().plus(age);
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO sign_in_attempts (key_hash, taken, ends_at)
                    VALUES (:hash, 0, :endsAt)
                    ON CONFLICT (key_hash) DO UPDATE SET ends_at = :endsAt\
                    """)
                .bind("hash", hashOf(SUCCESS + kind, place))
                .bind("endsAt", endsAt)
                .execute());
  }

  @Override
  public boolean hasSucceeded(String kind, String place) {
    return database
        .read(
            tx ->
                tx.createQuery(
                        """
                        SELECT 1 FROM sign_in_attempts WHERE key_hash = :hash AND ends_at > :now\
                        """)
                    .bind("hash", hashOf(SUCCESS + kind, place))
                    .bind("now", clock.instant())
                    .mapTo(Integer.class)
                    .findOne())
        .isPresent();
  }

  private static String hashOf(String kind, String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(kind.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
